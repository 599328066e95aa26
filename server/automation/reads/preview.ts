import { sql } from 'kysely';
import type { z } from 'zod';
import type { RulePreview, rulePreviewBody } from '../../../contract/automation.ts';
import { consider } from '../../../domain/automation/consider.ts';
import { nextTurn } from '../../../domain/automation/crossing.ts';
import type { RuleKind } from '../../../domain/automation/rule.ts';
import type { Asker } from '../../../domain/conditions/asker.ts';
import type { TicketFacts } from '../../../domain/conditions/facts.ts';
import type { FieldChanges } from '../../../domain/events.ts';
import type { AgentActor } from '../../../domain/permissions.ts';
import type { Db, Platform } from '../../platform/platform.ts';
import { readAsker } from '../../tickets/reads/asker.ts';
import { type FactsEvent, readFacts } from '../../tickets/reads/facts.ts';
import { actionOf, paramsOf } from '../actions/find.ts';
import { ticketInScope } from './trace.ts';

type Draft = z.infer<typeof rulePreviewBody>;
type Asked = { actor: AgentActor; kind: RuleKind; draft: Draft };

/** What a rule as it is being written would do to one ticket. Nothing is changed. */
export async function previewRule(p: Platform, { actor, kind, draft }: Asked): Promise<RulePreview> {
  const { id: ticketId } = await ticketInScope(p.db, { actor, number: draft.number });
  const event = kind === 'trigger' ? await lastEvent(p.db, ticketId, draft.listensTo) : undefined;
  if (event === null) return { ...nothing, outcome: 'skipped', reason: { code: 'rule_no_such_event', values: {} } };
  const facts = (await readFacts(p.db, { ticketId, ...(event && { event }) })) as TicketFacts;
  const asker = await readAsker(p.db, { now: p.clock.now(), me: null }, [draft.condition]);
  const cause = { kind: 'agent' as const, id: actor.id, depth: 0 };
  const verdict = consider({ id: 0, ...draft }, { facts, cause, asker });
  const found = { ...nothing, ...verdict };
  if (verdict.outcome === 'runs') return { ...found, actions: draft.actions.map((one) => foresee(one, facts)) };
  const isTimed = kind === 'automation' && verdict.outcome === 'considered';
  return { ...found, at: isTimed ? turnOf(draft, facts, asker) : null };
}

const nothing = { deciding: null, reason: null, at: null, actions: [] };

function foresee(one: Draft['actions'][number], facts: TicketFacts): RulePreview['actions'][number] {
  const changes = actionOf(one.action).preview?.({ facts, params: paramsOf(one) }) ?? null;
  return { action: one.action, changes };
}

function turnOf({ condition }: Draft, facts: TicketFacts, asker: Asker): string | null {
  return nextTurn(condition, { facts, asker }, { after: asker.now, to: true })?.toISOString() ?? null;
}

/** The newest one of the ticket that such a trigger would have answered; null: there was none yet. */
async function lastEvent(db: Db, ticketId: number, types: readonly string[]): Promise<FactsEvent | null> {
  const { rows } = await sql<{ messageId: number | null; changes: FieldChanges }>`
    select message_id as "messageId", changes from events
    where ticket_id = ${ticketId} and type = any(${types as string[]}::text[]) order by id desc limit 1`.execute(db);
  return rows[0] ?? null;
}
