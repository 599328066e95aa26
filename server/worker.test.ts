import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import { type Desk, startDesk } from '../test/server.ts';
import { openDatabase } from './platform/database/database.ts';
import { settle, startWorker } from './worker.ts';

let desk: Desk;
const closes: (() => Promise<void>)[] = [];
beforeAll(async () => {
  desk = await startDesk();
});
afterEach(async () => {
  for (const close of closes.splice(0).reverse()) await close();
});
afterAll(() => desk.close());

async function openTicket(): Promise<number> {
  const { status, body } = await desk.as('ana', 'token').post('/api/tickets', {
    subject: 'A nota fiscal',
    requester: { email: 'carla@padariacentral.example', name: 'Carla' },
    message: { text: 'Não chegou.' },
    inbox: desk.world.inbox.uuid,
  });
  expect(status).toBe(201);
  return body.number ?? body.ticket.number;
}

async function reply(number: number, by: 'token' | 'session' = 'token') {
  const seen = (await desk.as('ana').get(`/api/tickets/${number}`)).body.ticket.lastMessageId;
  const answer = await desk
    .as('ana', by)
    .post(`/api/tickets/${number}/messages`, { kind: 'reply', text: 'Segue em anexo.', seen });
  expect(answer.status).toBe(201);
}

async function states(): Promise<string[]> {
  const rows = await desk.db.selectFrom('deliveries').select('state').orderBy('id').execute();
  return rows.map(({ state }) => state);
}

/** A worker as a process of its own would be: other connections, the same database. */
async function anotherWorker(): Promise<void> {
  const database = openDatabase(desk.address, { connections: 5 });
  const worker = await startWorker({ ...desk.p, db: database.db });
  closes.push(async () => {
    await worker.close();
    await database.close();
  });
}

test('settle does by itself what a worker would do, until nothing is left', async () => {
  await reply(await openTicket());
  expect(await states()).toEqual(['queued']);
  await settle(desk.p);
  expect(await states()).toEqual(['sent']);
  const unread = await desk.db.selectFrom('events').select('id').where('position', 'is', null).execute();
  expect(unread).toEqual([]);
});

test('a reply inside its undo window goes out when the clock has passed it', async () => {
  const number = await openTicket();
  await reply(number, 'session');
  await settle(desk.p);
  expect((await states()).filter((state) => state === 'sent')).toHaveLength(1);
  desk.clock.advance(desk.p.config.undoSendSeconds + 1);
  await settle(desk.p);
  expect((await states()).filter((state) => state === 'sent')).toHaveLength(2);
});

test('two workers on one database send each reply once, soon', async () => {
  const before = (await states()).length;
  await anotherWorker();
  await anotherWorker();
  const numbers = await Promise.all(Array.from({ length: 6 }, openTicket));
  for (const number of numbers) await reply(number);
  await expect.poll(states, { timeout: 8_000 }).toEqual(Array(before + 6).fill('sent'));
  const sent = await desk.db.selectFrom('deliveries').select('attempts').execute();
  expect(sent.map(({ attempts }) => attempts)).toEqual(Array(before + 6).fill(1));
  expect(await desk.db.selectFrom('parked_events').selectAll().execute()).toEqual([]);
});

test('a worker closes within a second when it has nothing in hand', async () => {
  const worker = await startWorker(desk.p);
  const begun = performance.now();
  await worker.close();
  expect(performance.now() - begun).toBeLessThan(1_500);
});
