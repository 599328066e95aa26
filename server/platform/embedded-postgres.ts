import { mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { AppError, isUnavailable } from '../../domain/errors.ts';
import { connect, type DatabaseAddress } from './database.ts';
import { type DeskLock, holdDeskLock } from './desk-lock.ts';
import { type Binaries, findBinaries } from './embedded-postgres/binaries.ts';
import {
  ensureCluster,
  isAlive,
  lastLogLines,
  pause,
  runningServer,
  spawnServer,
  stopServer,
  superuser,
} from './embedded-postgres/cluster.ts';
import { type Place, preparePlace } from './embedded-postgres/place.ts';

export type EmbeddedPostgres = {
  address: DatabaseAddress;
  /** True when a server was already running: an orphan of a desk that was killed, or (for the CLI) a desk at work. */
  wasRunning: boolean;
  stop(): Promise<void>;
};
type Notes = { info(o: object, m: string): void; warn(o: object, m: string): void; fatal(o: object, m: string): void };

const longestStart = 60_000;
const longestRetry = 15_000;
const longestStop = 20_000;
const temporaryName = 'atende-temporary-';

/** The desk's own PostgreSQL: created at the first start, adopted when orphaned, restarted when it dies, ours alone. */
export async function startEmbeddedPostgres(
  dataDir: string,
  notes: Notes,
  onLost: () => void,
): Promise<EmbeddedPostgres> {
  const server = await prepareServer(dataDir, []);
  const wasRunning = await ensureRunning(server);
  const desk = { lock: await holdDeskLock(server.address), isStopping: false };
  if (wasRunning) notes.warn({}, 'adopted the PostgreSQL of a desk that ended without stopping it');
  void keepRunning(server, desk, notes).catch((error: unknown) => {
    notes.fatal({ err: error }, 'the database is lost to this desk');
    onLost();
  });

  return {
    address: server.address,
    wasRunning,
    async stop() {
      desk.isStopping = true;
      await stopServer(server.place, 'fast', longestStop);
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
    await lock.release();
    await stopServer(server.place, 'smart', longestStop);
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
  await stopServer(await preparePlace(folder), 'fast', longestStop);
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

type Address = Extract<DatabaseAddress, { socketFolder: string }>;
type Server = { place: Place; binaries: Binaries; address: Address; settings: string[] };

async function prepareServer(dataDir: string, settings: string[]): Promise<Server> {
  const place = await preparePlace(dataDir);
  const binaries = await findBinaries(place);
  const address = { socketFolder: place.socketFolder, port: 5432, user: superuser, database: 'atende' };
  return { place, binaries, address, settings };
}

/** Answers whether it was running already. Of two starters one server wins; the other finds it. */
async function ensureRunning(server: Server): Promise<boolean> {
  const wasRunning = await answers(server);
  if (!wasRunning) {
    await ensureCluster(server.place, server.binaries, server.settings.includes('fsync=off'));
    await startUntilItAnswers(server);
  }
  await ensureDatabase(server.address);
  return wasRunning;
}

async function startUntilItAnswers(server: Server): Promise<void> {
  const startedAt = Date.now();
  let hasEnded: () => boolean = () => true;
  while (!(await answers(server))) {
    // Right after a crash the old server's children may hold its memory for a moment: worth another try.
    const patience = hasEnded() ? longestRetry : longestStart;
    if (Date.now() - startedAt > patience) throw await didNotStart(server.place);
    if (hasEnded() && (await isStartable(server))) {
      ({ hasEnded } = await spawnServer(server.place, server.binaries, server.settings));
    }
    await pause(15);
  }
}

/** A server that runs but whose socket was removed (a cleaned temporary folder) can only be stopped and started again. */
async function isStartable(server: Server): Promise<boolean> {
  if ((await runningServer(server.place)) === null) return true;
  for (let tries = 0; tries < 100; tries++) {
    if (await answers(server)) return false;
    if ((await runningServer(server.place)) === null) return true;
    await pause(50);
  }
  return stopServer(server.place, 'fast', longestStop);
}

async function answers(server: Server): Promise<boolean> {
  try {
    const client = await connect({ ...server.address, database: 'postgres' });
    await client.end();
    return true;
  } catch (error) {
    if (isUnavailable(error)) return false;
    throw error;
  }
}

async function ensureDatabase(address: Address): Promise<void> {
  const client = await connect({ ...address, database: 'postgres' });
  try {
    const { rows } = await client.query('select 1 from pg_database where datname = $1', [address.database]);
    if (rows.length === 0) await client.query(`create database ${address.database}`);
  } catch (error) {
    if (!(error instanceof Error && 'code' in error && (error.code === '42P04' || error.code === '23505'))) throw error;
  } finally {
    await client.end();
  }
}

/** The lock's session ends when the server dies: then it is started again and the lock taken again. */
async function keepRunning(server: Server, desk: { lock: DeskLock; isStopping: boolean }, notes: Notes): Promise<void> {
  for (;;) {
    await desk.lock.lost;
    if (desk.isStopping) return;
    notes.warn({}, 'PostgreSQL ended; starting it again');
    desk.lock = await startAgain(server, desk, notes);
    if (desk.isStopping) return;
    notes.info({}, 'PostgreSQL runs again');
  }
}

async function startAgain(
  server: Server,
  desk: { lock: DeskLock; isStopping: boolean },
  notes: Notes,
): Promise<DeskLock> {
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

async function didNotStart(place: Place): Promise<AppError> {
  const lines = await lastLogLines(place);
  return new AppError('unavailable', 'database_not_started', `PostgreSQL did not start in ${place.folder}:\n${lines}`);
}
