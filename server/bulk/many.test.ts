import { sql } from 'kysely';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type Desk, startDesk } from '../../test/server.ts';
import { set } from '../automation/desk.fixture.ts';
import { startJobs } from '../platform/jobs/job-runner.ts';
import { addMany, bulkTalk } from './bulk.fixture.ts';
import { bulkJobs } from './jobs.ts';

let desk: Desk;
beforeAll(async () => {
  desk = await startDesk();
});
afterAll(() => desk?.close());

const { start, get, errors } = bulkTalk(() => desk);
const high = set('set_priority', { priority: 'high' });
/** A worker process as far as jobs go; stopped, it leaves what is not done to the next. */
const worker = () => startJobs(desk.p, { handlers: bulkJobs(desk.p), recurring: [] });
const changedOnce = async (from: number) => {
  const { rows } = await sql<{ times: number; tickets: number }>`
    select times, count(*)::int as tickets from (
      select count(*)::int as times from events join tickets on tickets.id = events.ticket_id
      where tickets.number >= ${from} and events.type = 'ticket.priority_changed' group by tickets.id) as counted
    group by times`.execute(desk.db);
  return rows;
};

test('5,000 tickets: a job with progress that goes on after its worker ended, tells each refusal, and does none twice', async () => {
  await addMany(desk, { count: 5_000, from: 10_000, teamId: desk.world.teams.billing.id });
  await sql`update tickets set team_id = ${desk.world.teams.support.id} where number in (10100, 14999)`.execute(
    desk.db,
  );
  await sql`update tickets set status_id = (select id from statuses where slug = 'closed'), status_category = 5
    where number = 12345`.execute(desk.db);
  const numbers = await desk.db.selectFrom('tickets').select('number').where('number', '>=', 10_000).execute();
  expect(numbers).toHaveLength(5_000);

  const id = await start('bruno', { tickets: { view: 'team:billing' }, actions: [high] });
  expect(await get('bruno', id)).toMatchObject({ state: 'running', total: 4_997, done: 0, failed: 0 });
  // Two leave Bruno's teams, and one is closed, after he chose them.
  const first = worker();
  const done = async () => (await get('bruno', id)).done;
  await expect.poll(done, { timeout: 30_000, interval: 100 }).toBeGreaterThan(200);
  await first.stop();
  const before = await get('bruno', id);
  expect(before.state).toBe('running');
  expect(before.done).toBeLessThan(4_900);
  await sql`update tickets set team_id = ${desk.world.teams.support.id} where number in (14990, 14991)`.execute(
    desk.db,
  );
  await sql`update tickets set status_id = (select id from statuses where slug = 'closed'), status_category = 5
    where number = 14992`.execute(desk.db);

  const second = worker();
  await expect.poll(async () => (await get('bruno', id)).state, { timeout: 150_000, interval: 250 }).toBe('done');
  await second.stop();
  expect(await get('bruno', id)).toMatchObject({ total: 4_997, done: 4_994, failed: 3, canUndo: true });
  const told = (await errors('bruno', id)).map(({ number, code }: { number: number; code: string }) => [number, code]);
  expect(told).toEqual([
    [14_990, 'ticket_not_found'],
    [14_991, 'ticket_not_found'],
    [14_992, 'ticket_closed'],
  ]);
  expect(await changedOnce(10_000)).toEqual([{ times: 1, tickets: 4_994 }]);
}, 240_000);

test('a run is stopped: what is done stays done, the rest is not touched', async () => {
  await addMany(desk, { count: 1_000, from: 20_000, teamId: desk.world.teams.support.id });
  const numbers = Array.from({ length: 1_000 }, (_, n) => 20_000 + n);
  const id = await start('ana', { tickets: { numbers }, actions: [high] });
  const running = worker();
  await expect.poll(async () => (await get('ana', id)).done, { timeout: 30_000, interval: 20 }).toBeGreaterThan(20);
  const answer = await desk.as('ana').post(`/api/bulk-runs/${id}/stop`);
  expect([answer.status, answer.body.run.state]).toEqual([200, 'stopped']);
  await running.stop();
  const stopped = await get('ana', id);
  expect(stopped.done).toBeLessThan(1_000);
  expect(await changedOnce(20_000)).toEqual([{ times: 1, tickets: stopped.done }]);

  const undone = await desk.as('ana').post(`/api/bulk-runs/${id}/undo`);
  expect(undone.body.run).toMatchObject({ isUndo: true, total: stopped.done });
}, 90_000);

test('who was shut out meanwhile changes nothing more', async () => {
  await addMany(desk, { count: 10, from: 30_000, teamId: desk.world.teams.support.id });
  const numbers = Array.from({ length: 10 }, (_, n) => 30_000 + n);
  const id = await start('rafael', { tickets: { numbers }, actions: [high] });
  await desk.db.updateTable('agents').set({ is_active: false }).where('name', '=', 'Rafael Costa').execute();
  const running = worker();
  const state = async () =>
    (await desk.db.selectFrom('bulk_runs').select('state').where('uuid', '=', id).executeTakeFirstOrThrow()).state;
  await expect.poll(state, { timeout: 30_000 }).toBe('stopped');
  await running.stop();
  expect(await changedOnce(30_000)).toEqual([]);
}, 60_000);
