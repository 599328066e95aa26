import { type RawBuilder, sql } from 'kysely';
import type { Asker } from '../../../domain/conditions/asker.ts';
import { type Condition, columnsOf } from '../../../domain/conditions/condition.ts';
import type { AgentActor } from '../../../domain/permissions.ts';
import { onlyActive } from '../../../domain/views.ts';
import { inScope } from '../../agents/reads/scope.ts';
import { planAnew } from '../../platform/database/statement-names.ts';
import { withinTime } from '../../platform/database/within-time.ts';
import type { Db, Platform, Tx } from '../../platform/platform.ts';
import { readAsker } from '../../tickets/reads/asker.ts';
import { conditionSql } from '../../tickets/reads/conditions.ts';

/** Beyond this a count only says that there are more. */
export const countedTo = 1_000;

/** What the index `tickets_counts` holds: conditions on these alone are counted without reading a ticket. */
const indexed = [
  'status_category',
  'priority',
  'next_due_at',
  'team_id',
  'assignee_id',
  'last_author_kind',
  'id',
  'snoozed_until',
];
const indexedColumns = new Set(indexed.map((column) => `tickets.${column}`));

/**
 * How many tickets of each condition an agent sees: exact up to `countedTo`, one more where there are more. One statement; null when
 * it took longer than `longest` milliseconds.
 */
export async function countTickets(
  p: Platform,
  actor: AgentActor,
  { conditions, longest }: { conditions: Condition[]; longest?: number },
): Promise<number[] | null> {
  const asker = await readAsker(p.db, { now: p.clock.now(), me: actor }, conditions);
  const counts = countStatement(actor, conditions, asker);
  const statement = longest === undefined ? counts : sql<Counted>`${planAnew} ${counts}`;
  const ask = async (db: Db | Tx) => (await statement.execute(db)).rows[0];
  const counted = longest === undefined ? await ask(p.db) : await withinTime(p.db, longest, ask);
  if (counted === null) return null;
  const together = counted?.together.values();
  const apart = counted?.apart.values();
  return conditions.map((condition) => Number((isIndexed(condition) ? together : apart)?.next().value ?? 0));
}

type Counted = { together: number[]; apart: number[] };

/** Views of active tickets in one pass over their index; the others each for itself, stopping early. */
function countStatement(actor: AgentActor, conditions: Condition[], asker: Asker): RawBuilder<Counted> {
  const together = conditions.filter(isIndexed).map((condition) => {
    return sql`count(*) filter (where ${conditionSql(condition, asker)})`;
  });
  const apart = conditions
    .filter((condition) => !isIndexed(condition))
    .map((condition) => {
      return sql`(select count(*) from (
      select from tickets where ${conditionSql(condition, asker)} and ${inScope(actor)} limit ${sql.lit(countedTo + 1)}) as found)`;
    });
  return sql<Counted>`select
    (select array[${sql.join(together)}]::bigint[] from tickets where status_category < 4 and ${inScope(actor)}) as together,
    array[${sql.join(apart)}]::bigint[] as apart`;
}

/** Is it counted in the one pass over the index of active tickets? */
export function isIndexed(condition: Condition): boolean {
  return onlyActive(condition) && columnsOf(condition).every((column) => indexedColumns.has(column));
}
