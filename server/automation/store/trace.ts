import { sql } from 'kysely';
import type { Verdict } from '../../../domain/automation/consider.ts';
import type { Deciding } from '../../../domain/automation/deciding.ts';
import type { RuleAction } from '../../../domain/automation/rule.ts';
import type { Reason } from '../../../domain/events.ts';
import type { Db, Tx } from '../../platform/platform.ts';

export type Run = {
  ticketId: number;
  ruleId: number;
  eventId: number | null;
  crossingAt: Date | null;
  at: Date;
  outcome: 'ran' | 'failed' | 'skipped';
  deciding: Deciding | null;
  reason: Reason | null;
  actions: readonly RuleAction[];
};

/** False when this rule answered this event, or this crossing, before. */
export async function insertRun(tx: Tx, run: Run): Promise<boolean> {
  const { rows } = await sql`
    insert into rule_runs (ticket_id, rule_id, event_id, crossing_at, at, outcome, deciding, reason, actions)
    values (${run.ticketId}, ${run.ruleId}, ${run.eventId}::bigint, ${run.crossingAt}::timestamptz, ${run.at}::timestamptz,
      ${run.outcome}::text, ${json(run.deciding)}::jsonb, ${json(run.reason)}::jsonb, ${json(run.actions)}::jsonb)
    on conflict do nothing returning id`.execute(tx);
  return rows.length > 0;
}

/** By event: the rules that answered it. */
export type RanOn = ReadonlyMap<number, ReadonlySet<number>>;

/** Of whom it is known that they answered these events before: a reader that repeats itself does not run them again. */
export async function ranOn(tx: Tx, eventIds: readonly number[]): Promise<RanOn> {
  const { rows } = await sql<{ eventId: number; ruleId: number }>`
    select event_id as "eventId", rule_id as "ruleId" from rule_runs
    where event_id = any(${eventIds as number[]}::bigint[])`.execute(tx);
  const ran = Map.groupBy(rows, ({ eventId }) => eventId);
  return new Map([...ran].map(([eventId, of]) => [eventId, new Set(of.map(({ ruleId }) => ruleId))]));
}

/** True when this automation answered this crossing before. Its ticket is held. */
export async function hasCrossed(tx: Tx, of: { ticketId: number; ruleId: number; crossingAt: Date }): Promise<boolean> {
  const { rows } = await sql`select from rule_runs where rule_id = ${of.ruleId} and ticket_id = ${of.ticketId}
    and crossing_at = ${of.crossingAt}`.execute(tx);
  return rows.length > 0;
}

/** As many events of a ticket as say why rules did not run; older ones are forgotten. */
export const keptEvents = 10;

export type Unrun = { rule: number } & Exclude<Verdict, { outcome: 'runs' }>;

export async function insertConsidered(
  tx: Tx,
  about: { ticketId: number; eventId: number; eventType: string; at: Date; rules: readonly Unrun[] },
): Promise<void> {
  if (about.rules.length === 0) return;
  await sql`
    with old as (
      delete from rule_considerations where (ticket_id, event_id) in (
        select ticket_id, event_id from rule_considerations where ticket_id = ${about.ticketId}
        order by event_id desc offset ${keptEvents - 1})
    )
    insert into rule_considerations (ticket_id, event_id, at, event_type, rules)
    values (${about.ticketId}, ${about.eventId}, ${about.at}, ${about.eventType}, ${json(about.rules)}::jsonb)
    on conflict (ticket_id, event_id) do update set rules = excluded.rules`.execute(tx);
}

/** What was only considered says nothing to anybody after a while. */
export async function forgetConsidered(db: Db, before: Date): Promise<void> {
  await db.deleteFrom('rule_considerations').where('at', '<', before).execute();
}

function json(value: unknown): string | null {
  return value === null ? null : JSON.stringify(value);
}
