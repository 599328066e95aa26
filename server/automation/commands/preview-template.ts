import type { TemplatePreview, TemplateText } from '../../../contract/templates.ts';
import type { AgentActor } from '../../../domain/permissions.ts';
import { transaction } from '../../platform/database/database.ts';
import type { Platform } from '../../platform/platform.ts';
import { knownVariables } from '../../tickets/commands/check-texts.ts';
import { fillInEach } from '../../tickets/commands/fill-texts.ts';
import { ticketInScope } from '../reads/trace.ts';
import { promiseOf } from './promise.ts';
import { problemsIn } from './template-params.ts';

type Asked = { actor: AgentActor; number: number; texts: Readonly<Record<string, TemplateText>> };

/** A text as it reads on a ticket the actor sees, in every language that can be filled in. Nothing is saved or sent. */
export async function previewTemplate(p: Platform, { actor, number, texts }: Asked): Promise<TemplatePreview> {
  const { id } = await ticketInScope(p.db, { actor, number });
  const isKnown = await knownVariables(p.db);
  const written = Object.entries(texts).map(
    ([tag, text]) => [tag, typeof text === 'string' ? { text } : text] as const,
  );
  const problems = written.flatMap(([tag, part]) =>
    Object.values(part).flatMap((source) => problemsIn({ [tag]: source }, isKnown)),
  );
  const parts = Object.fromEntries(written.filter(([tag]) => problems.every(({ language }) => language !== tag)));
  return transaction(p.db, async (tx) => {
    const { language, filled } = await fillInEach(tx, p, { ticketId: id, texts: parts, more: promiseOf(tx, p, id) });
    const previews = filled.map(({ subject = null, ...one }) => ({ ...one, subject }));
    return { language, previews, problems };
  });
}
