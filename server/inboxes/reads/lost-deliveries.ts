import { sql } from 'kysely';
import type { Db } from '../../platform/platform.ts';

/** Deliveries that were due a while ago and that no job will send: the queue is not part of a backup. */
export async function lostDeliveries(db: Db, dueBefore: Date): Promise<number[]> {
  const { rows } = await sql<{ id: number }>`select id from deliveries
    where state in ('queued', 'sending') and next_attempt_at < ${dueBefore}
    and not exists (select 1 from graphile_worker.jobs where key = 'deliver-message:' || deliveries.id)
    order by next_attempt_at limit 500`.execute(db);
  return rows.map((row) => row.id);
}
