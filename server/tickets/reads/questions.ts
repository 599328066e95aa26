import { sql } from 'kysely';
import type { Translated } from '../../../domain/translated.ts';
import type { Tx } from '../../platform/platform.ts';

type Asked = { questionId: string; topicId: number | null };

/** A question of the checklist of a topic, or of one above it. */
export async function questionOf(tx: Tx, { questionId, topicId }: Asked) {
  const { rows } = await sql<{ id: number; text: Translated }>`
    with recursive path as (
      select id, parent_id from topics where id = ${topicId}
      union select topics.id, topics.parent_id from topics join path on topics.id = path.parent_id)
    select id, text from topic_questions where uuid = ${questionId} and topic_id in (select id from path)`.execute(tx);
  return rows[0] ?? null;
}
