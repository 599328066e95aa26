import { sql } from 'kysely';
import type { AgentActor } from '../../../domain/permissions.ts';
import { type ActorRow, actorColumns, actorOf } from '../../agents/reads/actor.ts';
import type { Platform } from '../../platform/platform.ts';

export const sessionIdleDays = 14;

/** Whose session this is; null when it is unknown, idle for too long, too old, or its agent may not work here any more. */
export async function actorOfSession(p: Platform, tokenHash: Buffer): Promise<AgentActor | null> {
  const now = p.clock.now();
  // One statement, authentication being part of every request; it writes at most once a minute.
  const { rows } = await sql<ActorRow>`
    with live as (
      select token_hash, agent_id, last_seen_at from sessions
      where token_hash = ${tokenHash} and expires_at > ${now}
        and last_seen_at > ${now}::timestamptz - make_interval(days => ${sessionIdleDays})
    ), touched as (
      update sessions set last_seen_at = ${now}
      where token_hash = (select token_hash from live where last_seen_at < ${now}::timestamptz - interval '1 minute')
    )
    select ${actorColumns} from live join agents on agents.id = live.agent_id join roles on roles.slug = agents.role
    where agents.is_active`.execute(p.db);
  return rows[0] ? actorOf(rows[0], false) : null;
}

export async function actorOfApiToken(p: Platform, tokenHash: Buffer): Promise<AgentActor | null> {
  const now = p.clock.now();
  const { rows } = await sql<ActorRow>`
    with live as (
      select id, agent_id, last_used_at from api_tokens where token_hash = ${tokenHash} and revoked_at is null
    ), touched as (
      update api_tokens set last_used_at = ${now}
      where id = (select id from live where coalesce(last_used_at, '-infinity') < ${now}::timestamptz - interval '1 minute')
    )
    select ${actorColumns} from live join agents on agents.id = live.agent_id join roles on roles.slug = agents.role
    where agents.is_active`.execute(p.db);
  return rows[0] ? actorOf(rows[0], true) : null;
}
