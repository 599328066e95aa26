import { setTimeout as sleep } from 'node:timers/promises';
import { z } from 'zod';
import { retryAfterUpgrade } from './inboxes/commands/parked.ts';
import { signAsDomain } from './inboxes/commands/sign-as-domain.ts';
import { fileWaiting, startFiler } from './inboxes/filer.ts';
import { followLog } from './platform/event-log/log-follower.ts';
import { advance, type Reader, registerReaders, retryParked } from './platform/event-log/log-reader.ts';
import { numberEventsNow, startSequencer } from './platform/event-log/log-sequencer.ts';
import { countDueJobs, runDueJobs, startJobs } from './platform/jobs/job-runner.ts';
import type { JobHandlers } from './platform/jobs/jobs.ts';
import { startLoop } from './platform/loop.ts';
import { mailJobs } from './platform/mail/mailer.ts';
import type { Platform } from './platform/platform.ts';
import type { Timer } from './platform/room.ts';
import { rooms } from './rooms.ts';
import { schedule } from './schedule.ts';
import { startWatch } from './security/watch.ts';
import { unlessHeld } from './sending.ts';
import { beginClocks } from './sla/commands/keep-clocks.ts';

const roomReaders = (p: Platform): Reader[] => rooms.flatMap((room) => room.readers?.(p) ?? []);
const roomTimers = (p: Platform): Timer[] => rooms.flatMap((room) => room.timers?.(p) ?? []);

const allJobs = (p: Platform): JobHandlers =>
  unlessHeld(p, {
    ...mailJobs(p, (bytes, sender) => signAsDomain(p, bytes, sender)),
    ...Object.assign({}, ...rooms.map((room) => room.jobs?.(p) ?? {})),
    'retry-parked-event': async (payload) => {
      await retryParked(p, roomReaders(p), retryPayload.parse(payload).id);
    },
  });

const retryPayload = z.strictObject({ id: z.number().int() });

export type Worker = {
  /** Finishes what is in hand. */
  close(): Promise<void>;
};

/** Numbers the log, runs the readers, the jobs and the recurring tasks. Any number of processes may. */
export async function startWorker(p: Platform): Promise<Worker> {
  const readers = roomReaders(p);
  await registerReaders(p, readers);
  const loops = readers.map((reader) => readerLoop(p, reader));
  const sequencer = startSequencer(p);
  await retryAfterUpgrade(p);
  await beginClocks(p);
  const filer = startFiler(p);
  const watch = startWatch(p);
  const follower = followLog(p, () => {
    for (const loop of loops) loop.wake();
  });
  const timers = roomTimers(p).map((timer) => timerLoop(p, timer));
  const jobs = startJobs(p, { handlers: allJobs(p), recurring: schedule(p) });

  return {
    async close() {
      await filer.close();
      const rest = [follower.stop(), sequencer.stop(), watch.stop(), jobs.stop()];
      await Promise.all([...rest, ...[...loops, ...timers].map((loop) => loop.stop())]);
    },
  };
}

function readerLoop(p: Platform, reader: Reader) {
  return startLoop({
    name: `reader ${reader.name}`,
    log: p.log,
    run: async () => ((await advance(p, reader)) === 'moved' ? 0 : 1_000),
  });
}

function timerLoop(p: Platform, { name, everyMs, run }: Timer) {
  return startLoop({ name, log: p.log, run: async () => ((await run()) ? 0 : everyMs) });
}

/**
 * Does by itself what a worker would do, until nothing is left to do: numbers, reads, runs the jobs that are due by the
 * desk's clock, and again. Beside a running worker it only helps. For tests, and for commands that must end with it done.
 */
export async function settle(p: Platform): Promise<void> {
  const readers = roomReaders(p);
  const timers = roomTimers(p);
  const work = { handlers: allJobs(p), recurring: [] };
  await registerReaders(p, readers);
  for (let round = 0; round < 500; round++) {
    const hasFiled = await fileWaiting(p);
    const hasRead = !(await readToEnd(p, readers));
    const hasTold = await runTimers(timers);
    const isQuiet = !hasFiled && !hasRead && !hasTold && (await countDueJobs(p, work)) === 0;
    if (isQuiet) return;
    await runDueJobs(p, work);
  }
  throw new Error('The desk does not come to rest: something keeps making new events or jobs.');
}

/** True when something was due. */
async function runTimers(timers: readonly Timer[]): Promise<boolean> {
  let wasDue = false;
  for (const { run } of timers) wasDue = (await run()) || wasDue;
  return wasDue;
}

/** True when there was nothing to read. */
async function readToEnd(p: Platform, readers: readonly Reader[]): Promise<boolean> {
  let isQuiet = (await numberEventsNow(p.db)) === 0;
  for (const reader of readers) {
    for (let progress = await advance(p, reader); progress !== 'idle'; progress = await advance(p, reader)) {
      isQuiet = false;
      if (progress === 'busy') await sleep(5);
    }
  }
  return isQuiet;
}
