import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { freePort } from './free-port.ts';

/** A desk as an operator runs it: a process of its own, killed and started again at will. */
export type DeskProcess = {
  url: string;
  mailPort: number;
  dataDir: string;
  env: Record<string, string>;
  log(): string;
  /** Of the running process. */
  pid(): number;
  isRunning(): boolean;
  /** Starts (again) and resolves once `/health` answers 200. */
  start(): Promise<void>;
  kill(): Promise<void>;
  /** SIGTERM, and resolves with the exit code. */
  stop(): Promise<number | null>;
  exited(): Promise<number | null>;
  api(path: string, init?: { method?: string; body?: unknown; token?: string }): Promise<ApiAnswer>;
};
// biome-ignore lint/suspicious/noExplicitAny: tests look into answers of every shape
export type ApiAnswer = { status: number; body: any };

/** What `npm start` runs, without npm and its shell in between, so that a signal reaches the desk itself. */
export const npmStart = [process.execPath, '--import', './scripts/require-node.mjs', 'scripts/start.ts'];

export const owner = { email: 'olivia@atende.example', password: 'a long enough passphrase' };

type Options = { env?: Record<string, string>; dataDir?: string; uid?: number; command?: string[] };

export async function deskProcess(options: Options = {}): Promise<DeskProcess> {
  const dataDir = options.dataDir ?? (await mkdtemp(join(tmpdir(), 'atende-desk-')));
  const port = await freePort();
  const mailPort = await freePort();
  const env: Record<string, string> = {
    PORT: String(port),
    MAIL_PORT: String(mailPort),
    DATA_DIR: dataDir,
    SUPPORT_ADDRESS: 'support@atende.example',
    OWNER_EMAIL: owner.email,
    OWNER_PASSWORD: owner.password,
    UNDO_SEND_SECONDS: '0',
    // Starting is most of what these tests do. What `npm start` keeps it keeps itself.
    ...(options.command === undefined && { NODE_COMPILE_CACHE: join(tmpdir(), 'atende-test-code') }),
    ...options.env,
  };
  const url = `http://127.0.0.1:${env.PORT}`;
  const [command = 'node', ...args] = options.command ?? [process.execPath, 'server/main.ts'];
  let child: ChildProcess | undefined;
  let log = '';

  async function start(): Promise<void> {
    const started = spawn(command, args, {
      cwd: resolve(import.meta.dirname, '..'),
      env: { ...cleanEnvironment(), ...env },
      stdio: ['ignore', 'pipe', 'pipe'],
      ...(options.uid === undefined ? {} : { uid: options.uid, gid: options.uid }),
    });
    child = started;
    for (const stream of [started.stdout, started.stderr]) stream?.on('data', (chunk) => (log += chunk));
    for (let waited = 0; waited < 60_000; waited += 50) {
      if (started.exitCode !== null) throw new Error(`The desk ended with ${started.exitCode}:\n${log.slice(-4000)}`);
      if (await isReady()) return;
      await sleep(50);
    }
    throw new Error(`The desk did not become healthy:\n${log.slice(-4000)}`);
  }

  /** A worker serves no page: it says in its log that it works. */
  async function isReady(): Promise<boolean> {
    if (env.ATENDE_PROCESS === 'worker') return /door open|waiting for it/.test(log);
    const answer = await fetch(`${url}/health`).catch(() => undefined);
    return answer?.status === 200;
  }

  const running = () => child !== undefined && child.exitCode === null && child.signalCode === null;
  async function end(signal: NodeJS.Signals): Promise<number | null> {
    if (!child || !running()) return child?.exitCode ?? null;
    const ended = once(child, 'exit');
    child.kill(signal);
    await ended;
    return child.exitCode;
  }

  return {
    url,
    mailPort,
    dataDir,
    env,
    log: () => log,
    pid: () => child?.pid ?? 0,
    isRunning: running,
    start,
    kill: async () => void (await end('SIGKILL')),
    stop: () => end('SIGTERM'),
    exited: async () => {
      if (child && running()) await once(child, 'exit');
      return child?.exitCode ?? null;
    },
    api: (path, init) => api(`${url}${path}`, init),
  };
}

/** Removes what a desk left, its database stopped before. */
export async function forget(desk: DeskProcess): Promise<void> {
  if (desk.isRunning()) await desk.stop();
  await rm(desk.dataDir, { recursive: true, force: true, maxRetries: 5 });
}

/** The process id of its embedded PostgreSQL. */
export async function postmaster(desk: DeskProcess): Promise<number> {
  const noted = (await readFile(join(desk.dataDir, 'postgres-folder'), 'utf8').catch(() => '')).trim();
  const folder = noted === '' ? join(desk.dataDir, 'postgres') : noted;
  return Number.parseInt(await readFile(join(folder, 'cluster/postmaster.pid'), 'utf8'), 10);
}

/** Signs the owner in and makes an API token, as a person would on the profile page. */
export async function ownerToken(desk: DeskProcess): Promise<string> {
  const signedIn = await fetch(`${desk.url}/api/session`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', origin: desk.url },
    body: JSON.stringify(owner),
  });
  const cookie = signedIn.headers.get('set-cookie')?.split(';')[0] ?? '';
  const made = await fetch(`${desk.url}/api/me/tokens`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', origin: desk.url, cookie },
    body: JSON.stringify({ name: 'test' }),
  });
  const body = (await made.json()) as { token: string };
  return body.token;
}

async function api(url: string, init: { method?: string; body?: unknown; token?: string } = {}): Promise<ApiAnswer> {
  const answer = await fetch(url, {
    method: init.method ?? (init.body === undefined ? 'GET' : 'POST'),
    headers: {
      ...(init.body === undefined ? {} : { 'content-type': 'application/json' }),
      ...(init.token === undefined ? {} : { authorization: `Bearer ${init.token}` }),
    },
    ...(init.body === undefined ? {} : { body: JSON.stringify(init.body) }),
  });
  const text = await answer.text();
  return { status: answer.status, body: text.startsWith('{') ? JSON.parse(text) : text };
}

/** The desk of a test inherits nothing that the runner set for itself. */
function cleanEnvironment(): NodeJS.ProcessEnv {
  const { PATH, HOME, TMPDIR, LANG } = process.env;
  return { PATH, HOME, TMPDIR, LANG };
}
