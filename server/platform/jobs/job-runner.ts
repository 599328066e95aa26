import { EventEmitter } from 'node:events';
import { Logger, parseCronItems, type Runner, type RunnerOptions, run, runOnce, type TaskList } from 'graphile-worker';
import { sql } from 'kysely';
import type pg from 'pg';
import { isUnavailable } from '../../../domain/errors.ts';
import { connect } from '../database/database.ts';
import { asAppError } from '../database/database-errors.ts';
import { giveUpOnSilence } from '../database/database-silence.ts';
import { openPatientPool, type PatientPool } from '../database/patient-pool.ts';
import type { Log } from '../log.ts';
import { startLoop } from '../loop.ts';
import type { Platform } from '../platform.ts';
import { beginStarting, endStarting, lockRunner, unlockDead, unlockLost, unlockRunner } from './job-locks.ts';
import type { JobHandler, JobHandlers, Recurring } from './jobs.ts';

type Work = { handlers: JobHandlers; recurring: readonly Recurring[] };
type Running = { runner: Runner; id: string; inHand: ReadonlySet<string>; hasEnded: boolean };

const concurrency = 4;
const pollInterval = 1_000;
const graceMs = 8_000;
const reapEveryMs = 10_000;

/**
 * Runs jobs until it is stopped, and the recurring tasks in one process of all. Failed jobs come back with growing pauses;
 * the queue keeps them across restarts. When the database was away and the runner gave up, another one is started.
 */
export function startJobs(p: Platform, work: Work): { stop(): Promise<void> } {
  const { pool, hurry } = openPool(p);
  let client: pg.Client | undefined;
  let running: Running | undefined;
  let nextReap = 0;
  let suspects = new Set<string>();

  /** One connection holds the locks that say we live. */
  const session = async () => {
    if (client) return client;
    const opened = await connect(p.address, 'atende jobs');
    giveUpOnSilence(opened);
    opened.once('end', () => {
      if (client === opened) client = undefined;
    });
    if (running && !running.hasEnded) await lockRunner(opened, running.id);
    client = opened;
    return opened;
  };
  const reap = async (connection: pg.Client) => {
    const isStart = nextReap === 0;
    const seen = new Set<string>();
    const unlocked = await unlockDead(connection, (id) => isStart || suspects.has(id) || !seen.add(id));
    suspects = seen;
    if (unlocked.length > 0) p.log.warn({ runners: unlocked }, 'Jobs of a worker that died are free again');
    if (running) await unlockLost(connection, running.id, running.inHand);
    nextReap = Date.now() + reapEveryMs;
  };
  const step = async () => {
    const connection = await session();
    if (running?.hasEnded) {
      await unlockRunner(connection, running.id);
      running = undefined;
      nextReap = 0; // what it had in hand is done again now
    }
    running ??= await startRunner(p, work, { pool, connection });
    if (Date.now() >= nextReap) await reap(connection);
    return pollInterval;
  };
  const loop = startLoop({ name: 'jobs', log: p.log, run: step });

  return {
    async stop() {
      hurry();
      await loop.stop();
      if (running && !running.hasEnded) await running.runner.stop();
      await client?.end().catch(() => undefined);
      await pool.end();
    },
  };
}

type Connections = { pool: pg.Pool; connection: pg.Client };

async function startRunner(p: Platform, work: Work, { pool, connection }: Connections): Promise<Running> {
  const events = new EventEmitter() as NonNullable<RunnerOptions['events']>;
  const inHand = new Set<string>();
  let id = '';
  events.on('pool:create', ({ workerPool }) => {
    id = workerPool.id;
  });
  events.on('job:start', ({ job }) => void inHand.add(job.id));
  events.on('job:complete', ({ job }) => void inHand.delete(job.id));
  tellFailures(p.log, events);
  await beginStarting(connection);
  const runner = await run({
    ...common(p, pool),
    events,
    concurrency,
    pollInterval,
    gracefulShutdownAbortTimeout: graceMs,
    taskList: taskList(work),
    parsedCronItems: parseCronItems(work.recurring.map(({ name, cron }) => ({ task: name, match: cron }))),
  });
  try {
    await lockRunner(connection, id);
    await endStarting(connection);
  } catch (error) {
    // Nobody would know of it, nor that it lives.
    await runner.stop().catch(ignore);
    throw error;
  }
  const running = { runner, id, inHand, hasEnded: false };
  const end = () => {
    running.hasEnded = true;
  };
  runner.promise.then(end, (error) => {
    end();
    p.log.warn({ err: error }, 'The job runner gave up; another one is started');
  });
  return running;
}

/** Runs what is due now, once, in the caller's time; for tests and for commands that must leave nothing behind. */
export async function runDueJobs(p: Platform, work: Work): Promise<void> {
  const { pool, hurry } = openPool(p);
  hurry();
  const events = new EventEmitter() as NonNullable<RunnerOptions['events']>;
  tellFailures(p.log, events);
  try {
    await runOnce({ ...common(p, pool), events, taskList: taskList(work) });
  } finally {
    await pool.end();
  }
}

/**
 * How many jobs are due or being done. Due by the desk's clock: a job that is planned for a time the clock has reached is
 * pulled forward, so that a test which sets the clock sees it run.
 */
export async function countDueJobs(p: Platform, { handlers }: Work): Promise<number> {
  const now = p.clock.now();
  await sql`update graphile_worker._private_jobs set run_at = now()
    where is_available and run_at > now() and run_at <= ${now}`.execute(p.db);
  const { rows } = await sql<{ count: number }>`
    select count(*)::int as count from graphile_worker._private_jobs as jobs
    join graphile_worker._private_tasks as tasks on tasks.id = jobs.task_id
    where tasks.identifier = any(${Object.keys(handlers)}::text[])
      and (jobs.locked_at is not null or (jobs.is_available and jobs.run_at <= clock_timestamp()))`.execute(p.db);
  return rows[0]?.count ?? 0;
}

/** A pool of its own: the queue reads bigints as text, and its work must not wait for the rooms' connections. */
function openPool(p: Platform): PatientPool {
  return openPatientPool(p.address, { connections: concurrency + 2, name: 'atende jobs' });
}

function common(p: Platform, pool: pg.Pool) {
  return { pgPool: pool, logger: quietLogger(p.log), noHandleSignals: true };
}

function taskList({ handlers, recurring }: Work): TaskList {
  const tasks: TaskList = {};
  for (const [name, handler] of Object.entries(handlers)) tasks[name] = taskOf(handler);
  for (const { name, run: again } of recurring) {
    if (tasks[name]) throw new Error(`Two tasks are named ${name}.`);
    tasks[name] = async () => void (await again());
  }
  return tasks;
}

function taskOf(handler: JobHandler): NonNullable<TaskList[string]> {
  return async (payload, { job, abortSignal }) => {
    await handler(payload, { attempt: job.attempts, maxAttempts: job.max_attempts, signal: abortSignal });
  };
}

function tellFailures(log: Log, events: NonNullable<RunnerOptions['events']>): void {
  events.on('job:error', ({ job, error }) => {
    const isLast = job.attempts >= job.max_attempts;
    const facts = { err: error, job: job.task_identifier, id: job.id, attempt: job.attempts };
    log[isLast ? 'error' : 'warn'](facts, isLast ? 'A job failed for good' : 'A job failed; it is tried again');
  });
}

/** The queue's own lines, without the failures (told above) and one step quieter. */
function quietLogger(log: Log): Logger {
  const levels = { error: 'warn', warning: 'info', info: 'debug', debug: 'trace' } as const;
  return new Logger(() => (level, message, meta) => {
    if (meta && 'failure' in meta) return;
    // A database that is away is told by the loop that keeps the runner.
    const isAway = isUnavailable(asAppError(meta?.error));
    log[isAway ? 'debug' : levels[level as keyof typeof levels]]({ err: meta?.error }, message);
  });
}

function ignore(): void {
  // a broken connection is found out by whoever needs one
}
