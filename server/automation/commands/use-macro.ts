import type { Macro, MacroPreview } from '../../../contract/macros.ts';
import type { TicketFacts } from '../../../domain/conditions/facts.ts';
import { AppError } from '../../../domain/errors.ts';
import { type AgentActor, may } from '../../../domain/permissions.ts';
import { transaction } from '../../platform/database/database.ts';
import type { Platform, Tx } from '../../platform/platform.ts';
import { fillTexts } from '../../tickets/commands/fill-texts.ts';
import { readFacts } from '../../tickets/reads/facts.ts';
import { actionOf, paramsOf } from '../actions/find.ts';
import { actionNeeds } from '../reads/actions.ts';
import { usableMacro } from '../reads/macros.ts';
import { ticketInScope } from '../reads/trace.ts';
import { promiseOf } from './promise.ts';
import { runActions } from './run-actions.ts';

type Asked = { actor: AgentActor; number: number; macroId: string };

/** What a macro would write and do on this ticket. Nothing is changed. */
export async function previewMacro(p: Platform, { actor, number, macroId }: Asked): Promise<MacroPreview> {
  const { id: ticketId } = await ticketInScope(p.db, { actor, number });
  const { texts, actions } = await usableMacro(p.db, { actor, uuid: macroId });
  return transaction(p.db, async (tx) => {
    const facts = (await readFacts(tx, { ticketId })) as TicketFacts;
    return {
      text: texts === null ? null : await fill(tx, p, { ticketId, texts, actor }),
      actions: actions.map((one) => ({
        ...one,
        changes: actionOf(one.action).preview?.({ facts, params: paramsOf(one) }) ?? null,
      })),
    };
  });
}

async function fill(
  tx: Tx,
  p: Platform,
  { ticketId, texts, actor }: { ticketId: number; texts: NonNullable<Macro['texts']>; actor: AgentActor },
): Promise<MacroPreview['text']> {
  const parts = Object.fromEntries(Object.entries(texts).map(([language, text]) => [language, { text }]));
  const more = promiseOf(tx, p, ticketId);
  const filled = await fillTexts(tx, p, { ticketId, texts: parts, agentName: actor.name, more });
  return filled && { language: filled.language, text: filled.text, unresolved: filled.unresolved };
}

/** Does what the macro says, as this agent, all of it or nothing. Its text is not sent: the agent sends it. */
export async function applyMacro(p: Platform, { actor, number, macroId }: Asked): Promise<void> {
  const { id: ticketId } = await ticketInScope(p.db, { actor, number });
  await transaction(p.db, async (tx) => {
    const { id, name, actions } = await usableMacro(tx, { actor, uuid: macroId });
    for (const { action } of actions) {
      if (may(actor, actionNeeds(action))) continue;
      throw new AppError('forbidden', 'not_allowed', 'Your role does not allow this.');
    }
    const macro = { id, name, at: p.clock.now().toISOString() };
    await runActions(tx, p, { ticketId, actor: { ...actor, macro }, actions });
  });
}
