import { setTimeout as sleep } from 'node:timers/promises';
import type { FastifyInstance } from 'fastify';
import { sql } from 'kysely';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { z } from 'zod';
import { AppError } from '../../../domain/errors.ts';
import { type Desk, startDesk } from '../../../test/server.ts';
import { authenticate } from '../../auth/authenticate.ts';
import { openDatabase } from '../database/database.ts';
import type { Platform } from '../platform.ts';
import { buildHttp } from './http.ts';
import { forgetOldIdempotencyKeys } from './idempotency.ts';
import { type Route, route } from './route.ts';

let desk: Desk;
let twin: { app: FastifyInstance; close(): Promise<void> };
/** Lets a test stop a request between its commit and its answer. */
let afterCommit: () => Promise<void> = async () => undefined;
let beforeCommit: () => Promise<void> = async () => undefined;

beforeAll(async () => {
  desk = await startDesk({ routes });
  twin = await secondProcess();
});
afterAll(async () => {
  await twin.close();
  await desk.close();
});
beforeEach(async () => {
  afterCommit = async () => undefined;
  beforeCommit = async () => undefined;
  await desk.db.deleteFrom('settings').execute();
  await desk.db.deleteFrom('idempotency_keys').execute();
});

function routes(p: Platform): Route[] {
  return [
    route({
      method: 'POST',
      url: '/api/marks',
      access: { signedIn: true },
      summary: 'Leaves a mark',
      tag: 'test',
      body: z.strictObject({ name: z.string().min(1) }),
      replies: { 201: z.object({ marks: z.number(), token: z.string() }) },
      async run({ body }) {
        if (body.name === 'refused') throw new AppError('conflict', 'refused', 'No.');
        const key = `${body.name}-${p.secrets.newToken()}`;
        await p.db.transaction().execute(async (tx) => {
          await tx.insertInto('settings').values({ key, value: '1' }).execute();
          await beforeCommit();
        });
        await afterCommit();
        return { marks: await marks(), token: p.secrets.newToken() };
      },
    }),
  ];
}

async function secondProcess() {
  const database = openDatabase(desk.address, { connections: 3 });
  const p = { ...desk.p, db: database.db };
  const app = buildHttp(p, { routes: routes(p), authenticate: authenticate(p) });
  await app.ready();
  return {
    app,
    close: async () => {
      await app.close();
      await database.close();
    },
  };
}

async function marks(): Promise<number> {
  return (await desk.db.selectFrom('settings').select('key').execute()).length;
}

type Asked = { app?: FastifyInstance; name?: string; agent?: 'ana' | 'bruno' };

async function ask(key: string, { app = desk.app, name = 'a', agent = 'ana' }: Asked = {}) {
  const authorization = `Bearer ${desk.world.agents[agent].apiToken}`;
  const headers = { host: '127.0.0.1:3000', authorization, 'idempotency-key': key };
  const answer = await app.inject({ method: 'POST', url: '/api/marks', headers, payload: { name } });
  return {
    status: answer.statusCode,
    body: answer.json(),
    isReplayed: answer.headers['idempotency-replayed'] === 'true',
  };
}

test('the same request twice happens once and is answered the same', async () => {
  const first = await ask('k1');
  const again = await ask('k1');
  expect([first.status, first.isReplayed]).toEqual([201, false]);
  expect(again).toEqual({ ...first, isReplayed: true });
  expect(await marks()).toBe(1);
});

test('the repetition may reach another process', async () => {
  const first = await ask('k1');
  expect(await ask('k1', { app: twin.app })).toEqual({ ...first, isReplayed: true });
  expect(await marks()).toBe(1);
});

test('ten twins at once, over two processes, happen once', async () => {
  beforeCommit = () => sleep(50);
  const answers = await Promise.all(
    Array.from({ length: 10 }, (_, place) => ask('k1', { app: place % 2 ? desk.app : twin.app })),
  );
  expect(answers.map(({ status }) => status)).toEqual(Array(10).fill(201));
  expect(new Set(answers.map(({ body }) => body.token)).size).toBe(1);
  expect(await marks()).toBe(1);
});

test('the same key with another body is refused', async () => {
  await ask('k1');
  const other = await ask('k1', { name: 'b' });
  expect([other.status, other.body.error.code]).toEqual([409, 'idempotency_key_reused']);
  expect(await marks()).toBe(1);
});

test("two agents' keys do not meet", async () => {
  await ask('k1');
  expect((await ask('k1', { agent: 'bruno' })).isReplayed).toBe(false);
  expect(await marks()).toBe(2);
});

test('a request that was refused keeps no key: mended, it goes through', async () => {
  expect((await ask('k1', { name: 'refused' })).status).toBe(409);
  expect((await ask('k1')).status).toBe(201);
});

test('a request that fails before its commit is carried out by the repetition', async () => {
  beforeCommit = () => Promise.reject(new Error('the process died'));
  expect((await ask('k1')).status).toBe(500);
  beforeCommit = async () => undefined;
  expect((await ask('k1')).status).toBe(201);
  expect(await marks()).toBe(1);
});

test('killed between commit and answer, the repetition is told and does nothing twice', async () => {
  afterCommit = () => Promise.reject(new Error('the process died'));
  await ask('k1');
  afterCommit = async () => undefined;
  await age('61 seconds');
  const again = await ask('k1');
  expect([again.status, again.body.error.code]).toEqual([409, 'idempotency_answer_lost']);
  expect(await marks()).toBe(1);
});

test('an attempt that was given up on and taken over cannot commit any more', async () => {
  const { promise: mayCommit, resolve: letCommit } = Promise.withResolvers<void>();
  const { promise: isReady, resolve: ready } = Promise.withResolvers<void>();
  beforeCommit = () => {
    ready();
    return mayCommit;
  };
  const slow = ask('k1');
  await isReady;
  await age('61 seconds');
  beforeCommit = async () => undefined;
  expect((await ask('k1', { app: twin.app })).status).toBe(201);
  letCommit();
  expect((await slow).body.error.code).toBe('idempotency_key_in_use');
  expect(await marks()).toBe(1);
});

test('after 24 hours the key is free again, and swept', async () => {
  await ask('k1');
  await age('24 hours');
  expect((await ask('k1')).isReplayed).toBe(false);
  expect(await marks()).toBe(2);
  await age('24 hours');
  await forgetOldIdempotencyKeys(desk.p);
  expect(await keys()).toBe(0);
});

test('what is kept of an answer cannot be read in the database', async () => {
  const { body } = await ask('k1');
  const rows = await desk.db.selectFrom('idempotency_keys').selectAll().execute();
  expect(JSON.stringify(rows)).not.toContain(body.token);
});

test.each(['', 'with space', 'é', 'a'.repeat(256)])('the key "%s" is refused', async (key) => {
  expect((await ask(key)).body.error.code).toBe('invalid_idempotency_key');
});

async function keys(): Promise<number> {
  return (await desk.db.selectFrom('idempotency_keys').select('key').execute()).length;
}

async function age(by: string): Promise<void> {
  await sql`update idempotency_keys set created_at = created_at - ${by}::interval`.execute(desk.db);
}
