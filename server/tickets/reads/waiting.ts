import { type RawBuilder, type SqlBool, sql } from 'kysely';
import type { Actor } from '../../../domain/permissions.ts';
import { inScope } from '../../agents/reads/scope.ts';
import type { Db, Tx } from '../../platform/platform.ts';

/** Enough for one run: what stands behind so many is looked at by the next. */
const mostAtOnce = 10_000;

/** A ticket waits for somebody while it is new or open, nobody has it, and it is not put off to another day. */
export function waits(now: Date): RawBuilder<SqlBool> {
  return sql<SqlBool>`tickets.assignee_id is null and tickets.status_category < 2
    and (tickets.snoozed_until is null or tickets.snoozed_until <= ${now}::timestamptz)`;
}

export type Waiting = { id: number; channel: string };

/**
 * The tickets of these teams that wait for somebody, in the order in which they are given: due first, then by priority, then the
 * oldest. `null` among the teams stands for tickets of no team.
 */
export async function waitingTickets(
  db: Db | Tx,
  asked: {
    actor: Actor;
    teamIds: readonly (number | null)[] | 'any';
    now: Date;
    but?: readonly number[];
    limit?: number;
  },
): Promise<Waiting[]> {
  const { but = [], limit = mostAtOnce } = asked;
  const { rows } = await sql<Waiting>`
    select id, channel from tickets where ${waits(asked.now)} and ${ofTeams(asked.teamIds)} and ${inScope(asked.actor)}
      and not tickets.id = any(${but as number[]}::bigint[])
    order by next_due_at, priority, id limit ${limit}`.execute(db);
  return rows;
}

/** Differs whenever another ticket of the team waits, or one that waits was changed. */
export async function waitingMark(db: Db | Tx, { teamId, now }: { teamId: number; now: Date }): Promise<unknown> {
  const { rows } = await sql`
    select count(*) as count, sum(id::numeric * id * version) as mark from tickets
    where team_id = ${teamId} and ${waits(now)}`.execute(db);
  return rows[0];
}

function ofTeams(teamIds: readonly (number | null)[] | 'any'): RawBuilder<SqlBool> {
  if (teamIds === 'any') return sql`true`;
  const named = teamIds.filter((id) => id !== null);
  // One team as an equality: only then is the order of its index the order asked for.
  const [only] = named;
  const inThem = named.length === 1 ? sql`tickets.team_id = ${only}` : sql`tickets.team_id = any(${named}::bigint[])`;
  return teamIds.includes(null) ? sql`(tickets.team_id is null or ${inThem})` : sql`${inThem}`;
}
