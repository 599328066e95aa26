import { sql } from 'kysely';
import type { Db } from '../../platform/platform.ts';

/** Replies whose undo window ended a while ago and whom no job will post: the queue is not part of a backup. */
export async function lostReplies(db: Db, dueBefore: Date): Promise<number[]> {
  const { rows } = await sql<{ id: number }>`select id from messages where state = 'waiting' and due_at < ${dueBefore}
    and not exists (select 1 from graphile_worker.jobs where key = 'post-reply:' || messages.id)
    order by due_at limit 500`.execute(db);
  return rows.map((row) => row.id);
}
