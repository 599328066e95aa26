import { execFileSync, spawn } from 'node:child_process';
import { once } from 'node:events';
import { chmod, chown, cp, mkdir, mkdtemp, readdir, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, afterEach, describe, expect, test } from 'vitest';
import { openDatabase } from './database.ts';
import { findBinaries } from './embedded-postgres/binaries.ts';
import { closedParentOf, preparePlace } from './embedded-postgres/place.ts';
import { type EmbeddedPostgres, joinEmbeddedPostgres, startEmbeddedPostgres } from './embedded-postgres.ts';

const isRoot = process.getuid?.() === 0;
const nobody = 65_534;
const notes = { info: () => {}, warn: () => {}, fatal: () => {} };
const folders: string[] = [];
const running = new Set<EmbeddedPostgres>();

afterEach(async () => {
  for (const server of running) await server.stop();
  running.clear();
});
afterAll(async () => {
  for (const folder of folders) await rm(folder, { recursive: true, force: true });
});

describe('the embedded PostgreSQL', { timeout: 90_000 }, () => {
  test('is killed with -9: it runs again, the rows are there and the same pool goes on', async () => {
    const dataDir = await newFolder();
    const server = await start(dataDir);
    const database = openDatabase(server.address);
    await database.pool.query('create table promises (id int)');
    await database.pool.query('insert into promises values (1), (2)');

    const killed = await pidIn(dataDir);
    process.kill(killed, 'SIGKILL');
    const count = async () => (await database.pool.query('select count(*) as n from promises')).rows[0].n;
    // A child of the killed server may answer for a moment more.
    await expect.poll(() => pidIn(dataDir).catch(() => killed), { timeout: 40_000 }).not.toBe(killed);
    await expect.poll(() => count().catch(() => 'away'), { timeout: 40_000 }).toBe(2);
    await expect.poll(() => secondDesk(dataDir), { timeout: 40_000 }).toContain('desk_already_running');
    await database.close();
  });

  test('belongs to one desk: a second one on the same folder is refused, the CLI joins', async () => {
    const dataDir = await newFolder();
    const server = await start(dataDir);
    expect(await secondDesk(dataDir)).toContain('Another Atende is running on this DATA_DIR');

    const joined = await joinEmbeddedPostgres(dataDir);
    expect(joined).toMatchObject({ wasRunning: true, address: server.address });
    await joined.stop();
    expect(await pidIn(dataDir)).toBeGreaterThan(1);
  });

  test('started by the CLI alone, it is stopped when the command ends', async () => {
    const dataDir = await newFolder();
    await (await start(dataDir)).stop();
    const joined = await joinEmbeddedPostgres(dataDir);
    expect(joined.wasRunning).toBe(false);
    await joined.stop();
    expect(await pidIn(dataDir)).toBeNaN();
  });

  test('outlives a desk killed with -9 and is adopted by the next one', async () => {
    const dataDir = await newFolder();
    const desk = await deskProcess(dataDir);
    const orphan = await pidIn(dataDir);
    desk.kill('SIGKILL');
    await once(desk, 'exit');

    const server = await start(dataDir);
    expect(server.wasRunning).toBe(true);
    expect(await pidIn(dataDir)).toBe(orphan);
    await server.stop();
    expect(isAlive(orphan)).toBe(false);
  });

  test('runs for an unprivileged user, and stops with its desk', async () => {
    const dataDir = await newFolder();
    // A checkout that root keeps to itself cannot be run by anybody else.
    const asOther = isRoot && (await closedParentOf(process.execPath, { uid: nobody, gid: nobody })) === null;
    if (asOther) await chown(dataDir, nobody, nobody);
    const desk = await deskProcess(dataDir, asOther ? nobody : undefined);

    expect((await stat(path.join(dataDir, 'postgres/cluster'))).uid).toBe(isRoot ? nobody : process.getuid?.());
    expect((await stat(path.join(dataDir, 'postgres'))).mode & 0o777).toBe(0o700);
    desk.kill('SIGTERM');
    expect(await once(desk, 'exit')).toEqual([0, null]);
    expect(await pidIn(dataDir)).toBeNaN();
  });

  test('under a closed parent folder root keeps the data elsewhere and remembers where; a user keeps them there', async () => {
    const parent = await newFolder(0o700);
    const dataDir = path.join(parent, 'data');
    const server = await start(dataDir);
    await server.stop();
    const note = (await readFile(path.join(dataDir, 'postgres-folder'), 'utf8').catch(() => '')).trim();
    if (isRoot) folders.push(note);
    expect(note).toMatch(isRoot ? /^\/var\/lib\/atende\/[0-9a-f]{12}$/ : /^$/);

    const again = await preparePlace(dataDir);
    expect(again.folder).toBe(isRoot ? note : path.join(dataDir, 'postgres'));
    expect((await stat(again.cluster)).isDirectory()).toBe(true);
  });

  test('a folder that closed around an existing database is an error, not a new empty one', async () => {
    const parent = await newFolder(0o755);
    const dataDir = path.join(parent, 'data');
    await mkdir(path.join(dataDir, 'postgres/cluster'), { recursive: true });
    if (isRoot) await chown(path.join(dataDir, 'postgres/cluster'), nobody, nobody);
    await chmod(parent, 0o700);

    const place = preparePlace(dataDir);
    if (isRoot) await expect(place).rejects.toMatchObject({ code: 'database_folder_unreachable' });
    else expect((await place).folder).toBe(path.join(dataDir, 'postgres'));
  });

  test('a path too long for a socket moves the socket to a private folder, the same one each time', async () => {
    const dataDir = path.join(await newFolder(0o755), 'x'.repeat(90));
    const server = await start(dataDir);
    const { socketFolder } = server.address as { socketFolder: string };
    folders.push(socketFolder);
    expect(Buffer.byteLength(socketFolder)).toBeLessThan(80);
    expect((await stat(socketFolder)).mode & 0o777).toBe(0o700);
    expect((await preparePlace(dataDir)).socketFolder).toBe(socketFolder);
  });

  test('a postmaster.pid that names another process is cleared', async () => {
    const dataDir = await newFolder();
    await (await start(dataDir)).stop();
    const { cluster, owner } = await preparePlace(dataDir);
    const stranger = spawn('sleep', ['60'], { ...owner, stdio: 'ignore' });
    await writeFile(path.join(cluster, 'postmaster.pid'), `${stranger.pid}\n${cluster}\n`);

    await start(dataDir);
    expect(await pidIn(dataDir)).not.toBe(stranger.pid);
    expect(stranger.exitCode).toBeNull();
    stranger.kill();
  });

  test('binaries that cannot be used where they are installed are copied, with their links', async () => {
    const name = `@embedded-postgres/${process.platform}-${process.arch}`;
    const installed = path.resolve(createRequire(import.meta.url).resolve(name), '../..');
    const closed = path.join(await newFolder(0o700), 'package');
    await cp(path.join(installed, 'native/pg-symlinks.json'), path.join(closed, 'native/pg-symlinks.json'));
    for (const part of ['native/bin', 'native/lib', 'native/share', 'package.json']) {
      await cp(path.join(installed, part), path.join(closed, part), { recursive: true, verbatimSymlinks: true });
    }
    await rm(path.join(closed, 'native/lib/libpq.so.5'));
    await chmod(path.join(closed, 'native/lib'), 0o555);

    const place = await preparePlace(await newFolder());
    const found = await findBinaries(place, closed);
    expect(found.postgres.startsWith(path.join(place.folder, 'binaries-'))).toBe(true);
    expect(execFileSync(found.initdb, ['--version'], { ...place.owner, cwd: place.folder }).toString()).toMatch(/18/);
    expect(await readdir(path.join(path.dirname(found.postgres), '../lib'))).toContain('libpq.so.5');
    await chmod(path.join(closed, 'native/lib'), 0o755);
  });
});

async function newFolder(mode = 0o755): Promise<string> {
  const folder = await mkdtemp(path.join(tmpdir(), 'atende-embedded-'));
  await chmod(folder, mode);
  folders.push(folder);
  return folder;
}

async function start(dataDir: string): Promise<EmbeddedPostgres> {
  const server = await startEmbeddedPostgres(dataDir, { notes, onLost: () => {} });
  running.add(server);
  return server;
}

async function secondDesk(dataDir: string): Promise<string> {
  const refused = await startEmbeddedPostgres(dataDir, { notes, onLost: () => {}, lockWaitMs: 500 }).catch(
    (error: unknown) => error,
  );
  return refused instanceof Error && 'code' in refused ? `${refused.code}: ${refused.message}` : 'not refused';
}

async function deskProcess(dataDir: string, uid?: number) {
  const file = path.resolve(import.meta.dirname, '../../../test/embedded-desk.ts');
  const as = uid === undefined ? {} : { uid, gid: uid };
  const child = spawn(process.execPath, [file, dataDir], { ...as, cwd: '/', stdio: ['ignore', 'pipe', 'pipe'] });
  let said = '';
  for (const stream of [child.stdout, child.stderr]) stream.on('data', (chunk) => (said += chunk));
  for (let waited = 0; waited < 20_000 && !said.includes('\n'); waited += 50) {
    if (child.exitCode !== null) throw new Error(said);
    await sleep(50);
  }
  return child;
}

async function pidIn(dataDir: string): Promise<number> {
  const { cluster } = await preparePlace(dataDir);
  return Number.parseInt(await readFile(path.join(cluster, 'postmaster.pid'), 'utf8').catch(() => ''), 10);
}

function isAlive(pid: number): boolean {
  try {
    return process.kill(pid, 0);
  } catch {
    return false;
  }
}
