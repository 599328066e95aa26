import { sql } from 'kysely';
import type { Platform } from '../../platform/platform.ts';

/** How far the log is numbered: whatever was counted at this position still stands. */
export async function lastPosition(p: Platform): Promise<number> {
  const { rows } = await sql<{ last: number }>`select last from event_positions where id = ${1}`.execute(p.db);
  return rows[0]?.last ?? 0;
}
