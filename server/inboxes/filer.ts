import { isUnavailable } from '../../domain/errors.ts';
import { startLoop } from '../platform/loop.ts';
import type { Platform } from '../platform/platform.ts';
import { onArrival } from './arrivals.ts';
import { park } from './commands/parked.ts';
import { prepare } from './commands/prepare.ts';
import { receive } from './commands/receive.ts';
import { claimInbound, giveBack, type InboundRow, renewLeases } from './store/inbound.ts';

export type Filer = { close(): Promise<void> };
export type FilerOptions = {
  /** How many mails are read and filed at the same time. */
  atOnce: number;
  /** How long a row stays with a process that says nothing more. */
  leaseMs: number;
  pollMs: number;
  /** Waits before the second, third ... attempt; after the last the mail is parked. */
  retryMs: readonly number[];
};

const usual: FilerOptions = { atOnce: 8, leaseMs: 6_000, pollMs: 1_000, retryMs: [500, 3_000] };
const beforeAwaitedMs = 50;
const whileAwayMs = 1_000;

/**
 * Files stored mail, in every worker process. The table `inbound` is the queue (docs/decisions/0002):
 * rows are taken under a lease that is renewed while they are in hand, so those of a killed process come back in seconds.
 */
export function startFiler(p: Platform, options: Partial<FilerOptions> = {}): Filer {
  const { atOnce, leaseMs, pollMs, retryMs } = { ...usual, ...options };
  const inHand = new Map<number, { since: number; done: Promise<void> }>();

  async function takeSome(): Promise<number> {
    const room = atOnce - inHand.size;
    const rows = room > 0 ? await claimInbound(p.db, room, leaseMs) : [];
    for (const row of rows) inHand.set(row.id, { since: performance.now(), done: fileOne(row) });
    return pollMs;
  }

  async function fileOne(row: InboundRow): Promise<void> {
    try {
      const filed = await receive(p, await prepare(p, row));
      if (filed !== 'waits') return;
      await giveBack(p.db, row.id, { delayMs: beforeAwaitedMs, error: null });
      setTimeout(loop.wake, beforeAwaitedMs).unref();
    } catch (error) {
      await putAside(p, row, { error, retryMs }).catch((trouble: unknown) => logTrouble(p, trouble));
    } finally {
      inHand.delete(row.id);
      loop.wake();
    }
  }

  const renewal = setInterval(() => {
    const longAgo = performance.now() - leaseMs / 4;
    const slow = [...inHand].flatMap(([id, { since }]) => (since < longAgo ? [id] : []));
    if (slow.length > 0) renewLeases(p.db, slow, leaseMs).catch((error: unknown) => logTrouble(p, error));
  }, leaseMs / 3);
  const loop = startLoop({ name: 'filer', log: p.log, run: takeSome });
  const deafen = onArrival(p, loop.wake);

  return {
    async close() {
      deafen();
      await loop.stop();
      await Promise.all([...inHand.values()].map(({ done }) => done));
      clearInterval(renewal);
    },
  };
}

/** Files what waits now, and what must wait for that; true when there was anything. For tests, and commands that must end with it done. */
export async function fileWaiting(p: Platform): Promise<boolean> {
  const rows = await claimInbound(p.db, usual.atOnce, usual.leaseMs);
  for (const row of rows) {
    const filed = await prepare(p, row)
      .then((prepared) => receive(p, prepared))
      .catch((error: unknown) => putAside(p, row, { error, retryMs: [] }));
    if (filed === 'waits') await giveBack(p.db, row.id, { delayMs: 0, error: null });
  }
  return rows.length > 0;
}

/** A desk in trouble is not the mail's fault: it waits. Anything else is tried again a few times, then parked. */
async function putAside(
  p: Platform,
  row: InboundRow,
  met: { error: unknown; retryMs: readonly number[] },
): Promise<void> {
  if (isUnavailable(met.error)) {
    logTrouble(p, met.error);
    await giveBack(p.db, row.id, { delayMs: whileAwayMs, error: null });
    return;
  }
  const delay = met.retryMs[row.attempts];
  const sentence = met.error instanceof Error ? met.error.message : String(met.error);
  if (delay === undefined) {
    p.log.error({ err: met.error, inbound: row.uuid }, 'mail parked');
    await park(p, row, sentence);
  } else {
    p.log.warn({ err: met.error, inbound: row.uuid, attempt: row.attempts + 1 }, 'mail not filed, will be tried again');
    await giveBack(p.db, row.id, { delayMs: delay, error: sentence });
  }
}

function logTrouble(p: Platform, error: unknown): void {
  p.log.warn({ err: error }, 'the filer waits');
}
