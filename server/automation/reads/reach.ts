import { sql } from 'kysely';
import { withinReach } from '../../../domain/automation/within-reach.ts';
import type { Asker } from '../../../domain/conditions/asker.ts';
import type { Condition } from '../../../domain/conditions/condition.ts';
import type { Db, Tx } from '../../platform/platform.ts';
import { conditionSql } from '../../tickets/reads/conditions.ts';

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
