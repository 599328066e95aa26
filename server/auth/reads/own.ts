import { sql } from 'kysely';
import type { z } from 'zod';
import type { apiToken, Me, session } from '../../../contract/auth.ts';
import type { AgentActor } from '../../../domain/permissions.ts';
import type { Platform } from '../../platform/platform.ts';
import { readSettings } from '../../settings/reads.ts';
import { sessionIdleDays } from './actor-of-token.ts';

/** Who I am, what I may do, and what my screen needs to know of the desk. */
export async function readMe(p: Platform, actor: AgentActor): Promise<Me> {
  const { rows } = await sql<Pick<Me, 'name' | 'email' | 'locale' | 'theme' | 'keys' | 'teams' | 'isAway'>>`
    select name, email, locale, theme, keys,
      exists (select from agent_assignment where agent_id = agents.id and is_away) as "isAway",
      coalesce((select json_agg(json_build_object('id', teams.uuid, 'slug', teams.slug, 'name', teams.name) order by teams.name)
        from team_members join teams on teams.id = team_members.team_id where team_members.agent_id = agents.id), '[]') as teams
    from agents where id = ${actor.id}`.execute(p.db);
  const { undoSendSeconds } = await readSettings(p);
  const own = rows[0] as (typeof rows)[0];
  const { uuid: id, role, permissions, scope } = actor;
  return { id, role, permissions: [...permissions], scope, undoSendSeconds, ...own };
}

export async function listSessions(
  p: Platform,
  actor: AgentActor,
  current: Buffer | null,
): Promise<z.infer<typeof session>[]> {
  const now = p.clock.now();
  const idleSince = new Date(now.getTime() - sessionIdleDays * 86_400_000);
  const rows = await p.db
    .selectFrom('sessions')
    .selectAll()
    .where('agent_id', '=', actor.id)
    .where('expires_at', '>', now)
    .where('last_seen_at', '>', idleSince)
    .orderBy('last_seen_at', 'desc')
    .execute();
  return rows.map((row) => ({
    id: row.uuid,
    userAgent: row.user_agent,
    ip: row.ip,
    createdAt: row.created_at.toISOString(),
    lastSeenAt: row.last_seen_at.toISOString(),
    isCurrent: current !== null && row.token_hash.equals(current),
  }));
}

export async function listApiTokens(p: Platform, actor: AgentActor): Promise<z.infer<typeof apiToken>[]> {
  const rows = await p.db
    .selectFrom('api_tokens')
    .select(['uuid', 'name', 'created_at', 'last_used_at'])
    .where('agent_id', '=', actor.id)
    .where('revoked_at', 'is', null)
    .orderBy('id', 'desc')
    .execute();
  return rows.map((row) => ({
    id: row.uuid,
    name: row.name,
    createdAt: row.created_at.toISOString(),
    lastUsedAt: row.last_used_at?.toISOString() ?? null,
  }));
}

/** Does the agent of this address already work from this IP address? */
export async function hasSessionFrom(p: Platform, email: string, ip: string): Promise<boolean> {
  const found = await p.db
    .selectFrom('sessions')
    .innerJoin('agents', 'agents.id', 'sessions.agent_id')
    .select('sessions.uuid')
    .where('agents.email', '=', email)
    .where('sessions.ip', '=', ip)
    .where('sessions.expires_at', '>', p.clock.now())
    .limit(1)
    .executeTakeFirst();
  return found !== undefined;
}
