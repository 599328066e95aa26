import { sql } from 'kysely';
import type { Tx } from '../../platform/platform.ts';

/** Only one at a time gives out a team's tickets. False: somebody does, or it gives out none any more. */
export async function claimTeam(tx: Tx, teamId: number): Promise<boolean> {
  const { rows } = await sql`select from team_assignment where team_id = ${teamId} and method <> 'manual'
    for update skip locked`.execute(tx);
  return rows.length === 1;
}

/**
 * Holds these agents, by ascending id, until the transaction ends: what they hold is counted after this and grows by nobody else's
 * giving. An agent of several teams is held by one of them at a time.
 */
export async function holdAgents(tx: Tx, agentIds: readonly number[]): Promise<void> {
  const ids = sql`${[...agentIds]}::bigint[]`;
  await sql`insert into agent_assignment (agent_id)
    select id from agents where id = any(${ids}) and not exists (select from agent_assignment where agent_id = id)
    order by id on conflict do nothing`.execute(tx);
  await sql`select from agent_assignment where agent_id = any(${ids}) order by agent_id for update`.execute(tx);
}

export async function memberIds(tx: Tx, teamId: number): Promise<number[]> {
  const rows = await tx.selectFrom('team_members').select('agent_id').where('team_id', '=', teamId).execute();
  return rows.map(({ agent_id }) => agent_id);
}

/** When each was given a ticket last: whose turn is next follows from it. */
export async function saveTurns(tx: Tx, turns: ReadonlyMap<number, Date>): Promise<void> {
  const given = [...turns].map(([id, at]) => ({ id, at }));
  await sql`update agent_assignment set last_assigned_at = given.at
    from jsonb_to_recordset(${JSON.stringify(given)}::jsonb) as given (id bigint, at timestamptz)
    where agent_id = given.id`.execute(tx);
}
