import { newId } from '../../server/platform/ids.ts';
import type { Desk } from '../server.ts';

/** It has ended, and can be taken back. */
export async function makeBulkRun({ db, clock }: Desk, { ownerId, number }: { ownerId: number; number: number }) {
  const task = JSON.stringify({ actions: [], reply: null });
  const run = await db
    .insertInto('bulk_runs')
    .values({
      uuid: newId(),
      agent_id: ownerId,
      via_token: false,
      task,
      state: 'done' as const,
      created_at: clock.now(),
    })
    .returning(['id', 'uuid'])
    .executeTakeFirstOrThrow();
  const done = JSON.stringify({ changes: { priority: ['low', 'medium'] }, messageId: null });
  await db
    .insertInto('bulk_rows')
    .values({ run_id: run.id, place: 1, ticket_number: number, state: 'done', done })
    .execute();
  return { bulkRunId: run.uuid };
}
