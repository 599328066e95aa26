import { setTimeout as sleep } from 'node:timers/promises';
import { z } from 'zod';
import { authJobs } from './auth/jobs.ts';
import { retryAfterUpgrade } from './inboxes/commands/parked.ts';
import { signAsDomain } from './inboxes/commands/sign-as-domain.ts';
import { fileWaiting, startFiler } from './inboxes/filer.ts';
import { inboxesJobs } from './inboxes/jobs.ts';
import { confirmationsReader, inboxesReader } from './inboxes/reactions.ts';
import { notificationJobs } from './notifications/jobs.ts';
import { notificationsReader } from './notifications/reactions.ts';
import { followLog } from './platform/event-log/log-follower.ts';
import { advance, type Reader, registerReaders, retryParked } from './platform/event-log/log-reader.ts';
import { numberEventsNow, startSequencer } from './platform/event-log/log-sequencer.ts';
import { countDueJobs, runDueJobs, startJobs } from './platform/jobs/job-runner.ts';
import type { JobHandlers } from './platform/jobs/jobs.ts';
import { startLoop } from './platform/loop.ts';
import { mailJobs } from './platform/mail/mailer.ts';
import type { Platform } from './platform/platform.ts';
import { schedule } from './schedule.ts';
import { startWatch } from './security/watch.ts';
import { unlessHeld } from './sending.ts';
import { beginClocks, tellDueClocks } from './sla/commands/keep-clocks.ts';
import { slaJobs } from './sla/jobs.ts';
import { slaReader } from './sla/reactions.ts';
import { ticketJobs } from './tickets/jobs.ts';

/** What the rooms do when something happened: a room adds its line here. */
const roomReaders = (p: Platform): Reader[] => [
  inboxesReader(p),
  confirmationsReader(p),
  notificationsReader(p),
  slaReader(p),
];

/** The rooms' slow or outside work: a room adds its line here. */
const roomJobs = (p: Platform): JobHandlers =>
  unlessHeld(p, {
    ...mailJobs(p, (bytes, sender) => signAsDomain(p, bytes, sender)),
    ...authJobs(p),
    ...ticketJobs(p),
    ...inboxesJobs(p),
    ...notificationJobs(p),
    ...slaJobs(p),
    'retry-parked-event': async (payload) => {
      await retryParked(p, roomReaders(p), retryPayload.parse(payload).id);
    },
  });

/** A warning or a breach is told this soon after its instant. */
const timersEveryMs = 5_000;

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
  const timers = startLoop({
    name: 'sla timers',
    log: p.log,
    run: async () => ((await tellDueClocks(p)) ? 0 : timersEveryMs),
  });
  const jobs = startJobs(p, { handlers: roomJobs(p), recurring: schedule(p) });

  return {
    async close() {
      await filer.close();
      const rest = [follower.stop(), sequencer.stop(), watch.stop(), timers.stop(), jobs.stop()];
      await Promise.all([...rest, ...loops.map((loop) => loop.stop())]);
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

/**
 * Does by itself what a worker would do, until nothing is left to do: numbers, reads, runs the jobs that are due by the
 * desk's clock, and again. Beside a running worker it only helps. For tests, and for commands that must end with it done.
 */
export async function settle(p: Platform): Promise<void> {
  const readers = roomReaders(p);
  const work = { handlers: roomJobs(p), recurring: [] };
  await registerReaders(p, readers);
  for (let round = 0; round < 500; round++) {
    const hasFiled = await fileWaiting(p);
    const hasRead = !(await readToEnd(p, readers));
    const hasTold = await tellDueClocks(p);
    const isQuiet = !hasFiled && !hasRead && !hasTold && (await countDueJobs(p, work)) === 0;
    if (isQuiet) return;
    await runDueJobs(p, work);
  }
  throw new Error('The desk does not come to rest: something keeps making new events or jobs.');
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
