import { connect as connectSocket } from 'node:net';
import { text } from 'node:stream/consumers';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { z } from 'zod';
import { AppError } from '../../../domain/errors.ts';
import { type Desk, startDesk } from '../../../test/server.ts';
import { buildHttp } from './http.ts';
import { type Route, route } from './route.ts';

const logLines: string[] = [];
let desk: Desk;
beforeAll(async () => {
  desk = await startDesk({ routes: () => routes, logTo: logLines });
});
afterAll(() => desk.close());

const open = { public: 'a test' };
const common = { tag: 'test', summary: 'A test' };
const things = z.strictObject({
  name: z.string(),
  note: z.string().nullable(),
  inner: z.strictObject({ a: z.number() }).nullable(),
});
const refusals = {
  invalid: 400,
  unauthenticated: 401,
  forbidden: 403,
  not_found: 404,
  conflict: 409,
  unavailable: 503,
} as const;

const routes: Route[] = [
  route({
    ...common,
    method: 'POST',
    url: '/api/things/:thingId',
    access: open,
    params: z.strictObject({ thingId: z.coerce.number().int() }),
    query: z.strictObject({ limit: z.coerce.number().int().max(10).default(5) }),
    body: z.strictObject({ name: z.string().min(2), tags: z.array(z.string()).optional() }),
    replies: { 201: z.object({ id: z.number(), limit: z.number(), name: z.string() }) },
    run: async ({ params, query, body }) => ({ id: params.thingId, limit: query.limit, name: body.name, secret: 'x' }),
  }),
  route({
    ...common,
    method: 'GET',
    url: '/api/things',
    access: open,
    replies: { 200: z.strictObject({ things: z.array(things) }) },
    run: async () => ({
      things: [
        { name: 'a', note: null, inner: null, secret: 1 },
        { name: 'b', note: 'n', inner: { a: 1, secret: 2 } },
      ],
    }),
  }),
  route({
    ...common,
    method: 'GET',
    url: '/api/refusals/:kind',
    access: open,
    params: z.strictObject({ kind: z.string() }),
    replies: { 200: null },
    async run({ params: { kind } }) {
      if (kind === 'throttled')
        throw new AppError('unavailable', 'too_many_requests', 'Wait.', { details: { retryAfter: 7 } });
      if (kind === 'bug') throw new Error('secret table missing');
      throw new AppError(kind as 'invalid', 'the_code', 'The sentence.', { fields: { a: 'wrong' } });
    },
  }),
  route({
    ...common,
    method: 'POST',
    url: '/api/signed-in',
    access: { signedIn: true },
    replies: { 204: null },
    run: async () => undefined,
  }),
  route({
    ...common,
    method: 'GET',
    url: '/api/admins',
    access: { may: 'agents.manage' },
    replies: { 204: null },
    run: async () => undefined,
  }),
  route({
    ...common,
    method: 'POST',
    url: '/api/raw',
    access: open,
    raw: { types: ['message/rfc822'], maxBytes: 1000 },
    replies: { 202: z.object({ size: z.number() }) },
    run: async ({ request }) => ({ size: (request.body as Buffer).length }),
  }),
];

const post = (url: string, body?: unknown, headers?: Record<string, string>) =>
  desk.visitor.post(url, body, headers ? { headers } : {});

describe('what comes in', () => {
  test('is parsed from path, query and body', async () => {
    const { status, body } = await post('/api/things/7?limit=9', { name: 'Ana' });
    expect([status, body]).toEqual([201, { id: 7, limit: 9, name: 'Ana' }]);
  });

  test.each([
    ['a short text', '/api/things/1', { name: 'A' }, 'name'],
    ['a missing field', '/api/things/1', {}, 'name'],
    ['an unknown field', '/api/things/1', { name: 'Ana', isAdmin: true }, 'isAdmin'],
    ['a wrong item', '/api/things/1', { name: 'Ana', tags: ['a', 5] }, 'tags.1'],
    ['a wrong path', '/api/things/x', { name: 'Ana' }, 'thingId'],
    ['an unknown query', '/api/things/1?sort=x', { name: 'Ana' }, 'sort'],
    ['a limit too large', '/api/things/1?limit=11', { name: 'Ana' }, 'limit'],
    ['a NUL character', '/api/things/1', { name: 'A\0na' }, 'name'],
    ['half a character', '/api/things/1', { name: 'Ana\ud800' }, 'name'],
  ])('%s is refused by name', async (...[, url, body, field]) => {
    const answer = await post(url, body);
    expect(answer.status).toBe(400);
    expect(answer.body.error.code).toBe('invalid_request');
    expect(Object.keys(answer.body.error.fields)).toEqual([field]);
  });

  test('a body where none is declared is refused, an empty one is not', async () => {
    const ana = desk.as('ana', 'token');
    expect((await ana.post('/api/signed-in', { a: 1 })).body.error.fields).toEqual({ a: 'There is no such field.' });
    expect((await ana.post('/api/signed-in', {})).status).toBe(204);
    expect((await ana.post('/api/signed-in', '', { headers: { 'content-type': 'application/json' } })).status).toBe(
      204,
    );
  });

  test.each([
    ['text', 'text/plain', 'name=Ana', 415, 'unsupported_media_type'],
    ['a form', 'application/x-www-form-urlencoded', 'name=Ana', 415, 'unsupported_media_type'],
    ['broken JSON', 'application/json', '{"name":', 400, 'invalid_json'],
    ['a prototype', 'application/json', '{"name":"Ana","__proto__":{"isAdmin":true}}', 400, 'invalid_json'],
    ['a constructor', 'application/json', '{"name":"Ana","constructor":{"prototype":{}}}', 400, 'invalid_json'],
    ['too much', 'application/json', `{"name":"${'a'.repeat(5_000_000)}"}`, 413, 'body_too_large'],
  ])('%s is refused in the common shape', async (...[, type, body, status, code]) => {
    const answer = await post('/api/things/1', body, { 'content-type': type });
    expect([answer.status, answer.body.error.code]).toEqual([status, code]);
  });

  test('raw bytes are taken only in the types and up to the size that the route declares', async () => {
    const raw = (body: string, type: string) => post('/api/raw', body, { 'content-type': type });
    expect((await raw('From: x', 'message/rfc822')).body).toEqual({ size: 7 });
    expect((await raw('{}', 'application/json')).status).toBe(415);
    const tooMuch = await raw('x'.repeat(1001), 'message/rfc822');
    expect([tooMuch.status, tooMuch.body.error.details]).toEqual([413, { maxBytes: 1_000 }]);
  });
});

describe('what goes out', () => {
  test('are the declared fields and nothing else, at every depth', async () => {
    expect((await desk.visitor.get('/api/things')).body).toEqual({
      things: [
        { name: 'a', note: null, inner: null },
        { name: 'b', note: 'n', inner: { a: 1 } },
      ],
    });
  });

  test.each(Object.entries(refusals))('%s is answered with %i, code, sentence and fields', async (kind, status) => {
    const answer = await desk.visitor.get(`/api/refusals/${kind}`);
    expect(answer.status).toBe(status);
    expect(answer.body).toEqual({ error: { code: 'the_code', message: 'The sentence.', fields: { a: 'wrong' } } });
  });

  test('being throttled is 429 and says when to come back', async () => {
    const answer = await desk.visitor.get('/api/refusals/throttled');
    expect([answer.status, answer.headers['retry-after']]).toEqual([429, '7']);
  });

  test('our own mistake is one line in the log with the request id, and nothing of it in the answer', async () => {
    logLines.length = 0;
    const answer = await desk.visitor.get('/api/refusals/bug');
    expect([answer.status, answer.body]).toEqual([
      500,
      { error: { code: 'internal', message: 'Something went wrong.' } },
    ]);
    const told = logLines.map((line) => JSON.parse(line)).filter((line) => line.level === 'error');
    expect(told).toHaveLength(1);
    expect(told[0]).toMatchObject({
      requestId: answer.headers['x-request-id'],
      err: { message: 'secret table missing' },
    });
  });

  test.each(['/api/nothing', '/nothing', '/api/things/1/2', '/api/%ZZ'])(
    '%s is a refusal in the same shape',
    async (url) => {
      const answer = await desk.visitor.get(url);
      expect([400, 404]).toContain(answer.status);
      expect(answer.body.error.message).toEqual(expect.any(String));
      expect(answer.headers['x-content-type-options'] ?? 'none').toBe(url === '/api/%ZZ' ? 'none' : 'nosniff');
    },
  );

  test.each(['/api/things', '/api/nothing', '/api/refusals/bug', '/api/admins'])(
    '%s carries the security headers',
    async (url) => {
      const { headers } = await desk.visitor.get(url);
      expect(headers).toMatchObject({
        'x-content-type-options': 'nosniff',
        'referrer-policy': 'no-referrer',
        'cache-control': 'no-store',
        'cross-origin-opener-policy': 'same-origin',
      });
      const policy = String(headers['content-security-policy']);
      expect(policy).toContain("script-src 'self';");
      expect(policy).toContain("frame-ancestors 'none'");
      expect(headers['strict-transport-security']).toBeUndefined();
    },
  );
});

describe('who may come in', () => {
  test('nobody without signing in, and only roles with the permission', async () => {
    expect((await desk.visitor.get('/api/admins')).body.error.code).toBe('not_signed_in');
    expect((await desk.as('ana').get('/api/admins')).body.error.code).toBe('not_allowed');
    expect((await desk.as('adao').get('/api/admins')).status).toBe(204);
  });

  test('whoever is refused is refused before the body is read', async () => {
    const answer = await post('/api/signed-in', '{"broken', { 'content-type': 'application/json' });
    expect(answer.status).toBe(401);
  });

  test.each([
    ['our own page', { origin: 'http://127.0.0.1:3000' }, 204],
    ['another page', { origin: 'https://evil.example' }, 403],
    ['a page without an origin', { origin: 'null' }, 403],
    ['our own page by fetch metadata', { 'sec-fetch-site': 'same-origin', origin: 'http://127.0.0.1:3000' }, 204],
    ['another page by fetch metadata', { 'sec-fetch-site': 'cross-site' }, 403],
    ['a neighbour on the same domain', { 'sec-fetch-site': 'same-site' }, 403],
  ])('a change by cookie from %s is answered with its status', async (_, headers, status) => {
    const answer = await desk
      .as('ana')
      .post('/api/signed-in', undefined, { headers: headers as Record<string, string> });
    expect(answer.status).toBe(status);
  });

  test('a cookie without any sign of the page it comes from changes nothing; a token needs none', async () => {
    const cookie = `atende=${desk.world.agents.ana.sessionToken}`;
    const authorization = `Bearer ${desk.world.agents.ana.apiToken}`;
    const ask = (headers: Record<string, string>) =>
      desk.app.inject({ method: 'POST', url: '/api/signed-in', headers: { host: '127.0.0.1:3000', ...headers } });
    expect((await ask({ cookie })).statusCode).toBe(403);
    expect((await ask({ authorization })).statusCode).toBe(204);
    expect((await ask({ authorization, origin: 'https://evil.example' })).statusCode).toBe(204);
  });

  test('another page may not sign a visitor in either', async () => {
    expect((await post('/api/things/1', { name: 'Ana' }, { origin: 'https://evil.example' })).status).toBe(403);
  });

  test.each([
    ['evil.example', 421],
    ['127.0.0.1:3000', 201],
    ['localhost:5173', 201],
    ['[::1]:3000', 201],
    ['localhost.evil.example', 421],
    ['127.0.0.1.evil.example:3000', 421],
    ['0x7f.1:3000', 421],
  ])('the host name %s is answered with %i', async (host, status) => {
    const headers = { host, 'x-forwarded-host': '127.0.0.1:3000' };
    const answer = await desk.app.inject({ method: 'POST', url: '/api/things/1', headers, payload: { name: 'Ana' } });
    expect(answer.statusCode).toBe(status);
  });

  test('with a public https URL only that name is answered, with HSTS', async () => {
    const config = { ...desk.p.config, publicUrl: 'https://desk.example.com', host: '0.0.0.0' };
    const app = buildHttp({ ...desk.p, config }, { routes, authenticate: async () => null });
    const ask = (host: string) => app.inject({ method: 'GET', url: '/api/things', headers: { host } });
    const known = await ask('desk.example.com');
    expect([known.statusCode, known.headers['strict-transport-security']]).toEqual([200, 'max-age=31536000']);
    expect((await ask('localhost:3000')).statusCode).toBe(421);
    await app.close();
  });
});

describe('the boot', () => {
  test('stops at a route that does not say who may call it, also one that a plugin adds', async () => {
    const app = buildHttp(desk.p, { routes, authenticate: async () => null });
    expect(() => app.get('/api/open', async () => 'x')).toThrow('does not declare who may call it');
    app.register(async (plugin) => void plugin.get('/api/plugin', async () => 'x'));
    await expect(app.ready()).rejects.toThrow('does not declare who may call it');
  });
});

test('bytes that are no HTTP get a refusal in the common shape', async () => {
  await desk.app.listen({ port: 0, host: '127.0.0.1' });
  const { port } = desk.app.server.address() as { port: number };
  const socket = connectSocket(port, '127.0.0.1');
  socket.write('GARBAGE\r\n\r\n');
  const answer = await text(socket);
  expect(answer).toContain('HTTP/1.1 400');
  expect(JSON.parse(answer.split('\r\n\r\n')[1] ?? '').error.code).toBe('invalid_request');
});
