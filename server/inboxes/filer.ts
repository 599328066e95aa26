import { isUnavailable } from '../../domain/errors.ts';
import { startLoop } from '../platform/loop.ts';
import type { Platform } from '../platform/platform.ts';
import { type Arrived, filingStarts } from './arrivals.ts';
import { park } from './commands/parked.ts';
import { type Prepared, prepare } from './commands/prepare.ts';
import { receive } from './commands/receive.ts';
import { isFresh, receiveTogether } from './commands/receive-together.ts';
import { endTest } from './commands/test-mail.ts';
import { makeLanes } from './lanes.ts';
import { claimInbound, giveBack, type InboundRow, renewLeases } from './store/inbound.ts';

export type Filer = { close(): Promise<void> };
type FilerOptions = {
  /** How many mails are in hand at the same time: being read, or ready to be filed. */
  atOnce: number;
  /** How long a row stays with a process that says nothing more. */
  leaseMs: number;
  pollMs: number;
  /** Waits before the second, third ... attempt; after the last the mail is parked. */
  retryMs: readonly number[];
};

const usual: FilerOptions = { atOnce: 24, leaseMs: 6_000, pollMs: 1_000, retryMs: [500, 3_000] };
/** Transactions at once: mail that opens tickets goes together, since it takes turns at the number counter. */
const lanes = { together: { count: 2, batch: 12 }, alone: { count: 4, batch: 1 }, large: { count: 1, batch: 1 } };
/** Mail above this is read one after the other: a dozen of the largest at once would not fit into memory. */
const largeBytes = 2 * 1024 * 1024;
const beforeAwaitedMs = 50;
const whileAwayMs = 1_000;

/**
 * Files stored mail, in every worker process. The table `inbound` is the queue (docs/decisions/0002): rows are taken under
 * a lease that is renewed while they are in hand, so those of a killed process come back in seconds. What the doors of this
 * process bring is handed over directly, its row stored under the lease from the beginning.
 */
export function startFiler(p: Platform, options: Partial<FilerOptions> = {}): Filer {
  const { atOnce, leaseMs, pollMs, retryMs } = { ...usual, ...options };
  const inHand = new Map<number, { since: number; done: Promise<void> }>();
  const together = makeLanes(lanes.together, (batch: Prepared[]) => fileTogether(p, batch));
  const readLarge = makeLanes(lanes.large, ([row]: InboundRow[]) => prepare(p, row as InboundRow));
  const alone = makeLanes(lanes.alone, ([one]: Prepared[]) => (one ? fileOne(one) : Promise.resolve()));
  let reserved = 0;
  let isBehind = false;

  async function claim(): Promise<number> {
    const room = atOnce - inHand.size - reserved;
    if (room < atOnce / 2) {
      isBehind = true;
      return pollMs;
    }
    const rows = await claimInbound(p.db, room, leaseMs);
    isBehind = rows.length === room;
    for (const row of rows) admit({ row, bytes: null });
    return pollMs;
  }

  function admit({ row, bytes }: Arrived): void {
    const done = readAndFile(row, bytes).finally(() => {
      inHand.delete(row.id);
      if (isBehind && inHand.size <= atOnce / 2) loop.wake();
    });
    inHand.set(row.id, { since: performance.now(), done });
  }

  async function readAndFile(row: InboundRow, bytes: Uint8Array | null): Promise<void> {
    try {
      const prepared = await (row.size > largeBytes ? readLarge(row) : prepare(p, row, bytes));
      if (await endTest(p, prepared)) return;
      const isFiled = isFresh(prepared) && (await together(prepared));
      if (!isFiled) await alone(prepared);
    } catch (error) {
      await putAside(p, row, { error, retryMs }).catch((trouble: unknown) => logTrouble(p, trouble));
    }
  }

  async function fileOne(prepared: Prepared): Promise<void> {
    if ((await receive(p, prepared)) !== 'waits') return;
    await giveBack(p.db, prepared.row.id, { delayMs: beforeAwaitedMs, error: null });
    setTimeout(loop.wake, beforeAwaitedMs).unref();
  }

  const renewal = setInterval(() => {
    const longAgo = performance.now() - leaseMs / 4;
    const slow = [...inHand].flatMap(([id, { since }]) => (since < longAgo ? [id] : []));
    if (slow.length > 0) renewLeases(p.db, slow, leaseMs).catch((error: unknown) => logTrouble(p, error));
  }, leaseMs / 3);
  const loop = startLoop({ name: 'filer', log: p.log, run: claim });
  const end = filingStarts(p, {
    leaseMs,
    wake: loop.wake,
    reserve: () => !isBehind && inHand.size + reserved < atOnce && ++reserved > 0,
    free: () => void reserved--,
    take: (arrived) => {
      reserved--;
      admit(arrived);
    },
  });

  return {
    async close() {
      end();
      await loop.stop();
      await Promise.all([...inHand.values()].map(({ done }) => done));
      clearInterval(renewal);
    },
  };
}

/** False when they could not be filed together, for whatever reason: then each is tried alone and shows what it is. */
async function fileTogether(p: Platform, batch: readonly Prepared[]): Promise<boolean> {
  return receiveTogether(p, batch).then(
    () => true,
    (error: unknown) => {
      if (isUnavailable(error)) throw error;
      p.log.debug({ err: error, mails: batch.length }, 'mail not filed together');
      return false;
    },
  );
}

/** Files what waits now; true when there was anything. For tests, and commands that must end with it done. */
export async function fileWaiting(p: Platform): Promise<boolean> {
  const rows = await claimInbound(p.db, usual.atOnce, usual.leaseMs);
  for (const row of rows) {
    const filed = await prepare(p, row)
      .then(async (prepared) => ((await endTest(p, prepared)) ? 'filed' : receive(p, prepared)))
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
    await park(p, row, met.error);
  } else {
    p.log.warn({ err: met.error, inbound: row.uuid, attempt: row.attempts + 1 }, 'mail not filed, will be tried again');
    await giveBack(p.db, row.id, { delayMs: delay, error: sentence });
  }
}

function logTrouble(p: Platform, error: unknown): void {
  p.log.warn({ err: error }, 'the filer waits');
}
