import { sql } from 'kysely';
import type { Tx } from '../../platform/platform.ts';

/** False when it stood so already. */
export async function turnAway(
  tx: Tx,
  agentId: number,
  { isAway, at }: { isAway: boolean; at: Date },
): Promise<boolean> {
  const since = isAway ? at : null;
  const { numAffectedRows } = await sql`
    insert into agent_assignment (agent_id, is_away, away_since) values (${agentId}, ${isAway}, ${since}::timestamptz)
    on conflict (agent_id) do update set is_away = excluded.is_away, away_since = excluded.away_since
    where agent_assignment.is_away <> excluded.is_away`.execute(tx);
  return numAffectedRows === 1n;
}
