import { sql } from 'kysely';
import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from 'vitest';
import { type Desk, startDesk } from '../../../test/server.ts';
import { countDueJobs, runDueJobs, startJobs } from './job-runner.ts';
import type { JobHandlers } from './jobs.ts';

let desk: Desk;
const logLines: string[] = [];
const stops: (() => Promise<void>)[] = [];
beforeAll(async () => {
  desk = await startDesk({ routes: () => [], isEmpty: true, logTo: logLines });
});
afterAll(() => desk.close());
beforeEach(async () => {
  logLines.length = 0;
  await sql`delete from graphile_worker._private_jobs`.execute(desk.db);
});
afterEach(async () => {
  for (const stop of stops.splice(0)) await stop();
});

function run(handlers: JobHandlers): void {
  const jobs = startJobs(desk.p, { handlers, recurring: [] });
  stops.push(jobs.stop);
}

function add(name: string, payload: object, when?: Parameters<typeof desk.p.jobs.add>[3]): Promise<void> {
  return desk.db.transaction().execute((tx) => desk.p.jobs.add(tx, name, payload, when));
}

async function waiting() {
  const { rows } = await sql<{ attempts: number; locked_by: string | null }>`
    select attempts, locked_by from graphile_worker._private_jobs`.execute(desk.db);
  return rows;
}

test('a job runs once, soon after the commit that caused it', async () => {
  const done: unknown[] = [];
  run({ count: async (payload) => void done.push(payload) });
  await add('count', { n: 1 });
  await expect.poll(() => done, { timeout: 3_000 }).toEqual([{ n: 1 }]);
  await expect.poll(waiting).toEqual([]);
});

test('a change that is rolled back enqueues nothing', async () => {
  const undone = desk.db.transaction().execute(async (tx) => {
    await desk.p.jobs.add(tx, 'count', {});
    throw new Error('rolled back');
  });
  await expect(undone).rejects.toThrow('rolled back');
  expect(await waiting()).toEqual([]);
});

test('two jobs with one key are one', async () => {
  await add('count', { n: 1 }, { key: 'k' });
  await add('count', { n: 2 }, { key: 'k' });
  expect(await waiting()).toHaveLength(1);
});

test('a job that fails is told in the log, keeps its place and knows which attempt it is', async () => {
  const attempts: number[] = [];
  const handlers: JobHandlers = {
    fail: async (_, { attempt, maxAttempts }) => {
      attempts.push(attempt);
      if (attempt < maxAttempts) throw new Error('not yet');
    },
  };
  await add('fail', { secret: 'the payload' }, { maxAttempts: 2 });
  await runDueJobs(desk.p, { handlers, recurring: [] });
  expect(await waiting()).toMatchObject([{ attempts: 1, locked_by: null }]);
  const told = logLines.map((line) => JSON.parse(line)).filter((line) => line.level === 'warn');
  expect(told).toMatchObject([{ job: 'fail', attempt: 1, err: { message: 'not yet' } }]);
  expect(logLines.join()).not.toContain('the payload');

  desk.clock.advance(60);
  expect(await countDueJobs(desk.p, { handlers, recurring: [] })).toBe(1);
  await runDueJobs(desk.p, { handlers, recurring: [] });
  expect(attempts).toEqual([1, 2]);
  expect(await waiting()).toEqual([]);
});

test('a job planned for later runs when the clock has reached it', async () => {
  const handlers: JobHandlers = { later: async () => undefined };
  await add('later', {}, { runAt: new Date(desk.clock.now().getTime() + 10_000) });
  expect(await countDueJobs(desk.p, { handlers, recurring: [] })).toBe(0);
  desk.clock.advance(11);
  expect(await countDueJobs(desk.p, { handlers, recurring: [] })).toBe(1);
});

test('the jobs of a worker that was killed are free again at the next start, those of a living one are not', async () => {
  const { promise: mayEnd, resolve: end } = Promise.withResolvers<void>();
  const done: string[] = [];
  run({ slow: () => mayEnd });
  await add('slow', {});
  await expect.poll(async () => (await waiting())[0]?.locked_by, { timeout: 3_000 }).toMatch(/^pool-/);

  await add('orphan', {});
  await sql`update graphile_worker._private_jobs set locked_at = now(), locked_by = 'pool-killed', attempts = 1
    where id = (select max(id) from graphile_worker._private_jobs)`.execute(desk.db);
  run({ orphan: async () => void done.push('orphan'), slow: async () => void done.push('slow twice') });
  await expect.poll(() => done, { timeout: 5_000 }).toEqual(['orphan']);
  await expect.poll(waiting).toHaveLength(1);
  end();
  await expect.poll(waiting).toEqual([]);
  expect(done).toEqual(['orphan']);
});

test('a job whose handing over was cut off is given again; the one in hand is not', async () => {
  const { promise: mayEnd, resolve: end } = Promise.withResolvers<void>();
  const done: string[] = [];
  run({ slow: () => mayEnd, lost: async () => void done.push('lost') });
  await add('slow', {});
  await expect.poll(async () => (await waiting())[0]?.locked_by, { timeout: 3_000 }).toMatch(/^pool-/);
  await add('lost', {}, { runAt: new Date(Date.now() + 3_600_000) });
  await sql`update graphile_worker._private_jobs set locked_at = now() - interval '11 seconds', attempts = 1, run_at = now(),
    locked_by = (select max(locked_by) from graphile_worker._private_jobs)`.execute(desk.db);
  await expect.poll(() => done, { timeout: 15_000 }).toEqual(['lost']);
  await expect.poll(waiting).toMatchObject([{ locked_by: expect.stringMatching(/^pool-/) }]);
  end();
  await expect.poll(waiting).toEqual([]);
});

test('stopping waits for the job in hand', async () => {
  let isDone = false;
  const { promise: hasBegun, resolve: begin } = Promise.withResolvers<void>();
  const jobs = startJobs(desk.p, {
    recurring: [],
    handlers: {
      slow: async () => {
        begin();
        await new Promise((resolve) => setTimeout(resolve, 300));
        isDone = true;
      },
    },
  });
  await add('slow', {});
  await hasBegun;
  await jobs.stop();
  expect(isDone).toBe(true);
  expect(await waiting()).toEqual([]);
});

test('goes on after the database threw everybody out', async () => {
  const done: unknown[] = [];
  run({ count: async (payload) => void done.push(payload) });
  await add('count', { n: 1 });
  await expect.poll(() => done, { timeout: 3_000 }).toHaveLength(1);
  await sql`select pg_terminate_backend(pid) from pg_stat_activity
    where application_name = 'atende jobs' and datname = current_database()`.execute(desk.db);
  await add('count', { n: 2 });
  await expect.poll(() => done, { timeout: 10_000 }).toHaveLength(2);
});

test('two recurring tasks of one name are a mistake that stops the start', async () => {
  const again = { name: 'count', cron: '* * * * *', run: async () => undefined };
  await expect(runDueJobs(desk.p, { handlers: { count: async () => undefined }, recurring: [again] })).rejects.toThrow(
    'Two tasks are named count.',
  );
});
