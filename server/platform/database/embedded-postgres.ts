import { mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { isUnavailable } from '../../../domain/errors.ts';
import type { DatabaseAddress } from './database.ts';
import { type DeskLock, holdDeskLock } from './desk-lock.ts';
import { askToStop, isAlive, pause, waitForEnd } from './embedded-postgres/cluster.ts';
import { preparePlace } from './embedded-postgres/place.ts';
import { ensureRunning, prepareServer, type Server } from './embedded-postgres/running.ts';

export type EmbeddedPostgres = {
  address: DatabaseAddress;
  /** True when a server was already running: an orphan of a desk that was killed, or (for the CLI) a desk at work. */
  wasRunning: boolean;
  stop(): Promise<void>;
};
type Notes = { info(o: object, m: string): void; warn(o: object, m: string): void; fatal(o: object, m: string): void };

const longestStop = 20_000;
const temporaryName = 'atende-temporary-';

/** `lockWaitMs`: how long a lock may stay held before its holder counts as a living desk. */
type Keeping = { notes: Notes; onLost(): void; lockWaitMs?: number };

/** The desk's own PostgreSQL: created at the first start, adopted when orphaned, restarted when it dies, ours alone. */
export async function startEmbeddedPostgres(dataDir: string, keeping: Keeping): Promise<EmbeddedPostgres> {
  const { notes, onLost, lockWaitMs } = keeping;
  const server = await prepareServer(dataDir, []);
  const wasRunning = await ensureRunning(server);
  const desk: Desk = { lock: await holdDeskLock(server.address, lockWaitMs), isStopping: false, isLost: false };
  if (wasRunning) notes.warn({}, 'adopted the PostgreSQL of a desk that ended without stopping it');
  void keepRunning(server, desk, notes).catch((error: unknown) => {
    notes.fatal({ err: error }, 'the database is lost to this desk');
    desk.isLost = true;
    onLost();
  });

  return {
    address: server.address,
    wasRunning,
    async stop() {
      desk.isStopping = true;
      // A server that another desk holds by now is not ours to stop.
      if (!desk.isLost) await waitForEnd(await askToStop(server.place, 'fast'), longestStop);
      await desk.lock.release().catch(() => {});
    },
  };
}

/** For the CLI: joins the server of a running desk, else starts one and stops it again, as soon as nobody else uses it. */
export async function joinEmbeddedPostgres(dataDir: string): Promise<EmbeddedPostgres> {
  const server = await prepareServer(dataDir, []);
  const wasRunning = await ensureRunning(server);
  if (wasRunning) return { address: server.address, wasRunning, stop: async () => {} };

  const lock = await holdDeskLock(server.address);
  const stop = async () => {
    // Asked while the lock is ours, so that no desk adopts a server that is about to go.
    const pid = lock.isHeld() ? await askToStop(server.place, 'smart') : null;
    await lock.release();
    await waitForEnd(pid, longestStop);
  };
  return { address: server.address, wasRunning, stop };
}

/** A throwaway server in a folder of its own, for tests and scripts: quick, and gone with its data when `stop` is called. */
export async function startTemporaryPostgres(): Promise<EmbeddedPostgres> {
  await removeAbandoned();
  const folder = await mkdtemp(path.join(tmpdir(), `${temporaryName}${process.pid}-`));
  const server = await prepareServer(folder, ['fsync=off', 'synchronous_commit=off', 'full_page_writes=off']);
  await ensureRunning(server);
  return { address: server.address, wasRunning: false, stop: () => removeTemporary(folder) };
}

async function removeTemporary(folder: string): Promise<void> {
  await waitForEnd(await askToStop(await preparePlace(folder), 'fast'), longestStop);
  await rm(folder, { recursive: true, force: true });
}

/** Throwaway servers whose maker was killed before it could stop them. */
async function removeAbandoned(): Promise<void> {
  for (const name of await readdir(tmpdir())) {
    if (!name.startsWith(temporaryName)) continue;
    const maker = Number.parseInt(name.slice(temporaryName.length), 10);
    const folder = path.join(tmpdir(), name);
    if (!isAlive(maker)) await removeTemporary(folder).catch(() => {});
  }
}

export async function withTemporaryPostgres<T>(work: (address: DatabaseAddress) => Promise<T>): Promise<T> {
  const server = await startTemporaryPostgres();
  try {
    return await work(server.address);
  } finally {
    await server.stop();
  }
}

type Desk = { lock: DeskLock; isStopping: boolean; isLost: boolean };

/** The lock's session ends when the server dies: then it is started again and the lock taken again. */
async function keepRunning(server: Server, desk: Desk, notes: Notes): Promise<void> {
  for (;;) {
    await desk.lock.lost;
    if (desk.isStopping) return;
    notes.warn({}, 'PostgreSQL ended; starting it again');
    desk.lock = await startAgain(server, desk, notes);
    if (desk.isStopping) return;
    notes.info({}, 'PostgreSQL runs again');
  }
}

async function startAgain(server: Server, desk: Desk, notes: Notes): Promise<DeskLock> {
  for (let wait = 100; !desk.isStopping; wait = Math.min(wait * 2, 5_000)) {
    try {
      await ensureRunning(server);
      return await holdDeskLock(server.address);
    } catch (error) {
      if (!isUnavailable(error)) throw error;
      notes.warn({ err: error }, 'PostgreSQL did not start; trying again');
      await pause(wait);
    }
  }
  return desk.lock;
}
