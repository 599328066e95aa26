import { sql } from 'kysely';
import { AppError } from '../../../domain/errors.ts';
import { freeSlug, slugOf } from '../../../domain/slugs.ts';
import type { TopicConfirmation } from '../../../domain/topics/topic.ts';
import type { Branch } from '../../../domain/topics/tree.ts';
import type { Translated } from '../../../domain/translated.ts';
import { newId } from '../../platform/ids.ts';
import type { Tx } from '../../platform/platform.ts';
import { topicNotFound } from '../reads/topics.ts';

export type LockedTopic = Branch & { uuid: string; slug: string; name: Translated; isArchived: boolean };

/** The whole tree, held: a place that is free of circles stays so until the transaction ends. */
export async function lockTree(tx: Tx): Promise<LockedTopic[]> {
  const { rows } =
    await sql<LockedTopic>`select id, uuid, slug, name, parent_id as "parentId", is_archived as "isArchived"
    from topics order by id for update`.execute(tx);
  return rows;
}

export function topicIn(tree: readonly LockedTopic[], uuid: string): LockedTopic {
  const found = tree.find((topic) => topic.uuid === uuid);
  if (!found) throw topicNotFound();
  return found;
}

export async function insertTopic(tx: Tx, tree: readonly LockedTopic[], name: Translated) {
  const slug = freeSlug(slugOf(name.en, 'topic'), new Set(tree.map((topic) => topic.slug)));
  return tx
    .insertInto('topics')
    .values({ uuid: newId(), slug, name: JSON.stringify(name), position: nextPosition })
    .returning(['id', 'uuid'])
    .executeTakeFirstOrThrow();
}

const nextPosition = sql<number>`(select coalesce(max(position), 0) + 1 from topics)`;

export type TopicColumns = {
  name?: Translated | undefined;
  parentId?: number | null | undefined;
  description?: Translated | null | undefined;
  teamId?: number | null | undefined;
  slaPolicyId?: number | null | undefined;
  confirmation?: TopicConfirmation | undefined;
  isArchived?: boolean | undefined;
  needsResolution?: boolean | undefined;
};

/** What is left out stays as it is. In a new place it comes last. */
export async function saveTopic(tx: Tx, id: number, changes: TopicColumns): Promise<void> {
  const { name, parentId, description, teamId, slaPolicyId, confirmation, isArchived, needsResolution } = changes;
  const columns = {
    name: name && JSON.stringify(name),
    parent_id: parentId,
    position: parentId === undefined ? undefined : nextPosition,
    description: description && JSON.stringify(description),
    team_id: teamId,
    sla_policy_id: slaPolicyId,
    confirmation: confirmation && JSON.stringify(confirmation),
    is_archived: isArchived,
    requires_resolution: needsResolution,
  };
  const given = Object.fromEntries(Object.entries(columns).filter(([, value]) => value !== undefined));
  if (Object.keys(given).length > 0) await tx.updateTable('topics').set(given).where('id', '=', id).execute();
}

export async function placeTopics(tx: Tx, uuids: readonly string[]): Promise<void> {
  await sql`update topics set position = given.place
    from unnest(${uuids as string[]}::uuid[]) with ordinality as given (uuid, place) where topics.uuid = given.uuid`.execute(
    tx,
  );
}

/** False when tickets name it, so that it has to stay. Archived ones under it move up. Inboxes that gave it to their tickets give `instead` from now on. */
export async function deleteTopic(tx: Tx, id: number, { instead }: { instead: number | null }): Promise<boolean> {
  await tx.updateTable('inboxes').set({ topic_id: instead }).where('topic_id', '=', id).execute();
  const used = await tx.selectFrom('tickets').select('id').where('topic_id', '=', id).limit(1).executeTakeFirst();
  if (used) return false;
  await sql`update topics set parent_id = above.parent_id from topics above
    where above.id = ${id} and topics.parent_id = ${id}`.execute(tx);
  await tx.deleteFrom('topics').where('id', '=', id).execute();
  return true;
}

/** The database's id of a team or a policy; what does not exist is refused by the field that named it. */
export async function idOf(
  tx: Tx,
  table: 'teams' | 'sla_policies',
  { uuid, field }: { uuid: string | null | undefined; field: string },
): Promise<number | null | undefined> {
  if (uuid === null || uuid === undefined) return uuid;
  const found = await tx.selectFrom(table).select('id').where('uuid', '=', uuid).executeTakeFirst();
  if (found) return found.id;
  throw unknownReference(field);
}

export function unknownReference(field: string): AppError {
  return new AppError('invalid', 'unknown_reference', 'The request names something that does not exist.', {
    fields: { [field]: 'There is no such one.' },
  });
}
