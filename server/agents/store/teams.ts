import { sql } from 'kysely';
import { freeSlug, slugOf } from '../../../domain/slugs.ts';
import { newId } from '../../platform/ids.ts';
import type { Tx } from '../../platform/platform.ts';
import { teamNotFound } from '../reads/teams.ts';

export type LockedTeam = { id: number; name: string; tiers: string[]; members: string[] };

export async function lockTeam(tx: Tx, teamId: string): Promise<LockedTeam> {
  const found = await tx
    .selectFrom('teams')
    .select(['id', 'name', 'tiers'])
    .where('uuid', '=', teamId)
    .forUpdate()
    .executeTakeFirst();
  if (!found) throw teamNotFound();
  const { rows } = await sql<{ name: string }>`
    select case when team_members.tier > 1 then agents.name || ' (' || team_members.tier || ')' else agents.name end as name
    from team_members join agents on agents.id = agent_id
    where team_id = ${found.id} order by agents.name_folded`.execute(tx);
  return { ...found, members: rows.map((row) => row.name) };
}

export async function insertTeam(tx: Tx, name: string, at: Date): Promise<{ id: number; uuid: string }> {
  const slug = slugOf(name);
  const alike = await tx.selectFrom('teams').select('slug').where('slug', 'like', `${slug}%`).execute();
  return tx
    .insertInto('teams')
    .values({ uuid: newId(), slug: freeSlug(slug, new Set(alike.map((row) => row.slug))), name, created_at: at })
    .returning(['id', 'uuid'])
    .executeTakeFirstOrThrow();
}

export async function renameTeam(tx: Tx, id: number, name: string): Promise<void> {
  await tx.updateTable('teams').set({ name }).where('id', '=', id).execute();
}

export async function setTiers(tx: Tx, id: number, tiers: string[]): Promise<void> {
  await tx.updateTable('teams').set({ tiers }).where('id', '=', id).execute();
}

/** Who is not named is in the first tier. */
export async function setMemberTiers(tx: Tx, teamId: number, tiers: Record<string, number>): Promise<void> {
  await sql`update team_members set tier = coalesce((${JSON.stringify(tiers)}::jsonb ->> agents.uuid::text)::smallint, 1)
    from agents where team_id = ${teamId} and agents.id = team_members.agent_id`.execute(tx);
}

export async function setMembers(tx: Tx, teamId: number, agentIds: number[]): Promise<void> {
  await sql`
    with gone as (delete from team_members where team_id = ${teamId} and not agent_id = any(${agentIds}::bigint[]))
    insert into team_members (team_id, agent_id) select ${teamId}, unnest(${agentIds}::bigint[])
    on conflict do nothing`.execute(tx);
}

/** False when tickets still name the team: their history would lose a word. */
export async function deleteTeam(tx: Tx, id: number): Promise<boolean> {
  const used = await tx.selectFrom('tickets').select('id').where('team_id', '=', id).limit(1).executeTakeFirst();
  if (used) return false;
  await tx.deleteFrom('teams').where('id', '=', id).execute();
  return true;
}
