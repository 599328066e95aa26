import { execFile, spawn } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { closeSync, fchownSync, openSync } from 'node:fs';
import { readdir, readFile, readlink, rename, rm, stat } from 'node:fs/promises';
import path from 'node:path';
import { promisify } from 'node:util';
import { AppError } from '../../../../domain/errors.ts';
import type { Binaries } from './binaries.ts';
import type { Place } from './place.ts';

export const superuser = 'atende';
const run = promisify(execFile);
const largestLog = 10_000_000;
const environment = { PATH: process.env.PATH ?? '', LC_ALL: 'C', TZ: 'UTC' };

/** Creates the cluster beside its place and renames it in, so that a half-made one is never mistaken for a whole one. */
export async function ensureCluster(place: Place, binaries: Binaries, isThrowaway: boolean): Promise<void> {
  const version = await readFile(path.join(place.cluster, 'PG_VERSION'), 'utf8').catch(() => null);
  if (version !== null) return refuseOtherMajor(Number(version), binaries.major);

  await removeUnfinished(place.folder);
  const unfinished = path.join(place.folder, `initdb-${randomBytes(4).toString('hex')}`);
  const options = ['-D', unfinished, '-U', superuser, '--auth=trust', '-E', 'UTF8', '--no-instructions'];
  options.push('--locale-provider=builtin', '--builtin-locale=C.UTF-8', '--locale=C');
  if (isThrowaway) options.push('--no-sync');
  try {
    await run(binaries.initdb, options, { ...place.owner, env: environment, cwd: place.folder });
    await rename(unfinished, place.cluster);
  } catch (error) {
    await rm(unfinished, { recursive: true, force: true });
    // Another starter was quicker: its cluster is as good.
    if (await stat(place.cluster).catch(() => null)) return;
    throw couldNotCreate(error, place);
  }
}

/** Starts the server in a session of its own: Ctrl-C in the terminal then reaches only us, and we stop it last. */
export async function spawnServer(
  place: Place,
  binaries: Binaries,
  settings: string[],
): Promise<{ hasEnded(): boolean }> {
  const log = await openLog(place);
  const all = [
    'listen_addresses=',
    `unix_socket_directories=${place.socketFolder}`,
    'unix_socket_permissions=0700',
    'shared_buffers=128MB',
    'random_page_cost=1.1',
    'jit=off',
    'timezone=UTC',
    'log_timezone=UTC',
    'log_error_verbosity=terse', // a refused row's values stay out of the log
    // After a kill every file is synced before recovery: in one call where the system has one (0.1 s against 3 s here).
    ...(process.platform === 'linux' ? ['recovery_init_sync_method=syncfs'] : []),
    ...settings,
  ];
  const options = ['-D', place.cluster, ...all.flatMap((one) => ['-c', one])];
  const child = spawn(binaries.postgres, options, {
    ...place.owner,
    cwd: place.folder,
    detached: true,
    env: environment,
    stdio: ['ignore', log, log],
  });
  closeSync(log);
  let hasEnded = false;
  child.on('error', () => (hasEnded = true));
  child.on('exit', () => (hasEnded = true));
  child.unref();
  return { hasEnded: () => hasEnded };
}

/** The server that runs on this cluster, or null. A note that names a process of somebody else is cleared. */
export async function runningServer(place: Place): Promise<number | null> {
  const file = path.join(place.cluster, 'postmaster.pid');
  const text = await readFile(file, 'utf8').catch(() => '');
  const pid = Number.parseInt(text, 10);
  if (!Number.isInteger(pid)) return null;
  if (isAlive(pid) && (await isPostgresOn(pid, place.cluster))) return pid;
  await rm(file, { force: true });
  return null;
}

/** `fast` ends every session, `smart` waits for them. Answers with the process that is about to end. */
export async function askToStop(place: Place, how: 'fast' | 'smart'): Promise<number | null> {
  const pid = await runningServer(place);
  if (pid !== null) process.kill(pid, how === 'fast' ? 'SIGINT' : 'SIGTERM');
  return pid;
}

/** False: it still runs after all this time. */
export async function waitForEnd(pid: number | null, waitMs: number): Promise<boolean> {
  const end = Date.now() + waitMs;
  while (pid !== null && isAlive(pid)) {
    if (Date.now() > end) return false;
    await pause(20);
  }
  return true;
}

export async function lastLogLines(place: Place): Promise<string> {
  const text = await readFile(path.join(place.folder, 'postgres.log'), 'utf8').catch(() => '');
  return text.trimEnd().split('\n').slice(-5).join('\n');
}

export function pause(ms: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, ms));
}

function refuseOtherMajor(found: number, ours: number): void {
  if (found === ours) return;
  throw new AppError(
    'invalid',
    'database_of_other_version',
    `The database was written by PostgreSQL ${found} and this is ${ours}. Make a backup with the version of Atende that wrote it, and restore it here.`,
  );
}

async function removeUnfinished(folder: string): Promise<void> {
  const hourAgo = Date.now() - 3_600_000;
  for (const name of await readdir(folder)) {
    if (!name.startsWith('initdb-')) continue;
    const target = path.join(folder, name);
    const found = await stat(target).catch(() => null);
    if (found && found.mtimeMs < hourAgo) await rm(target, { recursive: true, force: true });
  }
}

function couldNotCreate(error: unknown, place: Place): AppError {
  const said = error instanceof Error && 'stderr' in error ? String(error.stderr).trim() : String(error);
  return new AppError(
    'unavailable',
    'database_not_created',
    `The database could not be created in ${place.folder}: ${said}`,
    {
      cause: error,
    },
  );
}

async function openLog(place: Place): Promise<number> {
  const file = path.join(place.folder, 'postgres.log');
  const found = await stat(file).catch(() => null);
  if (found && found.size > largestLog) await rename(file, `${file}.1`);
  const log = openSync(file, 'a', 0o600);
  if (place.owner) fchownSync(log, place.owner.uid, place.owner.gid);
  return log;
}

export function isAlive(pid: number): boolean {
  try {
    return process.kill(pid, 0);
  } catch (error) {
    return error instanceof Error && 'code' in error && error.code === 'EPERM';
  }
}

/** After a crash the number in postmaster.pid may belong to anybody; PostgreSQL works inside its cluster's folder. */
async function isPostgresOn(pid: number, cluster: string): Promise<boolean> {
  if (process.platform === 'linux') {
    const folder = await readlink(`/proc/${pid}/cwd`).catch(() => null);
    return folder === cluster;
  }
  const said = await run('ps', ['-p', String(pid), '-o', 'command=']).catch(() => null);
  return said?.stdout.includes(cluster) ?? false;
}
