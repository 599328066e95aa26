import { execFile } from 'node:child_process';
import { once } from 'node:events';
import { chown, mkdtemp, readFile, rm, stat } from 'node:fs/promises';
import { type AddressInfo, createServer } from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { closedParentOf } from '../server/platform/database/embedded-postgres/place.ts';
import { type DeskProcess, deskProcess, forget, npmStart, ownerToken, postmaster } from './desk-process.ts';

/** A desk as an operator starts it for the first time: nothing set but ports and a folder. */
const unowned = { OWNER_EMAIL: '', OWNER_PASSWORD: '' };
const run = promisify(execFile);
const root = path.resolve(import.meta.dirname, '..');
const isRoot = process.getuid?.() === 0;
const nobody = 65_534;
let desk: DeskProcess;

beforeAll(async () => {
  desk = await deskProcess({ env: unowned });
  await desk.start();
}, 60_000);
afterAll(() => forget(desk));

describe('a started desk', { timeout: 90_000 }, () => {
  test('prints its URL and a setup link', () => {
    expect(desk.log()).toContain(`Atende is ready: ${desk.url}\n`);
    expect(desk.log()).toMatch(/http:\/\/127\.0\.0\.1:\d+\/setup#[\w-]{22}\n/);
  });

  test('keeps a key that only its user can read', async () => {
    const file = path.join(desk.dataDir, 'secret.key');
    expect((await stat(file)).mode & 0o777).toBe(0o600);
    expect((await readFile(file, 'utf8')).trim()).toHaveLength(43);
  });

  test('has commands beside it that leave it running', async () => {
    const doctor = await command(desk, 'doctor');
    expect(doctor.out).toContain(`ok    web server: serves on ${desk.url}/health`);
    expect(doctor.out).toContain(`ok    SMTP door: listens on 127.0.0.1:${desk.mailPort}`);
    expect(doctor.out).not.toContain('WRONG');
    expect(doctor.code).toBe(0);

    expect(await command(desk, 'migrate')).toMatchObject({ out: 'nothing to do\n', code: 0 });
    expect((await command(desk, 'help')).out).toContain('doctor');
    expect((await desk.api('/health')).status).toBe(200);
  });

  test('refuses a command it does not know in one sentence', async () => {
    const { out, err, code } = await command(desk, 'explode');
    expect({ out, err, code }).toEqual({ out: '', err: 'There is no command "explode". Try help.\n', code: 1 });
  });

  test('starts its database again when that dies, and never says more than 503 meanwhile', async () => {
    const killed = await postmaster(desk);
    const seen = new Set<number>();
    const statusNow = async () => {
      const { status } = await desk.api('/health');
      seen.add(status);
      return status;
    };
    process.kill(killed, 'SIGKILL');
    await expect.poll(() => postmaster(desk), { timeout: 30_000, interval: 20 }).not.toBe(killed);
    await expect.poll(statusNow, { timeout: 30_000, interval: 20 }).toBe(200);
    expect([...seen].filter((status) => status !== 200 && status !== 503)).toEqual([]);
  });

  test('does not start twice on one folder, nor on a taken port', async () => {
    const second = await deskProcess({ dataDir: desk.dataDir, env: unowned });
    await expect(second.start()).rejects.toThrow('Another Atende is running on this DATA_DIR.');

    const sharesPort = await deskProcess({ env: { ...unowned, PORT: desk.env.PORT ?? '' } });
    await sharesPort.start().catch(() => {});
    expect(await sharesPort.exited()).toBe(1);
    expect(sharesPort.log()).toContain(`Port ${desk.env.PORT} is taken by another program.`);
    expect(sharesPort.log()).not.toMatch(/^\s+at /m);
    await forget(sharesPort);
  });

  test('stops on SIGTERM with its database stopped last, and starts again with the same key and link', async () => {
    const link = /setup#[\w-]+/.exec(desk.log())?.[0];
    const began = Date.now();
    expect(await desk.stop()).toBe(0);
    expect(Date.now() - began).toBeLessThan(10_000);
    await expect(stat(path.join(desk.dataDir, 'postgres/cluster/postmaster.pid'))).rejects.toThrow('ENOENT');

    await desk.start();
    expect(desk.log().split('setup#').length).toBe(3);
    expect(desk.log().lastIndexOf(`${link}`)).toBeGreaterThan(desk.log().indexOf(`${link}`));
  });
});

test('a taken mail port is told in one sentence, and nothing stays behind', { timeout: 60_000 }, async () => {
  const stranger = createServer().listen(0, '127.0.0.1');
  await once(stranger, 'listening');
  const { port } = stranger.address() as AddressInfo;
  const refused = await deskProcess({ env: { ...unowned, MAIL_PORT: String(port) } });
  await refused.start().catch(() => {});
  expect(await refused.exited()).toBe(1);
  expect(refused.log()).toContain(`The SMTP door cannot listen on 127.0.0.1:${port} (EADDRINUSE).`);
  expect(refused.log()).not.toContain('"stack"');
  await expect(postmaster(refused)).rejects.toThrow('ENOENT');
  stranger.close();
  await forget(refused);
});

describe('npm start works', { timeout: 90_000 }, () => {
  beforeAll(() => run(process.execPath, ['scripts/build.ts', '--if-changed'], { cwd: root }), 60_000);

  test('under a parent folder that is closed to others, also for root', async () => {
    const parent = await mkdtemp(path.join(tmpdir(), 'atende-closed-'));
    const closed = await deskProcess({ dataDir: path.join(parent, 'data'), command: npmStart });
    await closed.start();
    const token = await ownerToken(closed);
    expect((await closed.api('/api/tickets', { token })).body.tickets).toEqual([]);
    const elsewhere = await readFile(path.join(closed.dataDir, 'postgres-folder'), 'utf8').catch(() => null);
    expect(elsewhere !== null).toBe(isRoot);

    await closed.kill();
    await closed.start();
    expect((await closed.api('/api/tickets', { token })).status).toBe(200);
    await forget(closed);
    await rm(parent, { recursive: true });
    if (elsewhere !== null) await rm(elsewhere.trim(), { recursive: true });
  });

  test('as a user without a home or any right to write into the checkout', async () => {
    const dataDir = await mkdtemp(path.join(tmpdir(), 'atende-nobody-'));
    // A checkout that root keeps to itself cannot be run by anybody else.
    const mayRead = isRoot && (await closedParentOf(process.execPath, { uid: nobody, gid: nobody })) === null;
    if (mayRead) await chown(dataDir, nobody, nobody);
    const command = ['env', '-u', 'HOME', ...npmStart];
    const plain = await deskProcess({ dataDir, command, ...(mayRead ? { uid: nobody } : {}) });
    await plain.start();
    const token = await ownerToken(plain);
    expect((await plain.api('/api/tickets', { token })).status).toBe(200);
    expect((await stat(path.join(dataDir, 'secret.key'))).uid).toBe(mayRead ? nobody : process.getuid?.());
    expect(await plain.stop()).toBe(0);
    await forget(plain);
  });
});

test('wrong settings are told all at once, without a stack, and nothing is started', async () => {
  const wrong = await deskProcess({ env: { PORT: 'x', SMTP_URL: 'y', ATENDE_PROCESS: 'web' } });
  await wrong.start().catch(() => {});
  expect(await wrong.exited()).toBe(1);
  expect(wrong.log()).toBe(
    [
      'These settings are wrong:',
      '  ATENDE_PROCESS web needs DATABASE_URL: the embedded database serves one process',
      '  PORT must be a port number from 0 to 65535',
      '  SMTP_URL must be a URL that begins with smtp:// or smtps://\n',
    ].join('\n'),
  );
  await forget(wrong);
});

async function command(beside: DeskProcess, ...args: string[]) {
  const env = { PATH: process.env.PATH, ...beside.env };
  try {
    const { stdout, stderr } = await run(process.execPath, ['server/cli.ts', ...args], { cwd: root, env });
    return { out: stdout, err: stderr, code: 0 };
  } catch (error) {
    const { stdout, stderr, code } = error as { stdout: string; stderr: string; code: number };
    return { out: stdout, err: stderr, code };
  }
}

test('npm start, asked to end, leaves nothing running', { timeout: 120_000 }, async () => {
  const started = await deskProcess({ env: unowned, command: ['npm', 'start'] });
  await started.start();
  const server = await postmaster(started);
  await started.stop();
  await expect.poll(() => isAlive(server), { timeout: 15_000 }).toBe(false);
  await expect.poll(() => started.log(), { timeout: 15_000 }).toContain('"msg":"stopped"');
  await forget(started);
});

function isAlive(pid: number): boolean {
  try {
    return process.kill(pid, 0);
  } catch {
    return false;
  }
}
