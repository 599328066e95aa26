import type { TemplatePreview } from '../../../contract/templates.ts';
import type { AgentActor } from '../../../domain/permissions.ts';
import { transaction } from '../../platform/database/database.ts';
import type { Platform } from '../../platform/platform.ts';
import { knownVariables } from '../../tickets/commands/check-texts.ts';
import { fillInEach } from '../../tickets/commands/fill-texts.ts';
import { ticketInScope } from '../reads/trace.ts';
import { promiseOf } from './promise.ts';
import { problemsIn } from './template-params.ts';

type Asked = { actor: AgentActor; number: number; texts: Readonly<Record<string, string>> };

/** A text as it reads on a ticket the actor sees, in every language that can be filled in. Nothing is saved or sent. */
export async function previewTemplate(p: Platform, { actor, number, texts }: Asked): Promise<TemplatePreview> {
  const { id } = await ticketInScope(p.db, { actor, number });
  const problems = problemsIn(texts, await knownVariables(p.db));
  const sound = Object.entries(texts).filter(([tag]) => problems.every(({ language }) => language !== tag));
  const parts = Object.fromEntries(sound.map(([language, text]) => [language, { text }]));
  return transaction(p.db, async (tx) => {
    const { language, filled } = await fillInEach(tx, p, { ticketId: id, texts: parts, more: promiseOf(tx, p, id) });
    const previews = filled.map((one) => ({ language: one.language, text: one.text, unresolved: one.unresolved }));
    return { language, previews, problems };
  });
}
