import { sql } from 'kysely';
import type { RuleTrace } from '../../../contract/automation.ts';
import { AppError } from '../../../domain/errors.ts';
import type { Actor } from '../../../domain/permissions.ts';
import { inScope } from '../../agents/reads/scope.ts';
import type { Db } from '../../platform/platform.ts';

const shownRuns = 100;
type Run = RuleTrace['runs'][number];
type Considered = RuleTrace['considered'][number];

/** Rules that were removed since keep their names here. */
export async function readTrace(db: Db, asked: { actor: Actor; number: number }): Promise<RuleTrace> {
  const { id, isClosed } = await ticketInScope(db, asked);
  const [runs, considered, waiting, macros] = await Promise.all([
    readRuns(db, id),
    readConsidered(db, id),
    readWaiting(db, id),
    readMacrosUsed(db, id),
  ]);
  return { runs, considered, waiting: isClosed ? [] : waiting, macros };
}

export async function ticketInScope(
  db: Db,
  { actor, number }: { actor: Actor; number: number },
): Promise<{ id: number; isClosed: boolean }> {
  const { rows } = await sql<{ id: number; isClosed: boolean }>`
    select id, status_category = 5 as "isClosed" from tickets where number = ${number} and ${inScope(actor)}`.execute(
    db,
  );
  if (!rows[0]) throw new AppError('not_found', 'ticket_not_found', 'There is no such ticket.');
  return rows[0];
}

const ruleRef = sql`jsonb_build_object('id', rules.uuid, 'kind', rules.kind, 'name', rules.name)`;

async function readRuns(db: Db, ticketId: number): Promise<Run[]> {
  const { rows } = await sql<Omit<Run, 'at' | 'crossedAt' | 'id'> & { id: number; at: Date; crossedAt: Date | null }>`
    select runs.id, ${ruleRef} as rule, runs.at, runs.outcome, events.type as "eventType",
      runs.crossing_at as "crossedAt", runs.deciding, runs.reason, runs.actions
    from rule_runs runs join rules on rules.id = runs.rule_id left join events on events.id = runs.event_id
    where runs.ticket_id = ${ticketId} order by runs.id desc limit ${shownRuns}`.execute(db);
  return rows.map((row) => ({
    ...row,
    id: String(row.id),
    at: row.at.toISOString(),
    crossedAt: row.crossedAt?.toISOString() ?? null,
  }));
}

async function readConsidered(db: Db, ticketId: number): Promise<Considered[]> {
  const { rows } = await sql<Omit<Considered, 'at' | 'id'> & { id: number; at: Date }>`
    select event_id as id, at, event_type as "eventType", (
      select jsonb_agg(jsonb_build_object('rule', ${ruleRef}, 'outcome', one ->> 'outcome', 'deciding', one -> 'deciding',
        'reason', one -> 'reason') order by nth)
      from jsonb_array_elements(considered.rules) with ordinality as given (one, nth)
        join rules on rules.id = (one ->> 'rule')::bigint) as rules
    from rule_considerations considered where ticket_id = ${ticketId} order by event_id desc`.execute(db);
  return rows.map((row) => ({ ...row, id: String(row.id), at: row.at.toISOString(), rules: row.rules.map(complete) }));
}

/** What SQL leaves out where there is none. */
function complete({ rule, outcome, deciding = null, reason = null }: Considered['rules'][number]) {
  return { rule, outcome, deciding, reason };
}

async function readWaiting(db: Db, ticketId: number): Promise<RuleTrace['waiting']> {
  const { rows } = await sql<{ rule: Run['rule']; at: Date }>`
    select ${ruleRef} as rule, timers.at from rule_timers timers join rules on rules.id = timers.rule_id
    where timers.ticket_id = ${ticketId} and timers.at is not null and not timers.is_held
    order by timers.at, rules.position`.execute(db);
  return rows.map(({ rule, at }) => ({ rule, at: at.toISOString() }));
}

/** A macro is named by the events of what it changed: one that changed nothing left no trace. */
async function readMacrosUsed(db: Db, ticketId: number): Promise<RuleTrace['macros']> {
  const { rows } = await sql<RuleTrace['macros'][number]>`
    select distinct used ->> 'at' as at, used ->> 'id' as id, used ->> 'name' as name, agents.name as by
    from events join agents on agents.id = events.actor_id, lateral (select events.cause -> 'macro' as used) as macro
    where events.ticket_id = ${ticketId} and events.actor_kind = 'agent' and used is not null
    order by at desc limit ${shownRuns}`.execute(db);
  return rows;
}
