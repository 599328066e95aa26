import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type { FastifyInstance, InjectOptions } from 'fastify';
import { buildApp } from '../server/app.ts';
import { authenticate } from '../server/auth/authenticate.ts';
import type { Config } from '../server/platform/config.ts';
import { type DatabaseAddress, openDatabase } from '../server/platform/database/database.ts';
import { buildHttp } from '../server/platform/http/http.ts';
import type { Route } from '../server/platform/http/route.ts';
import { makeLog } from '../server/platform/log.ts';
import { openPlatform } from '../server/platform/open-platform.ts';
import type { Db, Platform } from '../server/platform/platform.ts';
import { settle } from '../server/worker.ts';
import { cloneDatabase } from './database.ts';
import { type AgentName, addCast, supportAddress, type World } from './world.ts';

export type Desk = {
  app: FastifyInstance;
  p: Platform;
  db: Db;
  world: World;
  clock: TestClock;
  /** Where this desk's database is, for a second process or a connection of one's own. */
  address: DatabaseAddress;
  /** Asks as this agent: by session as the browser does, or by API token. */
  as(agent: AgentName, by?: 'session' | 'token'): Caller;
  /** Asks as somebody who is not signed in. */
  visitor: Caller;
  /** Does what the worker would do until nothing is left: events are read, jobs due by the desk's clock are done. */
  settle(): Promise<void>;
  close(): Promise<void>;
};

type Options = {
  config?: Partial<Config>;
  /** Only these routes instead of the whole app. */
  routes?: (p: Platform) => Route[];
  /** A desk without the cast: no agent, no inbox. `world` is then empty. */
  isEmpty?: boolean;
  /** Log lines, to look for what must (not) be logged. */
  logTo?: string[];
};

/** A whole desk in this process, on a database of its own. Close it in `afterAll`. */
export async function startDesk(options: Options = {}): Promise<Desk> {
  const clone = await cloneDatabase();
  const dataDir = await mkdtemp(path.join(tmpdir(), 'atende-test-'));
  const config = { ...testConfig, dataDir, ...options.config };
  const database = openDatabase(clone.address, { connections: 5 });
  const { db } = database;
  const clock = testClock();
  const { logTo } = options;
  const log = logTo ? makeLog('debug', { write: (line) => void logTo.push(line) }) : makeLog('silent');
  const p = await openPlatform({ config, database, log, clock });
  const world = options.isEmpty ? ({} as World) : await addCast(db, clock.now());
  const app = options.routes ? buildHttp(p, { routes: options.routes(p), authenticate: authenticate(p) }) : buildApp(p);
  await app.ready();

  return {
    app,
    p,
    db,
    world,
    clock,
    address: database.address,
    as: (agent, by = 'session') => caller(app, proofOf(world, agent, by)),
    visitor: caller(app, {}),
    settle: () => settle(p),
    async close() {
      await app.close();
      p.mailer.close();
      await database.close();
      await clone.drop();
      await rm(dataDir, { recursive: true, force: true });
    },
  };
}

const testConfig: Config = {
  port: 3000,
  host: '127.0.0.1',
  publicUrl: null,
  dataDir: '',
  databaseUrl: null,
  process: 'all',
  smtpUrl: null,
  mailPort: 0,
  mailTls: null,
  maxMailBytes: 50 * 1024 * 1024,
  supportAddress,
  secretKey: 'a secret key for tests, long enough to be one',
  owner: null,
  undoSendSeconds: 10,
  outboundHosts: [],
  imageHosts: [],
  logLevel: 'silent',
};

export type TestClock = { now(): Date; advance(seconds: number): void; set(at: Date): void };

/** Goes with the real time until it is set; `advance` moves it on. */
function testClock(): TestClock {
  let ahead = 0;
  const now = () => new Date(Date.now() + ahead);
  return {
    now,
    advance: (seconds) => {
      ahead += seconds * 1000;
    },
    set: (at) => {
      ahead = at.getTime() - Date.now();
    },
  };
}

// biome-ignore lint/suspicious/noExplicitAny: tests look into answers of every shape
export type Answer = { status: number; body: any; text: string; headers: Record<string, unknown> };
type More = { headers?: Record<string, string>; query?: Record<string, string> };
export type Caller = {
  get(url: string, more?: More): Promise<Answer>;
  post(url: string, body?: unknown, more?: More): Promise<Answer>;
  put(url: string, body?: unknown, more?: More): Promise<Answer>;
  patch(url: string, body?: unknown, more?: More): Promise<Answer>;
  delete(url: string, body?: unknown, more?: More): Promise<Answer>;
};

function proofOf(world: World, name: AgentName, by: 'session' | 'token'): Record<string, string> {
  const agent = world.agents[name];
  return by === 'token' ? { authorization: `Bearer ${agent.apiToken}` } : { cookie: `atende=${agent.sessionToken}` };
}

const host = '127.0.0.1:3000';

function caller(app: FastifyInstance, proof: Record<string, string>): Caller {
  const ask = async (
    method: InjectOptions['method'],
    url: string,
    { body, ...more }: More & { body?: unknown } = {},
  ) => {
    const headers = { host, origin: `http://${host}`, ...proof, ...more.headers };
    const payload = body as NonNullable<InjectOptions['payload']>;
    const query = more.query ?? {};
    const answer = await app.inject({ method, url, headers, query, ...(body === undefined ? {} : { payload }) });
    const isJson = String(answer.headers['content-type'] ?? '').includes('json');
    return {
      status: answer.statusCode,
      body: isJson && answer.payload !== '' ? JSON.parse(answer.payload) : answer.payload,
      text: answer.payload,
      headers: answer.headers,
    };
  };
  return {
    get: (url, more) => ask('GET', url, more),
    post: (url, body, more) => ask('POST', url, { body, ...more }),
    put: (url, body, more) => ask('PUT', url, { body, ...more }),
    patch: (url, body, more) => ask('PATCH', url, { body, ...more }),
    delete: (url, body, more) => ask('DELETE', url, { body, ...more }),
  };
}
