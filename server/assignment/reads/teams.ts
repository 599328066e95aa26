import { sql } from 'kysely';
import type { TeamAssignment } from '../../../contract/assignment.ts';
import type { AssignmentMethod, DeskMethod } from '../../../domain/assignment/candidate.ts';
import type { ReturnRules } from '../../../domain/assignment/give-back.ts';
import type { Db, Tx } from '../../platform/platform.ts';
import { waits } from '../../tickets/reads/waiting.ts';

export type TeamMethod = { teamId: number; method: DeskMethod; prefersPreviousAgent: boolean };

const columns = sql`teams.id as "teamId", coalesce(method, 'manual') as method,
  coalesce(prefers_previous_agent, true) as "prefersPreviousAgent", absent_minutes as "absentMinutes",
  silent_minutes as "silentMinutes", coalesce(returns_answered, false) as "returnsAnswered"`;
const from = sql`teams left join team_assignment on team_assignment.team_id = teams.id`;

export type TeamRow = Omit<TeamMethod, 'method'> & ReturnRules & { method: AssignmentMethod };

export async function listTeamAssignments(db: Db | Tx): Promise<TeamAssignment[]> {
  const { rows } = await sql<TeamRow & TeamAssignment>`
    select ${columns}, jsonb_build_object('id', uuid, 'name', name) as team from ${from} order by name, id`.execute(db);
  return rows.map(({ teamId: _, ...team }) => team);
}

export async function readTeam(db: Db | Tx, teamId: number): Promise<TeamRow> {
  const { rows } = await sql<TeamRow>`select ${columns} from ${from} where teams.id = ${teamId}`.execute(db);
  return rows[0] as TeamRow;
}

/** That of a ticket; null where it is in none. */
export async function readTeamOf(db: Db | Tx, ticketId: number): Promise<TeamRow | null> {
  const { rows } = await sql<TeamRow>`
    select ${columns} from ${from} where teams.id = (select team_id from tickets where id = ${ticketId})`.execute(db);
  return rows[0] ?? null;
}

/** The teams that give out their tickets themselves and have some that wait; `but` these. */
export async function teamsWithWaiting(
  db: Db,
  { now, but }: { now: Date; but: readonly number[] },
): Promise<TeamMethod[]> {
  const { rows } = await sql<TeamMethod>`
    select ${columns} from ${from}
    where method <> 'manual' and not teams.id = any(${but as number[]}::bigint[])
      and exists (select from tickets where tickets.team_id = teams.id and ${waits(now)})
    order by teams.id`.execute(db);
  return rows;
}
