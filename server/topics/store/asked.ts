import { sql } from 'kysely';
import type { FormField } from '../../../domain/fields/form.ts';
import type { Translated } from '../../../domain/translated.ts';
import { newId } from '../../platform/ids.ts';
import type { Tx } from '../../platform/platform.ts';
import { unknownReference } from './topics.ts';

/** Replaces the form of a topic. */
export async function saveForm(tx: Tx, topicId: number, form: readonly FormField[]): Promise<void> {
  await tx.deleteFrom('topic_fields').where('topic_id', '=', topicId).execute();
  const { rows } = await sql<{ id: number }>`insert into topic_fields (topic_id, field_id, position, needed_to)
    select ${topicId}, fields.id, given.place, given.asked ->> 'neededTo'
    from jsonb_array_elements(${JSON.stringify(form)}::jsonb) with ordinality as given (asked, place)
    join fields on fields.holder = 'ticket' and fields.key = given.asked ->> 'key'
    on conflict do nothing returning field_id as id`.execute(tx);
  if (rows.length !== form.length) throw unknownReference('form');
}

export type AskedQuestion = { id?: string | undefined; text: Translated };

/** Replaces the checklist of a topic: questions given back by their id keep their ticks, those left out go with theirs. */
export async function saveChecklist(tx: Tx, topicId: number, questions: readonly AskedQuestion[]): Promise<void> {
  const rows = await tx.selectFrom('topic_questions').select('uuid').where('topic_id', '=', topicId).execute();
  const known = new Set(rows.map(({ uuid }) => uuid));
  if (questions.some(({ id }) => id !== undefined && !known.has(id))) throw unknownReference('checklist');
  const kept = questions.map(({ id, text }, at) => ({ uuid: id ?? newId(), position: at + 1, text }));
  await sql`delete from topic_questions where topic_id = ${topicId}
    and not uuid = any(${kept.map(({ uuid }) => uuid)}::uuid[])`.execute(tx);
  await sql`insert into topic_questions (uuid, topic_id, position, text)
    select given.uuid, ${topicId}, given.position, given.text
    from jsonb_to_recordset(${JSON.stringify(kept)}::jsonb) as given (uuid uuid, position int, text jsonb)
    on conflict (uuid) do update set position = excluded.position, text = excluded.text`.execute(tx);
}
