import { sql } from 'kysely';
import { withinReach } from '../../../domain/automation/within-reach.ts';
import type { Asker } from '../../../domain/conditions/asker.ts';
import type { Condition } from '../../../domain/conditions/condition.ts';
import type { Db, Tx } from '../../platform/platform.ts';
import { conditionSql } from '../../tickets/reads/conditions.ts';

/** Whose tickets. */
export type Subject = { kind: 'contact' | 'organization'; id: number };

/**
 * Tickets whose timers may be others now, though nothing happened to them: those that a rule waits for, and those of which its
 * condition holds or may come to hold; some at a time, by ascending id.
 */
export async function ticketsToLookAt(
  tx: Tx,
  asked: {
    rules: readonly { id: number; condition: Condition }[];
    of: Subject | null;
    asker: Asker;
    after: number;
    limit: number;
  },
): Promise<number[]> {
  const { rules, of, asker, after, limit } = asked;
  const tests = rules.map(({ condition }) => conditionSql(withinReach(condition, asker.catalogue), asker));
  const waitedFor = sql`exists (select from rule_timers where ticket_id = tickets.id and rule_id = any(${rules.map(({ id }) => id)}::bigint[]))`;
  const { rows } = await sql<{ id: number }>`
    select id from tickets where id > ${after} and ${of === null ? sql`true` : sql`${sql.ref(columnOf[of.kind])} = ${of.id}`}
      and (${sql.join([waitedFor, ...tests], sql` or `)}) order by id limit ${limit}`.execute(tx);
  return rows.map(({ id }) => id);
}

const columnOf = { contact: 'requester_id', organization: 'organization_id' };

/** Tickets of which the condition holds or may come to hold by time alone, some at a time, by ascending id. */
export async function ticketsInReach(
  db: Db | Tx,
  asked: { condition: Condition; asker: Asker; after: number; limit: number },
): Promise<number[]> {
  const test = conditionSql(withinReach(asked.condition, asked.asker.catalogue), asked.asker);
  const { rows } = await sql<{ id: number }>`
    select id from tickets where id > ${asked.after} and ${test} order by id limit ${asked.limit}`.execute(db);
  return rows.map(({ id }) => id);
}
