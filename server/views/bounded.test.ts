import { sql } from 'kysely';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { View } from '../../contract/views.ts';
import { type Desk, startDesk } from '../../test/server.ts';
import { viewRoutes } from './routes.ts';
import { addTicket } from './tickets.fixture.ts';

let desk: Desk;
beforeAll(async () => {
  desk = await startDesk({ routes: viewRoutes });
  await addTicket(desk, { number: 1, category: 'new', priority: 'low' });
});
afterAll(async () => desk?.close());

const views = async (): Promise<View[]> => (await desk.as('olivia').get('/api/views')).body.views;
const countOf = (all: View[], by: Partial<View>) =>
  all.find((view) => view.id === by.id || view.slug === by.slug)?.count;

/** While the contacts are locked, whatever asks about them takes for ever; all else is as quick as ever. */
async function whileContactsAreLocked(work: () => Promise<void>): Promise<void> {
  const locked = Promise.withResolvers<void>();
  const done = Promise.withResolvers<void>();
  const holding = desk.db.transaction().execute(async (tx) => {
    await sql`lock table contacts in access exclusive mode`.execute(tx);
    locked.resolve();
    await done.promise;
  });
  await locked.promise;
  await work().finally(() => done.resolve());
  await holding;
}

test('a view that takes too long keeps neither the others nor the desk waiting', async () => {
  const condition = { field: 'requester_name', op: 'contains', value: 'carla' };
  const { id } = (await desk.as('olivia').post('/api/views', { name: { en: 'Slow' }, condition })).body.view;
  expect(countOf(await views(), { id })).toBe(1);

  await addTicket(desk, { number: 2, category: 'new', priority: 'low' });
  await sql`update event_positions set last = last + 1`.execute(desk.db);
  await whileContactsAreLocked(async () => {
    const first = await views();
    expect([countOf(first, { id }), countOf(first, { slug: 'unassigned' })]).toEqual([null, 2]);

    const answer = await desk.as('olivia').get(`/api/tickets?view=${id}`);
    expect([answer.status, answer.body.error.code]).toEqual([503, 'list_takes_too_long']);

    await sql`update event_positions set last = last + 1`.execute(desk.db);
    const begun = performance.now();
    expect(countOf(await views(), { id })).toBeNull();
    expect(performance.now() - begun).toBeLessThan(1_000);
  });
  expect((await desk.as('olivia').get(`/api/tickets?view=${id}`)).body.tickets).toHaveLength(2);
});
