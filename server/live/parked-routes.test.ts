import { sql } from 'kysely';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type Desk, startDesk } from '../../test/server.ts';
import { settle } from '../worker.ts';

let desk: Desk;
beforeAll(async () => {
  desk = await startDesk();
});
afterAll(() => desk.close());

async function park(reader: string): Promise<void> {
  await sql`with happened as (insert into events (type, actor_kind) values ('agent.mentioned', 'system') returning id)
    insert into parked_events (reader, event_id, error) select ${reader}, id, 'It broke.' from happened`.execute(
    desk.db,
  );
}

test('an admin sees what could not be digested, page by page, and why', async () => {
  for (const reader of ['notifications', 'nobody', 'notifications']) await park(reader);
  const first = await desk.as('adao').get('/api/parked-events?limit=2');
  expect(first.body.parkedEvents).toMatchObject([
    { reader: 'notifications', type: 'agent.mentioned', error: 'It broke.', attempts: 1, ticket: null },
    { reader: 'nobody' },
  ]);
  const second = await desk.as('adao').get(`/api/parked-events?limit=2&after=${first.body.next}`);
  expect(second.body.parkedEvents).toHaveLength(1);
  expect(second.body.next).toBeNull();
});

test('tried again, what can be digested now is gone; what no part knows stays', async () => {
  expect((await desk.as('adao').post('/api/parked-events/retry')).body).toEqual({ retrying: 3 });
  const [entry] = (await desk.as('adao').get('/api/audit')).body.entries;
  expect(entry).toMatchObject({ action: 'parked_events.retried', details: { count: 3 } });
  await settle(desk.p);
  const { body } = await desk.as('adao').get('/api/parked-events');
  expect(body.parkedEvents.map(({ reader }: { reader: string }) => reader)).toEqual(['nobody']);
});

test('agents have no business with it', async () => {
  expect((await desk.as('ana').get('/api/parked-events')).status).toBe(403);
  expect((await desk.as('ana').post('/api/parked-events/retry')).status).toBe(403);
});
