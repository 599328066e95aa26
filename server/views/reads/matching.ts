import { sql } from 'kysely';
import type { Matching } from '../../../contract/conditions.ts';
import { readCondition } from '../../../domain/conditions/condition.ts';
import { AppError } from '../../../domain/errors.ts';
import type { AgentActor } from '../../../domain/permissions.ts';
import { inScope } from '../../agents/reads/scope.ts';
import { planAnew } from '../../platform/database/statement-names.ts';
import { withinTime } from '../../platform/database/within-time.ts';
import type { Platform } from '../../platform/platform.ts';
import { readAsker, readCatalogue } from '../../tickets/reads/asker.ts';
import { conditionSql } from '../../tickets/reads/conditions.ts';
import { countedTo } from './counts.ts';

/** Long enough for what an index answers. A condition that nothing helps is not worth a whole desk's time while somebody types. */
const longest = 2_000;
const shown = 5;

/** How many tickets of those an agent sees a condition holds for now, and some of them. */
export async function matchingTickets(p: Platform, actor: AgentActor, sent: unknown): Promise<Matching> {
  const condition = readCondition(sent, 'sql', { catalogue: await readCatalogue(p.db) });
  const asker = await readAsker(p.db, { now: p.clock.now(), me: actor }, [condition]);
  const found = await withinTime(p.db, longest, async (tx) => {
    const { rows } = await sql<{ count: number; tickets: Matching['tickets'] }>`${planAnew}
      with found as materialized (
        select number, subject from tickets where ${conditionSql(condition, asker)} and ${inScope(actor)}
        limit ${sql.lit(countedTo + 1)})
      select count(*) as count, coalesce((select jsonb_agg(newest) from (
        select number, subject from found order by number desc limit ${sql.lit(shown)}) as newest), '[]') as tickets
      from found`.execute(tx);
    return rows[0];
  });
  if (found === null) {
    throw new AppError('unavailable', 'count_takes_too_long', 'To count these tickets takes too long.');
  }
  const count = found?.count ?? 0;
  return { count: Math.min(count, countedTo), isMore: count > countedTo, tickets: found?.tickets ?? [] };
}
