import { sql } from 'kysely';
import { choicesOf, type TopicChoices } from '../../../domain/topics/topic.ts';
import type { Branch } from '../../../domain/topics/tree.ts';
import type { Db, Tx } from '../../platform/platform.ts';

/**
 * What counts for tickets of a topic: team, SLA policy, confirmation and form, each its own or that of the nearest topic above
 * that has one. The whole tree is read: it has some dozens of rows, and an edit holds at once in every process.
 */
export async function choicesOfTopic(db: Db | Tx, topicId: number | null): Promise<TopicChoices> {
  if (topicId === null) return choicesOf([], null);
  const { rows } = await sql<Branch & TopicChoices>`
    select id, parent_id as "parentId", team_id as "teamId", sla_policy_id as "slaPolicyId", confirmation,
      requires_resolution as "needsResolution",
      coalesce((select jsonb_agg(jsonb_build_object('key', fields.key, 'neededTo', topic_fields.needed_to)
          order by topic_fields.position)
        from topic_fields join fields on fields.id = field_id where topic_id = topics.id), '[]') as form
    from topics`.execute(db);
  return choicesOf(rows, topicId);
}
