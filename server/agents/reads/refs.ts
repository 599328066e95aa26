import { sql } from 'kysely';
import { AppError, type FieldErrors } from '../../../domain/errors.ts';
import type { Actor } from '../../../domain/permissions.ts';
import type { Db, Tx } from '../../platform/platform.ts';

/** How a caller names things: uuid, slug (team, topic), e-mail address or `me` (agent), `none` or null for nobody. */
type Refs = {
  team?: string | null | undefined;
  assignee?: string | null | undefined;
  topic?: string | null | undefined;
  /** Refuse agents who may no longer work here: for writing, not for filtering. */
  mustBeActive?: boolean;
};
/** A field that was not named stays undefined; null says "none". */
export type ResolvedRefs = {
  teamId?: number | null;
  assigneeId?: number | null;
  topicId?: number | null;
  isTopicArchived?: true;
};

/** Resolves what was named in at most one statement; what does not exist is `invalid` with the field that named it. */
export async function resolveRefs(db: Db | Tx, actor: Actor, refs: Refs): Promise<ResolvedRefs> {
  const team = wanted(refs.team);
  const topic = wanted(refs.topic);
  const isMe = refs.assignee === 'me' && actor.kind === 'agent';
  const assignee = isMe ? nothing : wanted(refs.assignee);
  const found = await look(db, { team, topic, assignee });
  refuseUnknown({ team, topic, assignee }, found, refs.mustBeActive ?? false);

  const resolved: ResolvedRefs = {};
  if (refs.team !== undefined) resolved.teamId = found.team_id;
  if (refs.topic !== undefined) resolved.topicId = found.topic_id;
  if (found.is_archived) resolved.isTopicArchived = true;
  if (refs.assignee !== undefined) resolved.assigneeId = isMe ? actor.id : found.assignee_id;
  return resolved;
}

/** An archived topic is kept by what has it, `now`, and given to nothing else. */
export function refuseArchivedTopic({ topicId, isTopicArchived }: ResolvedRefs, now: number | null): void {
  if (!isTopicArchived || topicId === now) return;
  throw new AppError(
    'invalid',
    'topic_archived',
    'This topic is archived: choose another one, or bring it back first.',
    {
      fields: { topic: 'This topic is archived.' },
    },
  );
}

type Wanted = { isNamed: boolean; uuid: string | null; word: string | null };
type Found = {
  team_id: number | null;
  topic_id: number | null;
  is_archived: boolean | null;
  assignee_id: number | null;
  is_active: boolean | null;
};

const nothing: Wanted = { isNamed: false, uuid: null, word: null };
const empty: Found = { team_id: null, topic_id: null, is_archived: null, assignee_id: null, is_active: null };
const uuidShape = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;

function wanted(ref: string | null | undefined): Wanted {
  if (ref === undefined || ref === null || ref === 'none') return nothing;
  if (uuidShape.test(ref)) return { isNamed: true, uuid: ref, word: null };
  return { isNamed: true, uuid: null, word: ref.toLowerCase() };
}

async function look(db: Db | Tx, by: { team: Wanted; topic: Wanted; assignee: Wanted }): Promise<Found> {
  if (!by.team.isNamed && !by.topic.isNamed && !by.assignee.isNamed) return empty;
  const { rows } = await sql<Found>`
    select (select id from teams where uuid = ${by.team.uuid}::uuid or slug = ${by.team.word}::text) as team_id,
      topics.id as topic_id, topics.is_archived, a.id as assignee_id, a.is_active
    from (select 1) as one
      left join topics on topics.uuid = ${by.topic.uuid}::uuid or topics.slug = ${by.topic.word}::text
      left join agents a on a.uuid = ${by.assignee.uuid}::uuid or a.email = ${by.assignee.word}::text`.execute(db);
  return rows[0] ?? empty;
}

function refuseUnknown(by: { team: Wanted; topic: Wanted; assignee: Wanted }, found: Found, mustBeActive: boolean) {
  const fields: FieldErrors = {};
  if (by.team.isNamed && found.team_id === null) fields.team = 'There is no such team.';
  if (by.topic.isNamed && found.topic_id === null) fields.topic = 'There is no such topic.';
  if (by.assignee.isNamed && found.assignee_id === null) fields.assignee = 'There is no such agent.';
  if (mustBeActive && found.is_active === false) fields.assignee = 'This agent no longer works here.';
  if (Object.keys(fields).length > 0) {
    throw new AppError('invalid', 'unknown_reference', 'The request names something that does not exist.', { fields });
  }
}
