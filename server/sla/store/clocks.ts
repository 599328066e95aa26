import { sql } from 'kysely';
import type { SlaClock } from '../../../domain/sla/clock.ts';
import type { Told } from '../../../domain/sla/news.ts';
import type { SlaMetric } from '../../../domain/sla/policy.ts';
import type { Db, Tx } from '../../platform/platform.ts';

export type KeptClock = { clock: SlaClock; told: Told; timerAt: Date | null };

/** True when what was computed last knows this event already. */
export async function knowsEvent(tx: Tx, asked: { ticketId: number; eventId: number }): Promise<boolean> {
  const row = await tx
    .selectFrom('sla_tickets')
    .select('through_event')
    .where('ticket_id', '=', asked.ticketId)
    .executeTakeFirst();
  return row !== undefined && row.through_event >= asked.eventId;
}

/** What was told of a ticket's clocks, by `keyOf`. */
export async function readTold(tx: Tx, ticketId: number): Promise<Map<string, Told>> {
  const rows = await tx
    .selectFrom('sla_clocks')
    .select(['metric', 'started_at', 'is_warned', 'is_breach_told'])
    .where('ticket_id', '=', ticketId)
    .execute();
  return new Map(
    rows.map((row) => [
      keyOf({ metric: row.metric as SlaMetric, startedAt: row.started_at }),
      { isWarned: row.is_warned, isBreachTold: row.is_breach_told },
    ]),
  );
}

export function keyOf({ metric, startedAt }: Pick<SlaClock, 'metric' | 'startedAt'>): string {
  return `${metric} ${startedAt.toISOString()}`;
}

type Kept = { ticketId: number; policyId: number | null; throughEvent: number; clocks: readonly KeptClock[] };

/** The clocks of a ticket as they were computed, instead of those of last time. */
export async function saveClocks(tx: Tx, { ticketId, policyId, throughEvent, clocks }: Kept): Promise<void> {
  const rows = JSON.stringify(clocks.map(rowOf));
  await sql`
    with basis as (
      insert into sla_tickets (ticket_id, policy_id, through_event) values (${ticketId}, ${policyId}, ${throughEvent})
      on conflict (ticket_id) do update set policy_id = excluded.policy_id, through_event = excluded.through_event
    ), given as (
      select ${ticketId}::bigint as ticket_id, * from jsonb_to_recordset(${rows}::jsonb) as given (metric text,
        started_at timestamptz, target jsonb, due_at timestamptz, is_paused boolean, ended_at timestamptz,
        ended_how text, breached_at timestamptz, timer_at timestamptz, is_warned boolean, is_breach_told boolean)
    ), gone as (
      delete from sla_clocks where ticket_id = ${ticketId} and not exists (
        select from given where given.metric = sla_clocks.metric and given.started_at = sla_clocks.started_at)
    )
    insert into sla_clocks (ticket_id, metric, started_at, target, due_at, is_paused, ended_at, ended_how, breached_at,
      timer_at, is_warned, is_breach_told)
    select * from given
    on conflict (ticket_id, metric, started_at) do update set target = excluded.target, due_at = excluded.due_at,
      is_paused = excluded.is_paused, ended_at = excluded.ended_at, ended_how = excluded.ended_how,
      breached_at = excluded.breached_at, timer_at = excluded.timer_at, is_warned = excluded.is_warned,
      is_breach_told = excluded.is_breach_told`.execute(tx);
}

function rowOf({ clock, told, timerAt }: KeptClock) {
  return {
    metric: clock.metric,
    started_at: clock.startedAt,
    target: clock.target,
    due_at: clock.dueAt,
    is_paused: clock.isPaused,
    ended_at: clock.end?.at ?? null,
    ended_how: clock.end?.how ?? null,
    breached_at: clock.breachedAt,
    timer_at: timerAt,
    is_warned: told.isWarned,
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

export async function hasTicketsButNoClocks(db: Db): Promise<boolean> {
  const { rows } = await sql<{ answer: boolean }>`
    select exists (select from tickets) and not exists (select from sla_tickets) as answer`.execute(db);
  return rows[0]?.answer === true;
}
