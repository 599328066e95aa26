import { once } from 'node:events';
import net from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';
import { createTransport } from 'nodemailer';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { type DatabaseProxy, databaseProxy } from '../../test/database-proxy.ts';
import { type Desk, startDesk } from '../../test/server.ts';
import { openDatabase } from '../platform/database/database.ts';
import { openPlatform } from '../platform/open-platform.ts';
import type { Platform } from '../platform/platform.ts';
import { settle } from '../worker.ts';
import { keeper } from './commands/keep.ts';
import { openDoors } from './doors.ts';
import { type Filer, startFiler } from './filer.ts';
import { type Letter, letter } from './mail.fixture.ts';
import { claimInbound } from './store/inbound.ts';

let desk: Desk;
const filers: Filer[] = [];
const closing: (() => Promise<unknown>)[] = [];
beforeAll(async () => {
  desk = await startDesk();
});
afterEach(async () => {
  for (const filer of filers.splice(0)) await filer.close();
  for (const close of closing.splice(0).reverse()) await close();
});
afterAll(() => desk.close());

const carla = 'Carla Souza <carla@padariacentral.example>';

function file(p: Platform, options: Parameters<typeof startFiler>[1] = {}): void {
  filers.push(startFiler(p, { retryMs: [20, 20], pollMs: 50, ...options }));
}

/** Stores mail as a door does; nobody files it yet. */
async function keep(content: Letter | Buffer, more: { key?: string; externalId?: string | null } = {}) {
  const bytes = Buffer.isBuffer(content) ? content : await letter(content);
  const externalId = more.externalId ?? (Buffer.isBuffer(content) ? null : (content.messageId ?? null));
  const key = more.key ?? `test:${Math.random()}`;
  return keeper(desk.p)({ inboxId: desk.world.inbox.id, bytes, key, externalId, envelope: {} });
}

async function untilFiled(ids: string[]): Promise<void> {
  for (let waited = 0; waited < 15_000; waited += 25) {
    const rows = await desk.db.selectFrom('inbound').select('state').where('uuid', 'in', ids).execute();
    if (rows.every(({ state }) => state !== 'received')) return;
    await sleep(25);
  }
  throw new Error('The mail was not filed in time.');
}

const ticketsAbout = (subject: string) =>
  desk.db.selectFrom('tickets').select(['id', 'message_count']).where('subject', 'like', `%${subject}`).execute();
const stateOf = (uuid: string) =>
  desk.db.selectFrom('inbound').selectAll().where('uuid', '=', uuid).executeTakeFirstOrThrow();

describe('mails of one thread that arrive at once make one ticket', () => {
  const root = (n: string): Letter => ({ from: carla, subject: n, text: 'First.', messageId: `<root-${n}@padaria>` });
  const answer = (n: string, k: number): Letter => ({
    from: carla,
    subject: `Re: ${n}`,
    text: `Answer ${k}.`,
    messageId: `<answer-${n}-${k}@padaria>`,
    inReplyTo: `<root-${n}@padaria>`,
  });
  const orders: [sentence: string, mails: (n: string) => Letter[]][] = [
    ['a mail and its answer', (n) => [root(n), answer(n, 1)]],
    ['an answer and, after it, the mail it answers', (n) => [answer(n, 1), root(n)]],
    ['two answers to a mail the desk never got', (n) => [answer(n, 1), answer(n, 2)]],
    ['a mail and three answers in any order', (n) => [answer(n, 2), root(n), answer(n, 3), answer(n, 1)]],
  ];
  test.each(orders)('%s', async (sentence, mails) => {
    const names = Array.from({ length: 6 }, (_, n) => `${sentence} ${n}`);
    const kept = await Promise.all(names.flatMap((name) => mails(name.replaceAll(' ', '-'))).map((one) => keep(one)));
    file(desk.p);
    await untilFiled(kept.map(({ id }) => id));
    for (const name of names) {
      const tickets = await ticketsAbout(name.replaceAll(' ', '-'));
      expect(tickets).toEqual([{ id: expect.any(Number), message_count: mails('x').length }]);
    }
  });
});

test('mail that two filers find is filed once', async () => {
  const kept = await Promise.all(
    Array.from({ length: 40 }, (_, n) => keep({ from: carla, subject: `Shared ${n}`, text: 'One.' })),
  );
  const other = await secondPlatform();
  file(desk.p);
  file(other);
  await untilFiled(kept.map(({ id }) => id));
  const { count } = await desk.db
    .selectFrom('tickets')
    .select((e) => e.fn.countAll<number>().as('count'))
    .where('subject', 'like', 'Shared %')
    .executeTakeFirstOrThrow();
  expect(count).toBe(40);
});

test('mail in the hands of a process that died is filed by another within its lease', async () => {
  const { id } = await keep({ from: carla, subject: 'Orphan', text: 'Still here?' });
  const taken = await claimInbound(desk.db, 8, 400);
  expect(taken.map(({ uuid }) => uuid)).toContain(id);
  file(desk.p);
  await sleep(150);
  expect((await stateOf(id)).state).toBe('received');
  await untilFiled([id]);
  expect(await ticketsAbout('Orphan')).toHaveLength(1);
});

test('mail that takes longer than the lease stays in one hand', async () => {
  const { id } = await keep({ from: carla, subject: 'Slow', text: 'Take your time.' });
  let reads = 0;
  const slow: Platform = {
    ...desk.p,
    files: {
      ...desk.p.files,
      async lend(hash) {
        reads++;
        await sleep(900);
        return desk.p.files.lend(hash);
      },
    },
  };
  file(slow, { leaseMs: 300 });
  await sleep(50);
  file(desk.p, { leaseMs: 300 });
  await untilFiled([id]);
  expect(reads).toBe(1);
  expect(await ticketsAbout('Slow')).toHaveLength(1);
});

test('large mails are read one after the other, and small ones pass them', async () => {
  const large = await Promise.all(
    Array.from({ length: 3 }, (_, n) => keep({ from: carla, subject: `Large ${n}`, text: 'x'.repeat(3_000_000) })),
  );
  const small = await keep({ from: carla, subject: 'Small beside large', text: 'y' });
  let [reading, most] = [0, 0];
  const watched: Platform = {
    ...desk.p,
    files: {
      ...desk.p.files,
      async lend(hash) {
        const lent = await desk.p.files.lend(hash);
        if (lent.bytes.length < 2_500_000) return lent;
        most = Math.max(most, ++reading);
        await sleep(200);
        reading--;
        return lent;
      },
    },
  };
  file(watched);
  await untilFiled([small.id]);
  expect(await ticketsAbout('Small beside large')).toHaveLength(1);
  await untilFiled(large.map(({ id }) => id));
  expect(most).toBe(1);
});

describe('mail that cannot be filed', () => {
  const poison = () => {
    const part = '--b\r\nContent-Type: text/plain\r\n\r\nx\r\n';
    const head = 'From: carla@padariacentral.example\r\nTo: support@atende.example\r\nSubject: Poison\r\n';
    return Buffer.from(
      `${head}MIME-Version: 1.0\r\nContent-Type: multipart/mixed; boundary=b\r\n\r\n${part.repeat(3000)}--b--\r\n`,
    );
  };

  test('is parked with its bytes and its reason while the mail around it is filed', async () => {
    const before = await keep({ from: carla, subject: 'Good before', text: 'A.' });
    const bad = await keep(poison());
    const after = await keep({ from: carla, subject: 'Good after', text: 'B.' });
    file(desk.p);
    await untilFiled([before.id, bad.id, after.id]);
    expect(await ticketsAbout('Good before')).toHaveLength(1);
    expect(await ticketsAbout('Good after')).toHaveLength(1);

    const admin = desk.as('adao');
    const { parked } = (await admin.get('/api/inbound')).body;
    expect(parked).toMatchObject([{ id: bad.id, attempts: 3, error: expect.stringMatching(/parts/i) }]);
    const raw = await admin.get(`/api/inbound/${bad.id}/raw`);
    expect(raw.text).toBe(poison().toString());
    expect(raw.headers).toMatchObject({
      'content-disposition': expect.stringContaining('attachment'),
      'x-content-type-options': 'nosniff',
    });
    const events = await desk.db.selectFrom('events').selectAll().where('type', '=', 'inbound.parked').execute();
    expect(events).toMatchObject([{ subject_id: (await stateOf(bad.id)).id, reason: { code: 'inbound_parked' } }]);

    expect((await admin.delete(`/api/inbound/${bad.id}`)).status).toBe(204);
    expect((await admin.get('/api/inbound')).body.parked).toEqual([]);
    expect((await admin.get(`/api/inbound/${bad.id}/raw`)).status).toBe(200);
  });

  test('is filed by a retry once its trouble is mended', async () => {
    const content = { from: carla, subject: 'Lost and found', text: 'C.', messageId: '<lost@padaria>' };
    const { id } = await keep(content);
    const { file_hash: hash } = await stateOf(id);
    await desk.p.files.remove(hash);
    file(desk.p);
    await untilFiled([id]);
    expect((await stateOf(id)).state).toBe('parked');

    await desk.p.files.put(await letter(content));
    expect((await desk.as('adao').post(`/api/inbound/${id}/retry`)).status).toBe(204);
    await untilFiled([id]);
    expect((await stateOf(id)).state).toBe('filed');
    expect(await ticketsAbout('Lost and found')).toHaveLength(1);
    expect((await desk.as('adao').post(`/api/inbound/${id}/retry`)).status).toBe(404);
  });

  test('is not an agent’s to see', async () => {
    expect((await desk.as('ana').get('/api/inbound')).status).toBe(403);
  });
});

describe('the SMTP door', () => {
  test('stores before it says 250, and the filer is told at once', async () => {
    const send = await openDoorOf(desk.p);
    file(desk.p, { pollMs: 60_000 });
    await sleep(50);
    const began = performance.now();
    const info = await send({ from: carla, subject: 'By SMTP', text: 'Hello.' });
    const uuid = /Kept as (\S+)/.exec(info.response)?.[1] ?? '';
    await untilFiled([uuid]);
    expect(performance.now() - began).toBeLessThan(5_000);
    expect(await ticketsAbout('By SMTP')).toHaveLength(1);
  });

  test('says 451 while the database is away, and takes the same mail when it is back', async () => {
    const { p, proxy } = await cutableDatabase();
    const send = await openDoorOf(p);
    const content = (n: number) => ({
      from: carla,
      subject: `Outage ${n}`,
      text: 'Hello.',
      messageId: `<outage-${n}@padaria>`,
    });
    await send(content(1));
    await proxy.cut();
    await expect(send(content(2))).rejects.toMatchObject({ responseCode: 451 });
    await expect(send(content(3))).rejects.toMatchObject({ responseCode: 451 });
    await proxy.mend();
    await send(content(2));
    await send(content(3));
    await settle(desk.p);
    expect(await ticketsAbout('Outage 1')).toHaveLength(1);
    expect(await ticketsAbout('Outage 2')).toHaveLength(1);
    expect(await ticketsAbout('Outage 3')).toHaveLength(1);
  });

  test('is refused at the start where the port is taken, and waited for beside another worker', async () => {
    const other = net.createServer().listen(0, '127.0.0.1');
    await once(other, 'listening');
    const { port } = other.address() as net.AddressInfo;
    const at = (process: 'all' | 'worker') => ({ ...desk.p, config: { ...desk.p.config, mailPort: port, process } });
    await expect(openDoors(at('all'))).rejects.toMatchObject({
      code: 'mail_port_taken',
      message: expect.stringContaining(String(port)),
    });

    const doors = await openDoors(at('worker'), { retryMs: 50 });
    closing.push(() => doors.close());
    expect(doors.addresses).toEqual([]);
    await new Promise((resolve) => other.close(resolve));
    for (let waited = 0; doors.addresses.length === 0 && waited < 5_000; waited += 20) await sleep(20);
    expect(doors.addresses).toMatchObject([{ channel: 'email', port }]);
  });
});

async function openDoorOf(p: Platform): Promise<(content: Letter) => Promise<{ response: string }>> {
  const port = await freePort();
  const doors = await openDoors({ ...p, config: { ...p.config, mailPort: port } });
  closing.push(() => doors.close());
  const transport = createTransport({ host: '127.0.0.1', port, ignoreTLS: true });
  return async (content) => {
    const raw = await letter(content);
    const from = /<(.+)>/.exec(content.from)?.[1] ?? content.from;
    return transport.sendMail({ envelope: { from, to: 'support@atende.example' }, raw });
  };
}

async function freePort(): Promise<number> {
  const server = net.createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as net.AddressInfo;
  await new Promise((resolve) => server.close(resolve));
  return port;
}

async function secondPlatform(): Promise<Platform> {
  const database = openDatabase(desk.address, { connections: 5 });
  closing.push(() => database.close());
  return openPlatform({ config: desk.p.config, database, log: desk.p.log });
}

/** The desk's database behind a connection that can be cut. */
async function cutableDatabase(): Promise<{ p: Platform; proxy: DatabaseProxy }> {
  const proxy = await databaseProxy(desk.address);
  const database = openDatabase({ url: proxy.url }, { connections: 3 });
  closing.push(async () => {
    await database.close();
    await proxy.close();
  });
  return { p: await openPlatform({ config: desk.p.config, database, log: desk.p.log }), proxy };
}
