import type { Translated } from '../../../domain/translated.ts';
import type { Tx } from '../../platform/platform.ts';

/** A question of a checklist, whichever topic's it is: a ticket that got another topic keeps what was ticked. */
export async function questionOf(tx: Tx, questionId: string): Promise<{ id: number; text: Translated } | null> {
  const found = await tx
    .selectFrom('topic_questions')
    .select(['id', 'text'])
    .where('uuid', '=', questionId)
    .executeTakeFirst();
  return found === undefined ? null : { id: found.id, text: found.text as Translated };
}
