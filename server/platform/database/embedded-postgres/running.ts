import { AppError, isUnavailable } from '../../../../domain/errors.ts';
import { connect, type DatabaseAddress } from '../database.ts';
import { type Binaries, findBinaries } from './binaries.ts';
import {
  askToStop,
  ensureCluster,
  lastLogLines,
  pause,
  runningServer,
  spawnServer,
  superuser,
  waitForEnd,
} from './cluster.ts';
import { type Place, preparePlace } from './place.ts';

const longestStart = 60_000;
const longestRetry = 15_000;
const longestStop = 20_000;

type Address = Extract<DatabaseAddress, { socketFolder: string }>;
export type Server = { place: Place; binaries: Binaries; address: Address; settings: string[] };

/** Finds or makes everything a server needs, without starting one. */
export async function prepareServer(dataDir: string, settings: string[]): Promise<Server> {
  const place = await preparePlace(dataDir);
  const binaries = await findBinaries(place);
  const address = { socketFolder: place.socketFolder, port: 5432, user: superuser, database: 'atende' };
  return { place, binaries, address, settings };
}

/** Answers whether it was running already. Of two starters one server wins; the other finds it. */
export async function ensureRunning(server: Server): Promise<boolean> {
  const wasRunning = (await stateOf(server)) === 'ready';
  if (!wasRunning) {
    await ensureCluster(server.place, server.binaries, server.settings.includes('fsync=off'));
    await startUntilReady(server);
  }
  await ensureDatabase(server.address);
  return wasRunning;
}

async function startUntilReady(server: Server): Promise<void> {
  let quietSince = Date.now();
  let hasEnded: () => boolean = () => true;
  for (let state = await stateOf(server); state !== 'ready'; state = await stateOf(server)) {
    // Recovering, or on its way down: both end by themselves, and recovery may take as long as it needs.
    if (state === 'busy') quietSince = Date.now();
    // Right after a crash the old server's children may hold its memory for a moment: worth another try.
    const patience = hasEnded() ? longestRetry : longestStart;
    if (Date.now() - quietSince > patience) throw await didNotStart(server.place);
    const canStart = state === 'absent' && hasEnded() && (await isStartable(server));
    if (canStart) ({ hasEnded } = await spawnServer(server.place, server.binaries, server.settings));
    await pause(15);
  }
}

/** A server that runs but whose socket was removed (a cleaned temporary folder) can only be stopped and started again. */
async function isStartable(server: Server): Promise<boolean> {
  for (let tries = 0; tries < 100; tries++) {
    if ((await runningServer(server.place)) === null) return true;
    if ((await stateOf(server)) !== 'absent') return false;
    await pause(50);
  }
  return waitForEnd(await askToStop(server.place, 'fast'), longestStop);
}

/** `busy`: it runs, and is recovering or stopping. */
async function stateOf(server: Server): Promise<'ready' | 'busy' | 'absent'> {
  try {
    const client = await connect({ ...server.address, database: 'postgres' });
    await client.end();
    return 'ready';
  } catch (error) {
    if (!isUnavailable(error)) throw error;
    const { cause } = error as { cause?: { code?: string } };
    return cause?.code === '57P03' ? 'busy' : 'absent';
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

async function didNotStart(place: Place): Promise<AppError> {
  const lines = await lastLogLines(place);
  return new AppError('unavailable', 'database_not_started', `PostgreSQL did not start in ${place.folder}:\n${lines}`);
}
