import { createServer, type IncomingHttpHeaders, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { type Desk, startDesk } from '../../test/server.ts';
import { transaction } from '../platform/database/database.ts';
import { callWebhookLater } from './commands/call.ts';
import { signedHeaders } from './signature.ts';

let desk: Desk;
let server: Server;
let here = '';
type Hit = { headers: IncomingHttpHeaders; body: string };
let hits: Hit[] = [];
let answer = { status: 200, body: 'thanks' };

beforeAll(async () => {
  server = createServer((request, response) => {
    let body = '';
    request.on('data', (chunk) => {
      body += chunk;
    });
    request.on('end', () => {
      hits.push({ headers: request.headers, body });
      response.writeHead(answer.status, { location: '/elsewhere' }).end(answer.body);
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  here = `http://127.0.0.1:${(server.address() as AddressInfo).port}/hook`;
  desk = await startDesk({ config: { outboundHosts: ['127.0.0.1'] } });
});
afterAll(async () => {
  server?.close();
  await desk?.close();
});
beforeEach(async () => {
  hits = [];
  answer = { status: 200, body: 'thanks' };
  await desk.db.deleteFrom('webhooks').execute();
});

async function add(more = {}): Promise<{ id: string; secret: string }> {
  const { status, body } = await desk.as('adao').post('/api/webhooks', { name: 'Shop', url: here, ...more });
  expect(status).toBe(201);
  return { id: body.webhook.id, secret: body.secret };
}

async function open(): Promise<{ id: number; number: number }> {
  const requester = { email: 'carla@padariacentral.example' };
  const body = { subject: 'Forno', requester, message: { text: 'O forno parou.' }, priority: 'high', tags: ['oven'] };
  const { number } = (await desk.as('ana', 'token').post('/api/tickets', body)).body.ticket;
  const query = desk.db.selectFrom('tickets').select(['id', 'number']).where('number', '=', number);
  return query.executeTakeFirstOrThrow();
}

const call = (webhook: string, ticketId: number) =>
  transaction(desk.db, (tx) => callWebhookLater(tx, desk.p, { webhook, ticketId }));
const deliveries = async () => (await desk.as('adao').get('/api/webhook-deliveries')).body.deliveries;

function proves(secret: string, { headers, body }: Hit): boolean {
  const id = String(headers['webhook-id']);
  const at = new Date(Number(headers['webhook-timestamp']) * 1000);
  return signedHeaders(secret, { id, at, body })['webhook-signature'] === headers['webhook-signature'];
}

test('the signature is the one of Standard Webhooks: its published example comes out the same', () => {
  const sent = { id: 'msg_p5jXN8AQM9LWM0D4loKWxJek', at: new Date(1614265330_000), body: '{"test": 2432232314}' };
  expect(signedHeaders('whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw', sent)).toMatchObject({
    'webhook-id': sent.id,
    'webhook-timestamp': '1614265330',
    'webhook-signature': 'v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=',
  });
});

describe('a webhook', () => {
  test('is told of a ticket as it was, signed, after the change was kept', async () => {
    const { id, secret } = await add();
    const ticket = await open();
    await call(id, ticket.id);
    expect(hits).toEqual([]);
    await desk.settle();
    expect(hits).toHaveLength(1);
    const [hit] = hits as [Hit];
    expect(proves(secret, hit)).toBe(true);
    expect(proves('whsec_AAAA', hit)).toBe(false);
    expect(JSON.parse(hit.body)).toMatchObject({
      type: 'ticket',
      ticket: {
        number: ticket.number,
        subject: 'Forno',
        status: 'new',
        statusCategory: 'new',
        priority: 'high',
        tags: ['oven'],
        requester: { name: 'Carla Souza', email: 'carla@padariacentral.example' },
        organization: 'Padaria Central',
        url: expect.stringContaining(`/tickets/${ticket.number}`),
      },
    });
    const [delivery] = await deliveries();
    expect(delivery).toMatchObject({
      id: hit.headers['webhook-id'],
      state: 'delivered',
      attempts: 1,
      status: 200,
      answer: 'thanks',
      ticketNumber: ticket.number,
    });
  });

  test('is told nothing of a change that was taken back', async () => {
    const { id } = await add();
    const ticket = await open();
    const failing = transaction(desk.db, async (tx) => {
      await callWebhookLater(tx, desk.p, { webhook: id, ticketId: ticket.id });
      throw new Error('taken back');
    });
    await expect(failing).rejects.toThrow('taken back');
    await desk.settle();
    expect([hits, await deliveries()]).toEqual([[], []]);
  });

  test('that fails is tried again with the same bytes under the same id, and given up after a day', async () => {
    const { id, secret } = await add();
    answer = { status: 503, body: 'x'.repeat(2_000) };
    await call(id, (await open()).id);
    await desk.settle();
    expect(await deliveries()).toMatchObject([{ state: 'queued', attempts: 1, status: 503 }]);
    expect((await deliveries())[0].answer).toHaveLength(500);
    for (let nth = 0; nth < 12; nth++) {
      desk.clock.advance(9 * 3600 + 1);
      await desk.settle();
    }
    expect(await deliveries()).toMatchObject([{ state: 'failed', attempts: 9, nextAttemptAt: null }]);
    expect(hits).toHaveLength(9);
    expect(new Set(hits.map(({ headers, body }) => `${headers['webhook-id']} ${body}`)).size).toBe(1);
    expect(new Set(hits.map(({ headers }) => headers['webhook-timestamp'])).size).toBe(9);
    expect(hits.every((hit) => proves(secret, hit))).toBe(true);
  });

  test('that was given up is told once a person says again, and not twice what arrived', async () => {
    const { id } = await add();
    answer = { status: 302, body: '' };
    await call(id, (await open()).id);
    for (let nth = 0; nth < 12; nth++) {
      await desk.settle();
      desk.clock.advance(9 * 3600 + 1);
    }
    const [failed] = await deliveries();
    expect(failed).toMatchObject({ state: 'failed', status: 302 });
    answer = { status: 204, body: '' };
    const retry = `/api/webhook-deliveries/${failed.id}/retry`;
    expect((await desk.as('adao').post(retry)).status).toBe(200);
    await desk.settle();
    expect(await deliveries()).toMatchObject([{ state: 'delivered', attempts: 1 }]);
    expect((await desk.as('adao').post(retry)).body.error.code).toBe('webhook_delivered');
  });

  test('can be tested without any ticket', async () => {
    const { id, secret } = await add();
    expect((await desk.as('adao').post(`/api/webhooks/${id}/test`)).status).toBe(202);
    await desk.settle();
    expect(JSON.parse(hits[0]?.body ?? '')).toMatchObject({ type: 'test', ticket: null });
    expect(proves(secret, hits[0] as Hit)).toBe(true);
  });

  test('that is off is told nothing, and what waited goes once it is on again', async () => {
    const { id } = await add();
    const ticket = await open();
    await call(id, ticket.id);
    const url = `/api/webhooks/${id}`;
    await desk.as('adao').patch(url, { isEnabled: false });
    await desk.settle();
    await call(id, ticket.id);
    expect((await desk.as('adao').post(`${url}/test`)).body.error.code).toBe('webhook_off');
    expect([hits.length, (await deliveries()).length]).toEqual([0, 1]);
  });
});

describe('its secret', () => {
  test('is shown once, sealed at rest, and replaced when an admin says so', async () => {
    const { id, secret } = await add();
    expect(secret).toMatch(/^whsec_[A-Za-z0-9+/]{43}=$/);
    const list = await desk.as('adao').get('/api/webhooks');
    expect(list.text).not.toContain('whsec_');
    const row = await desk.db.selectFrom('webhooks').select('secret').executeTakeFirstOrThrow();
    expect(row.secret).not.toContain(secret.slice(6, 20));
    const renamed = await desk.as('adao').patch(`/api/webhooks/${id}`, { name: 'Shop 2' });
    expect(renamed.body).toMatchObject({ secret: null, webhook: { name: 'Shop 2' } });
    const fresh = (await desk.as('adao').patch(`/api/webhooks/${id}`, { newSecret: true })).body.secret;
    expect(fresh).not.toBe(secret);
    await call(id, (await open()).id);
    await desk.settle();
    expect([proves(secret, hits[0] as Hit), proves(fresh, hits[0] as Hit)]).toEqual([false, true]);
  });
});

test('every change and every "again" stands in the audit log, without a secret', async () => {
  const { id } = await add();
  await desk.as('adao').patch(`/api/webhooks/${id}`, { newSecret: true });
  await desk.as('adao').delete(`/api/webhooks/${id}`);
  const query = desk.db.selectFrom('audit_entries').selectAll().where('object_id', '=', id).orderBy('id');
  const entries = await query.execute();
  expect(entries.map(({ action }) => action)).toEqual(['webhook.added', 'webhook.changed', 'webhook.removed']);
  expect(JSON.stringify(entries)).not.toContain('whsec_');
});

test.each([
  'http://169.254.169.254/latest/meta-data/',
  'https://10.0.0.1/',
  'https://[::ffff:192.168.0.1]/',
  'https://user:secret@example.com/',
])('%s inside the network is refused when it is called, in the words of any other failure', async (url) => {
  const { id } = await add({ url });
  await call(id, (await open()).id);
  await desk.settle();
  expect(await deliveries()).toMatchObject([
    { state: 'queued', status: null, answer: null, error: 'outbound_refused' },
  ]);
});

test('an address that is no web address is refused at once', async () => {
  for (const url of ['file:///etc/passwd', 'gopher://x/', 'not an address', 'javascript:alert(1)']) {
    expect((await desk.as('adao').post('/api/webhooks', { name: 'x', url })).status, url).toBe(400);
  }
});
