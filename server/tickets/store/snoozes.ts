import type { Db } from '../../platform/platform.ts';

/** Tickets whose sleep is over, the longest due first. */
export async function dueSnoozes(db: Db, now: Date, limit: number): Promise<number[]> {
  const rows = await db
    .selectFrom('tickets')
    .select('id')
    .where('snoozed_until', '<=', now)
    .orderBy('snoozed_until')
    .limit(limit)
    .execute();
  return rows.map(({ id }) => id);
}
