import { sql } from 'kysely';
import type { RuleTimer } from '../../../domain/automation/timer.ts';
import type { Cause } from '../../../domain/events.ts';
import type { Db, Tx } from '../../platform/platform.ts';

/** `cause`: of the event since which it waits, so that rules that set each other off by and by come to rest too. */
export type KeptTimer = RuleTimer & { ruleId: number; cause: Cause };

/** By ticket, then by rule. */
export type KnownTimers = ReadonlyMap<number, ReadonlyMap<number, KeptTimer>>;

export async function timersOf(tx: Tx, ticketIds: readonly number[]): Promise<KnownTimers> {
  const { rows } = await sql<KeptTimer & { ticketId: number }>`
    select ticket_id as "ticketId", rule_id as "ruleId", at, is_held as "isHeld", cause from rule_timers
    where ticket_id = any(${ticketIds as number[]}::bigint[])`.execute(tx);
  const known = new Map<number, Map<number, KeptTimer>>();
  for (const { ticketId, ...timer } of rows) {
    known.set(ticketId, (known.get(ticketId) ?? new Map<number, KeptTimer>()).set(timer.ruleId, timer));
  }
  return known;
}

export type TicketTimers = { ticketId: number; timers: readonly KeptTimer[] };

/** Instead of those that these tickets had; `rules`: of these only. */
export async function saveTimers(tx: Tx, of: readonly TicketTimers[], rules: readonly number[]): Promise<void> {
  if (of.length === 0) return;
  const given = of.flatMap(({ ticketId, timers }) =>
    timers.map(({ ruleId, at, isHeld, cause }) => ({
      ticket_id: ticketId,
      rule_id: ruleId,
      at,
      is_held: isHeld,
      cause,
    })),
  );
  await sql`
    with given as (
      select * from jsonb_to_recordset(${JSON.stringify(given)}::jsonb)
        as given (ticket_id bigint, rule_id bigint, at timestamptz, is_held boolean, cause jsonb)
    ), gone as (
      delete from rule_timers where ticket_id = any(${of.map(({ ticketId }) => ticketId)}::bigint[])
        and rule_id = any(${rules as number[]}::bigint[])
        and (ticket_id, rule_id) not in (select ticket_id, rule_id from given)
    )
    insert into rule_timers (rule_id, ticket_id, at, is_held, cause)
    select rule_id, ticket_id, at, is_held, cause from given
    on conflict (rule_id, ticket_id) do update set at = excluded.at, is_held = excluded.is_held, cause = excluded.cause`.execute(
    tx,
  );
}

export type DueTimer = { ruleId: number; ticketId: number };

/**
 * A timer whose instant has come, with its ticket held until the transaction ends. Tickets that somebody else holds are left
 * for the next time, so that any number of processes may ask at once. The timer is to be read again: it may have moved while
 * the ticket was waited for.
 */
export async function holdDue(tx: Tx, now: Date): Promise<DueTimer | null> {
  const { rows } = await sql<DueTimer>`
    select rule_id as "ruleId", ticket_id as "ticketId" from rule_timers join tickets on tickets.id = rule_timers.ticket_id
    where rule_timers.at <= ${now} order by rule_timers.at limit 1 for update of tickets skip locked`.execute(tx);
  return rows[0] ?? null;
}

export async function forgetTimers(tx: Tx, ruleId: number): Promise<void> {
  await tx.deleteFrom('rule_timers').where('rule_id', '=', ruleId).execute();
}

/** Of this rule everything waited for is to be worked out anew: how often that was asked for. */
export async function beginTimers(tx: Tx, ruleId: number): Promise<number> {
  const { begun } = await tx
    .updateTable('rules')
    .set({ timers_begun: sql<number>`timers_begun + 1` })
    .where('id', '=', ruleId)
    .returning('timers_begun as begun')
    .executeTakeFirstOrThrow();
  return begun;
}

/** Automations that came with the desk and that nobody switched on: their timers were never worked out. */
export async function neverBegun(db: Db): Promise<number[]> {
  const rows = await db
    .selectFrom('rules')
    .select('id')
    .where('kind', '=', 'automation')
    .where('is_enabled', '=', true)
    .where('removed_at', 'is', null)
    .where('timers_begun', '=', 0)
    .execute();
  return rows.map(({ id }) => id);
}
