import { sql } from 'kysely';
import type { SlaClock } from '../../../domain/sla/clock.ts';
import type { Told, ToldClock } from '../../../domain/sla/news.ts';
import type { SlaMetric } from '../../../domain/sla/policy.ts';
import type { Db, Tx } from '../../platform/platform.ts';

export type KeptClock = { clock: SlaClock; told: Told; timerAt: Date | null };

/** Of these tickets those whose clocks do not know yet what happened last, by ascending id. */
export async function behind(tx: Tx, lastEvents: ReadonlyMap<number, number>): Promise<number[]> {
  const given = JSON.stringify([...lastEvents].map(([id, event]) => ({ id, event })));
  const { rows } = await sql<{ id: number }>`
    select given.id from jsonb_to_recordset(${given}::jsonb) as given (id bigint, event bigint)
    left join sla_tickets on sla_tickets.ticket_id = given.id
    where coalesce(sla_tickets.through_event, 0) < given.event order by given.id`.execute(tx);
  return rows.map(({ id }) => id);
}

/** What was told of the clocks of these tickets. */
export async function readTold(tx: Tx, ticketIds: readonly number[]): Promise<Map<number, ToldClock[]>> {
  const rows = await tx
    .selectFrom('sla_clocks')
    .select(['ticket_id', 'metric', 'started_at', 'ended_at', 'told_mark', 'is_breach_told'])
    .where('ticket_id', 'in', ticketIds)
    .execute();
  const told = rows.map((row) => ({
    ticketId: row.ticket_id,
    metric: row.metric as SlaMetric,
    startedAt: row.started_at,
    isRunning: row.ended_at === null,
    told: { mark: row.told_mark, isBreachTold: row.is_breach_told },
  }));
  return Map.groupBy(told, ({ ticketId }) => ticketId);
}

/** The policy a rule gave to a ticket. */
export async function appliedPolicyOf(tx: Tx, ticketId: number): Promise<number | null> {
  const query = tx.selectFrom('sla_tickets').select('applied_policy_id as id').where('ticket_id', '=', ticketId);
  return (await query.executeTakeFirst())?.id ?? null;
}

export async function saveAppliedPolicy(tx: Tx, ticketId: number, policyId: number | null): Promise<void> {
  await sql`insert into sla_tickets (ticket_id, through_event, applied_policy_id) values (${ticketId}, 0, ${policyId})
    on conflict (ticket_id) do update set applied_policy_id = excluded.applied_policy_id`.execute(tx);
}

export type KeptTicket = {
  ticketId: number;
  throughEvent: number;
  clocks: readonly KeptClock[];
};

/** The clocks of tickets as they were computed, instead of those of last time. */
export async function saveClocks(tx: Tx, tickets: readonly KeptTicket[]): Promise<void> {
  const basis = tickets.map(({ ticketId, throughEvent }) => ({ ticketId, throughEvent }));
  const rows = tickets.flatMap(({ ticketId, clocks }) => clocks.map((clock) => rowOf(ticketId, clock)));
  await sql`
    with kept as (
      insert into sla_tickets (ticket_id, through_event)
      select * from jsonb_to_recordset(${JSON.stringify(basis)}::jsonb)
        as basis ("ticketId" bigint, "throughEvent" bigint)
      on conflict (ticket_id) do update set through_event = excluded.through_event
    ), given as (
      select * from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) as given (ticket_id bigint, metric text,
        started_at timestamptz, target jsonb, due_at timestamptz, is_paused boolean, ended_at timestamptz,
        ended_how text, breached_at timestamptz, timer_at timestamptz, told_mark bigint, is_breach_told boolean)
    ), gone as (
      delete from sla_clocks where ticket_id = any(${tickets.map(({ ticketId }) => ticketId)}::bigint[]) and not exists (
        select from given where given.ticket_id = sla_clocks.ticket_id and given.metric = sla_clocks.metric
          and given.started_at = sla_clocks.started_at)
    )
    insert into sla_clocks (ticket_id, metric, started_at, target, due_at, is_paused, ended_at, ended_how, breached_at,
      timer_at, told_mark, is_breach_told)
    select * from given
    on conflict (ticket_id, metric, started_at) do update set target = excluded.target, due_at = excluded.due_at,
      is_paused = excluded.is_paused, ended_at = excluded.ended_at, ended_how = excluded.ended_how,
      breached_at = excluded.breached_at, timer_at = excluded.timer_at, told_mark = excluded.told_mark,
      is_breach_told = excluded.is_breach_told`.execute(tx);
}

function rowOf(ticketId: number, { clock, told, timerAt }: KeptClock) {
  return {
    ticket_id: ticketId,
    metric: clock.metric,
    started_at: clock.startedAt,
    target: clock.target,
    due_at: clock.dueAt,
    is_paused: clock.isPaused,
    ended_at: clock.end?.at ?? null,
    ended_how: clock.end?.how ?? null,
    breached_at: clock.breachedAt,
    timer_at: timerAt,
    told_mark: told.mark,
    is_breach_told: told.isBreachTold,
  };
}

/** Tickets of which something is to be told now, the longest due first. */
export async function ticketsToTell(db: Db, now: Date, limit: number): Promise<number[]> {
  const rows = await db
    .selectFrom('sla_clocks')
    .select('ticket_id')
    .where('timer_at', '<', now)
    .orderBy('timer_at')
    .limit(limit)
    .execute();
  return [...new Set(rows.map((row) => row.ticket_id))];
}

/** Active tickets after one, by id: those whose clocks still matter. */
export async function activeTicketsAfter(db: Db, after: number, limit: number): Promise<number[]> {
  const { rows } = await sql<{ id: number }>`
    select id from tickets where id > ${after} and status_category < 4 order by id limit ${limit}`.execute(db);
  return rows.map(({ id }) => id);
}

/** The same of these requesters, by id. */
export async function activeTicketsOf(tx: Tx, contactIds: readonly number[]): Promise<number[]> {
  if (contactIds.length === 0) return [];
  const { rows } = await sql<{ id: number }>`
    select id from tickets where requester_id = any(${contactIds as number[]}::bigint[]) and status_category < 4
    order by id`.execute(tx);
  return rows.map(({ id }) => id);
}

export async function hasTicketsButNoClocks(db: Db): Promise<boolean> {
  const { rows } = await sql<{ answer: boolean }>`
    select exists (select from tickets) and not exists (select from sla_tickets) as answer`.execute(db);
  return rows[0]?.answer === true;
}
