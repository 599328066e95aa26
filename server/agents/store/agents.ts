import { sql } from 'kysely';
import type { ManagedAgent } from '../../../domain/agents.ts';
import type { Scope } from '../../../domain/permissions.ts';
import { fold } from '../../../domain/text.ts';
import { newId } from '../../platform/ids.ts';
import type { Tx } from '../../platform/platform.ts';
import { agentNotFound } from '../reads/agents.ts';

export type NewAgent = {
  name: string;
  email: string;
  role: string;
  locale: 'en' | 'pt-BR';
  passwordHash: string | null;
  at: Date;
};
export type AgentChanges = { name?: string; email?: string; role?: string; isActive?: boolean };
export type LockedAgent = ManagedAgent & { uuid: string; name: string; email: string; teams: string[] };

type Row = { id: number; uuid: string; name: string; email: string; is_active: boolean; teams: string[] } & {
  role: string;
  permissions: string[];
  scope: Scope;
};

/** Locks an agent together with every owner, so that two owners cannot demote each other at the same instant. */
export async function lockAgent(tx: Tx, agentId: string): Promise<{ agent: LockedAgent; otherOwners: number }> {
  await sql`select 1 from agents where uuid = ${agentId} or role = 'owner' order by id for update`.execute(tx);
  const { rows } = await sql<Row>`
    select agents.id, agents.uuid, agents.name, agents.email, agents.is_active, agents.role, roles.permissions, roles.scope,
      array(select teams.slug from team_members join teams on teams.id = team_id
        where agent_id = agents.id order by teams.slug) as teams
    from agents join roles on roles.slug = agents.role
    where agents.uuid = ${agentId} or (agents.role = 'owner' and agents.is_active)`.execute(tx);
  const row = rows.find((one) => one.uuid === agentId.toLowerCase());
  if (!row) throw agentNotFound();
  const { id, uuid, name, email, teams } = row;
  const role = { slug: row.role, permissions: row.permissions, scope: row.scope };
  const owners = rows.filter((one) => one.role === 'owner' && one.is_active && one.id !== id);
  return { agent: { id, uuid, name, email, teams, role, isActive: row.is_active }, otherOwners: owners.length };
}

export async function insertAgent(tx: Tx, agent: NewAgent): Promise<{ id: number; uuid: string }> {
  return tx
    .insertInto('agents')
    .values({
      uuid: newId(),
      email: agent.email,
      name: agent.name,
      name_folded: fold(agent.name),
      role: agent.role,
      locale: agent.locale,
      password_hash: agent.passwordHash,
      created_at: agent.at,
      updated_at: agent.at,
    })
    .returning(['id', 'uuid'])
    .executeTakeFirstOrThrow();
}

export async function saveAgent(tx: Tx, id: number, save: { changes: AgentChanges; at: Date }): Promise<void> {
  const { name, email, role, isActive } = save.changes;
  await tx
    .updateTable('agents')
    .set({
      ...(name === undefined ? {} : { name, name_folded: fold(name) }),
      ...(email === undefined ? {} : { email }),
      ...(role === undefined ? {} : { role }),
      ...(isActive === undefined ? {} : { is_active: isActive }),
      updated_at: save.at,
    })
    .where('id', '=', id)
    .execute();
}

/** Ends everything by which an agent could still come in: sessions, API tokens, links in letters. */
export async function shutOut(tx: Tx, agentId: number, at: Date): Promise<void> {
  await sql`
    with gone as (delete from sessions where agent_id = ${agentId}),
      used as (delete from one_time_tokens where agent_id = ${agentId})
    update api_tokens set revoked_at = ${at} where agent_id = ${agentId} and revoked_at is null`.execute(tx);
}

/** Links sent to an address that is no longer the agent's must not work. */
export async function forgetLinks(tx: Tx, agentId: number): Promise<void> {
  await tx.deleteFrom('one_time_tokens').where('agent_id', '=', agentId).where('used_at', 'is', null).execute();
}

export async function setTeamsOf(tx: Tx, agentId: number, teamIds: number[]): Promise<void> {
  await sql`
    with gone as (delete from team_members where agent_id = ${agentId} and not team_id = any(${teamIds}::bigint[]))
    insert into team_members (team_id, agent_id) select unnest(${teamIds}::bigint[]), ${agentId}
    on conflict do nothing`.execute(tx);
}
