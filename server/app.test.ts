import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type Desk, startDesk } from '../test/server.ts';
import { openDatabase } from './platform/database/database.ts';
import { healthRoute } from './platform/health.ts';
import { buildHttp } from './platform/http/http.ts';

let desk: Desk;
beforeAll(async () => {
  desk = await startDesk();
});
afterAll(() => desk.close());

describe('/health', () => {
  test('answers 200 with JSON while the desk can serve', async () => {
    const answer = await desk.visitor.get('/health');
    expect([answer.status, answer.body]).toEqual([200, { status: 'ok' }]);
  });

  test('answers 503 with the reason while the database is away', async () => {
    const nowhere = openDatabase({ socketFolder: '/nowhere', port: 1, user: 'nobody', database: 'none' });
    const p = { ...desk.p, db: nowhere.db };
    const app = buildHttp(p, { routes: [healthRoute(p, async () => ({}))], authenticate: async () => null });
    const answer = await app.inject({ url: '/health' });
    expect([answer.statusCode, answer.json().error.code]).toEqual([503, 'database_unavailable']);
    expect(answer.headers['retry-after']).toBeDefined();
    await app.close();
    await nowhere.close();
  });
});

describe('the description of the API', () => {
  test('is an OpenAPI 3.1 document that names every route under /api with who may call it', async () => {
    const { status, body } = await desk.visitor.get('/api/openapi.json');
    expect([status, body.openapi]).toEqual([200, '3.1.0']);
    const described = Object.entries(body.paths as Record<string, Record<string, { description: string }>>).flatMap(
      ([path, methods]) => Object.entries(methods).map(([method, { description }]) => ({ path, method, description })),
    );
    expect(described.length).toBeGreaterThan(30);
    for (const { path, description } of described) {
      expect(path).toMatch(/^\/(api|health)/);
      expect(path).not.toContain(':');
      expect(description).toMatch(/^(Public|Needs the permission|For every agent)/);
    }
  });

  test('says what a ticket is opened with, and that keys make a POST happen once', async () => {
    const { body } = await desk.visitor.get('/api/openapi.json');
    const { post } = body.paths['/api/tickets'];
    const schema = post.requestBody.content['application/json'].schema;
    expect(schema.required).toEqual(expect.arrayContaining(['subject', 'message']));
    expect(schema.additionalProperties).toBe(false);
    expect(post.parameters.map(({ name }: { name: string }) => name)).toContain('Idempotency-Key');
    const { get } = body.paths['/api/tickets/{number}'];
    expect(get.parameters).toContainEqual(expect.objectContaining({ name: 'number', in: 'path', required: true }));
  });

  test('has no two operations of one name and tells nothing it cannot resolve', async () => {
    const { body } = await desk.visitor.get('/api/openapi.json');
    const ids = Object.values(body.paths as Record<string, Record<string, { operationId: string }>>).flatMap(
      (methods) => Object.values(methods).map(({ operationId }) => operationId),
    );
    expect(new Set(ids).size).toBe(ids.length);
    const references = JSON.stringify(body).match(/"\$ref":"[^"]+"/g) ?? [];
    expect(new Set(references)).toEqual(new Set(['"$ref":"#/components/schemas/Error"']));
  });

  test('reads as a page without scripts or anything from elsewhere', async () => {
    const { status, headers, text } = await desk.visitor.get('/api/docs');
    expect([status, headers['content-type']]).toEqual([200, 'text/html; charset=utf-8']);
    expect(text).toContain('/api/tickets/{number}');
    expect(text).not.toMatch(/<script|src=|https?:\/\//i);
  });
});

describe('the web app', () => {
  let folder: string;
  let app: ReturnType<typeof buildHttp>;
  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'atende-web-'));
    await mkdir(join(folder, 'assets'));
    await writeFile(join(folder, 'index.html'), '<!doctype html><title>Atende</title>');
    await writeFile(join(folder, '.source-hash'), 'secret');
    await writeFile(join(folder, 'favicon.svg'), '<svg/>');
    await writeFile(join(folder, 'assets/app-1a2b.js'), 'export {}');
    app = buildHttp(desk.p, { routes: [], authenticate: async () => null, webFolder: folder });
  });
  afterAll(async () => {
    await app.close();
    await rm(folder, { recursive: true });
  });

  test.each(['/', '/tickets/12', '/contacts/ana@example.com', '/settings?tab=teams'])(
    'its address %s gets the index, fresh each time, under the policy',
    async (url) => {
      const answer = await app.inject({ url });
      expect([answer.statusCode, answer.headers['cache-control']]).toEqual([200, 'no-cache']);
      expect(answer.payload).toContain('<title>Atende</title>');
      expect(answer.headers['content-security-policy']).toContain("script-src 'self'");
    },
  );

  test('hashed files are kept for ever, others are asked for again', async () => {
    const asset = await app.inject({ url: '/assets/app-1a2b.js' });
    expect([asset.statusCode, asset.headers['cache-control']]).toEqual([200, 'public, max-age=31536000, immutable']);
    expect(asset.headers['content-type']).toContain('javascript');
    const icon = await app.inject({ url: '/favicon.svg' });
    expect([icon.statusCode, icon.headers['cache-control']]).toEqual([200, 'no-cache']);
    const { etag } = icon.headers;
    const again = await app.inject({ url: '/favicon.svg', headers: { 'if-none-match': String(etag) } });
    expect(again.statusCode).toBe(304);
  });

  test.each([
    '/assets/gone.js',
    '/missing.css',
    '/.source-hash',
    '/..%2f..%2fetc/passwd.txt',
    '/assets/..%2f.source-hash',
  ])('%s is not there', async (url) => {
    const answer = await app.inject({ url });
    expect(answer.payload).not.toContain('secret');
    if (url !== '/.source-hash') expect(answer.statusCode).toBe(404);
  });

  test('an address under /api is never a page', async () => {
    const answer = await app.inject({ url: '/api/tickets' });
    expect([answer.statusCode, answer.json().error.code]).toEqual([404, 'not_found']);
  });

  test('a desk whose web app is not built says so', async () => {
    const bare = buildHttp(desk.p, { routes: [], authenticate: async () => null, webFolder: tmpdir() });
    const answer = await bare.inject({ url: '/' });
    expect([answer.statusCode, answer.payload]).toEqual([503, expect.stringContaining('npm run build')]);
    await bare.close();
  });
});
