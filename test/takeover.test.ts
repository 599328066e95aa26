import { setTimeout as sleep } from 'node:timers/promises';
import { createTransport } from 'nodemailer';
import type pg from 'pg';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { connect } from '../server/platform/database/database.ts';
import { emptyDatabase, urlOf } from './database.ts';
import { type DatabaseProxy, databaseProxy } from './database-proxy.ts';
import { type DeskProcess, deskProcess, forget, ownerToken } from './desk-process.ts';
import { type SmtpSink, smtpSink, type TakenMail } from './smtp-sink.ts';

/**
 * A worker that is killed, or cut off from the database, in the middle of its work, beside another one that lives. What the
 * dead one had in hand is done within a minute, and the one cut off writes nothing any more.
 */
const held = 20;
const resumedMs = 60_000;
let database: Awaited<ReturnType<typeof emptyDatabase>>;
let client: pg.Client;
let proxy: DatabaseProxy;
let sink: SmtpSink;
let first: DeskProcess;
let second: DeskProcess;
let web: DeskProcess;
let token: string;
/** What the mail server does before it answers. */
let answer: (mail: TakenMail, nth: number) => Promise<void> = async () => {};

beforeAll(async () => {
  database = await emptyDatabase();
  client = await connect(database.address, 'atende test');
  proxy = await databaseProxy(database.address);
  sink = await smtpSink({ answer: (mail, nth) => answer(mail, nth) });
  const url = urlOf(database.address);
  const shared = { SECRET_KEY: 'the same secret for all processes of one desk', SMTP_URL: sink.url };
  web = await deskProcess({ env: { ...shared, DATABASE_URL: url, ATENDE_PROCESS: 'web' } });
  const working = { ...shared, ATENDE_PROCESS: 'worker', MAIL_PORT: String(web.mailPort) };
  first = await deskProcess({ dataDir: web.dataDir, env: { ...working, DATABASE_URL: proxy.url } });
  second = await deskProcess({ dataDir: web.dataDir, env: { ...working, DATABASE_URL: url } });
  await web.start();
  await first.start();
  token = await ownerToken(web);
}, 120_000);
afterAll(async () => {
  await Promise.all([web, first, second].map((each) => each.stop()));
  await forget(web);
  await Promise.all([client.end(), proxy.close(), sink.close()]);
  await database.drop();
});

describe('a worker that is cut off from the database while the mail server thinks', { timeout: 120_000 }, () => {
  test('is relieved by another, and what it hears later changes nothing (T09)', async () => {
    const thinking = [Promise.withResolvers<void>(), Promise.withResolvers<void>()];
    answer = async (_mail, nth) => thinking[nth]?.promise;
    const number = await replied('Cut off');
    await expect.poll(() => sink.taken.length, { timeout: 30_000 }).toBe(1);
    await second.start();
    await proxy.cut();
    await expect.poll(() => sink.taken.length, { timeout: resumedMs }).toBe(2);
    await proxy.mend();
    await sleep(2_000);
    thinking[0]?.reject(Object.assign(new Error('4.3.2 Come back'), { responseCode: 451 }));
    await sleep(3_000);
    expect(await deliveryOf(number)).toMatchObject({ state: 'sending', error: null });

    thinking[1]?.resolve();
    await expect.poll(async () => (await deliveryOf(number)).state).toBe('sent');
    expect(await deliveryOf(number)).toMatchObject({ attempts: 2, error: null });
    expect(new Set(sink.taken.map(({ messageId }) => messageId)).size).toBe(1);
    const { rows } = await client.query('select count(*)::int as jobs from graphile_worker.jobs where key like $1', [
      'deliver%',
    ]);
    expect(rows).toEqual([{ jobs: 0 }]);
  });
});

describe('a worker that is killed with -9', { timeout: 240_000 }, () => {
  test(`holding ${held} mails and four replies of ${held}: all are done by the other within a minute (T09)`, async () => {
    const thinking = Promise.withResolvers<void>();
    answer = () => thinking.promise;
    const before = sink.taken.length;
    const texts = Array.from({ length: held }, (_, nth) => `Answer ${nth}`);
    const tickets = await Promise.all(texts.map((text) => ticketAbout(`About ${text}`)));
    await Promise.all(texts.map((text, nth) => reply(tickets[nth] ?? 0, text)));
    const release = await holdFiling();
    await Promise.all(texts.map((_, nth) => send(`Held ${nth}`)));
    await expect.poll(() => sink.taken.length - before, { timeout: 30_000 }).toBe(8);
    expect(await numberOf(`inbound where state = 'received' and next_attempt_at > now()`)).toBe(held);
    expect(await numberOf('graphile_worker._private_jobs where locked_by is not null')).toBeGreaterThanOrEqual(8);

    await first.kill();
    const killed = Date.now();
    thinking.resolve();
    await release();
    const waiting = `deliveries where state in ('queued', 'sending')`;
    const left = async () => (await numberOf(`inbound where state = 'received'`)) + (await numberOf(waiting));
    await expect.poll(left, { timeout: resumedMs, interval: 200 }).toBe(0);
    const seconds = ((Date.now() - killed) / 1000).toFixed(1);

    const copies = sink.taken.slice(before);
    process.stdout.write(`resumed within ${seconds} s, ${copies.length - held} replies twice\n`);
    expect(copies.map(({ firstLine }) => firstLine).sort()).toEqual(expect.arrayContaining([...texts].sort()));
    expect(new Set(copies.map(({ messageId }) => messageId)).size).toBe(held);
    expect(copies.length).toBeLessThanOrEqual(held + 4);
    expect(await numberOf(`tickets where subject like 'Held %'`)).toBe(held);
    expect(await numberOf(`deliveries where state = 'sent'`)).toBe(held + 1);
  });
});

/** Filing waits for this: whoever files has its mail in hand and gets no further. */
async function holdFiling(): Promise<() => Promise<void>> {
  const holder = await connect(database.address, 'atende test');
  await holder.query('begin; lock table contacts in exclusive mode');
  return () => holder.end();
}

async function replied(subject: string): Promise<number> {
  const number = await ticketAbout(subject);
  await reply(number, `We heard of it: ${subject}`);
  return number;
}

async function reply(number: number, text: string): Promise<void> {
  const body = { kind: 'reply', text };
  expect(await web.api(`/api/tickets/${number}/messages`, { token, body })).toMatchObject({ status: 201 });
}

async function ticketAbout(subject: string): Promise<number> {
  const body = { subject, requester: { email: 'carla@shop.example' }, message: { text: 'Bom dia.' } };
  return (await web.api('/api/tickets', { token, body })).body.ticket.number;
}

async function send(subject: string): Promise<void> {
  const transport = createTransport({ host: '127.0.0.1', port: web.mailPort, ignoreTLS: true });
  const mail = { from: 'mary@shop.example', to: 'support@atende.example', subject, text: 'Hello.' };
  await transport.sendMail(mail).finally(() => transport.close());
}

async function deliveryOf(number: number) {
  return (await web.api(`/api/deliveries?ticket=${number}`, { token })).body.deliveries[0];
}

async function numberOf(what: string): Promise<number> {
  return (await client.query(`select count(*)::int as count from ${what}`)).rows[0].count;
}
