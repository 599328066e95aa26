import { sql } from 'kysely';
import { expect } from 'vitest';
import type { BulkRun } from '../../contract/bulk.ts';
import type { Desk } from '../../test/server.ts';
import type { AgentName } from '../../test/world.ts';

/** What tests of bulk runs do again and again, through the front door. */
export function bulkTalk(desk: () => Desk) {
  const get = async (by: AgentName, id: string): Promise<BulkRun> =>
    (await desk().as(by).get(`/api/bulk-runs/${id}`)).body.run;
  const start = async (by: AgentName, body: object): Promise<string> => {
    const answer = await desk().as(by).post('/api/bulk-runs', body);
    expect([answer.status, answer.body.error]).toEqual([202, undefined]);
    return answer.body.run.id;
  };
  return {
    get,
    start,
    /** Starts a run and lets the worker end it. */
    async run(by: AgentName, body: object): Promise<BulkRun> {
      const id = await start(by, body);
      await desk().settle();
      return get(by, id);
    },
    async undo(by: AgentName, id: string): Promise<BulkRun> {
      const answer = await desk().as(by).post(`/api/bulk-runs/${id}/undo`);
      expect([answer.status, answer.body.error]).toEqual([202, undefined]);
      await desk().settle();
      return get(by, answer.body.run.id);
    },
    errors: async (by: AgentName, id: string) => (await desk().as(by).get(`/api/bulk-runs/${id}/errors`)).body.errors,
  };
}

/** So many open tickets of Carla's, numbered from `from`, in one statement. */
export async function addMany(
  { db, world }: Desk,
  { count, from, teamId = null }: { count: number; from: number; teamId?: number | null },
): Promise<void> {
  await sql`
    insert into tickets (uuid, number, subject, subject_folded, status_id, status_category, priority, team_id,
      requester_id, inbox_id, channel, last_author_kind, created_at, updated_at)
    select gen_random_uuid(), ${from} + n, 'Ticket ' || n, 'ticket ' || n, (select id from statuses where slug = 'open'), 1,
      2, ${teamId}::bigint, ${world.contacts.carla.id}, ${world.inbox.id}, 'email', 'contact', now(), now()
    from generate_series(0, ${count - 1}) as n`.execute(db);
}
