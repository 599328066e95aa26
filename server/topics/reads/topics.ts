import { sql } from 'kysely';
import type { Topic } from '../../../contract/topics.ts';
import { AppError } from '../../../domain/errors.ts';
import type { Db, Tx } from '../../platform/platform.ts';

const columns = sql`topics.uuid as id, topics.slug, topics.name, topics.description, topics.confirmation,
  topics.is_archived as "isArchived", topics.requires_resolution as "needsResolution",
  (select uuid from topics above where above.id = topics.parent_id) as "parentId",
  (select jsonb_build_object('id', uuid, 'slug', slug, 'name', name) from teams where id = topics.team_id) as team,
  (select jsonb_build_object('id', uuid, 'name', name) from sla_policies where id = topics.sla_policy_id) as "slaPolicy",
  coalesce((select jsonb_agg(jsonb_build_object('key', fields.key, 'neededTo', topic_fields.needed_to)
      order by topic_fields.position)
    from topic_fields join fields on fields.id = field_id where topic_id = topics.id), '[]') as form,
  coalesce((select jsonb_agg(jsonb_build_object('id', uuid, 'text', text) order by position)
    from topic_questions where topic_id = topics.id), '[]') as checklist`;

/** Siblings in their order; what stands under what says `parentId`. */
export async function listTopics(db: Db, { withArchived }: { withArchived: boolean }): Promise<Topic[]> {
  const { rows } = await sql<Topic>`select ${columns} from topics where ${withArchived} or not is_archived
    order by position, id`.execute(db);
  return rows;
}

export async function getTopic(db: Db | Tx, topicId: string): Promise<Topic> {
  const { rows } = await sql<Topic>`select ${columns} from topics where uuid = ${topicId}`.execute(db);
  if (!rows[0]) throw topicNotFound();
  return rows[0];
}

export function topicNotFound(): AppError {
  return new AppError('not_found', 'topic_not_found', 'There is no such topic.');
}

/** Some of the tickets that have this topic and can still change, after one of them, by ascending id. */
export async function openTicketsOf(
  db: Db,
  { topicId, after, limit }: { topicId: number; after: number; limit: number },
): Promise<number[]> {
  const { rows } = await sql<{ id: number }>`select id from tickets
    where topic_id = ${topicId} and status_category < 5 and id > ${after} order by id limit ${limit}`.execute(db);
  return rows.map(({ id }) => id);
}
