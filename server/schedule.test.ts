import { parseCronItems } from 'graphile-worker';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type Desk, startDesk } from '../test/server.ts';
import { schedule } from './schedule.ts';

let desk: Desk;
beforeAll(async () => {
  desk = await startDesk();
});
afterAll(() => desk.close());

test('every recurring task has a name of its own, a time that exists, and runs on a desk in use', async () => {
  const tasks = schedule(desk.p);
  expect(new Set(tasks.map(({ name }) => name)).size).toBe(tasks.length);
  expect(() => parseCronItems(tasks.map(({ name, cron }) => ({ task: name, match: cron })))).not.toThrow();
  for (const { run } of tasks) await run();
});

test('sessions that ended are forgotten, those in use are not', async () => {
  const { ana, bruno } = desk.world.agents;
  await desk.db
    .updateTable('sessions')
    .set({ expires_at: new Date(0) })
    .where('agent_id', '=', bruno.id)
    .execute();
  for (const { run } of schedule(desk.p)) await run();
  const left = await desk.db.selectFrom('sessions').select('agent_id').execute();
  expect(left.map(({ agent_id }) => agent_id)).toContain(ana.id);
  expect(left.map(({ agent_id }) => agent_id)).not.toContain(bruno.id);
});
