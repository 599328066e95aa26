import { setTimeout as sleep } from 'node:timers/promises';
import { createTransport } from 'nodemailer';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { connect, type DatabaseAddress } from '../server/platform/database/database.ts';
import { joinEmbeddedPostgres } from '../server/platform/database/embedded-postgres.ts';
import { type DeskProcess, deskProcess, forget, npmStart, ownerToken, postmaster } from './desk-process.ts';
import { type SmtpSink, smtpSink } from './smtp-sink.ts';

/**
 * A desk as `npm start` runs it, killed with -9 at random instants, its PostgreSQL too every third time, while mail comes
 * in, agents answer and invites go out. What the SMTP door accepted is a ticket afterwards, once; what it did not accept
 * the sender tries again with the same bytes. A reply the API took reaches the customer, every copy under one Message-ID;
 * mail the desk writes by itself goes out once or not at all.
 */
const kills = 7;
const mailLanes = 4;
const replyTickets = 24;
const accepted = new Set<number>();
const answered = new Map<string, string>();
const invited = new Set<string>();
const instants: Instant[] = [];
/** Mail that had its 250 and was not a ticket yet; replies that were taken and had not left. */
type Instant = { waited: number; accepted: number; unfiled: number; unsent: number; withDatabase: boolean };

let sink: SmtpSink;
let desk: DeskProcess;
let token: string;

beforeAll(async () => {
  sink = await smtpSink({ answersAfterMs: 15 });
  desk = await deskProcess({ command: npmStart, env: { SMTP_URL: sink.url } });
  await desk.start();
  token = await ownerToken(desk);
}, 90_000);
afterAll(async () => {
  await forget(desk);
  await sink.close();
});

describe('a desk killed with -9 at random instants', { timeout: 180_000 }, () => {
  test('is killed while mail comes in and replies go out', async () => {
    const { address } = await joinEmbeddedPostgres(desk.dataDir);
    const tickets = await openTickets(replyTickets);
    const end = new AbortController();
    const busy = [
      ...Array.from({ length: mailLanes }, (_, lane) => sendMails(lane, end.signal)),
      ...[0, 1].map((lane) => answerTickets(lane, tickets, end.signal)),
      invite(end.signal),
    ];
    try {
      for (let each = 0; each < kills; each++) await killAndRestart(each, address);
    } finally {
      end.abort();
      await Promise.all(busy);
    }
    process.stdout.write(`${told()}\n`);
    expect(instants).toHaveLength(kills);
    expect(instants.filter(({ unfiled }) => unfiled > 0).length).toBeGreaterThan(0);
  });

  test('has every accepted mail as a ticket, once', async () => {
    await expect.poll(async () => (await mailSubjects()).length, { timeout: 30_000 }).toBe(accepted.size);
    expect(await mailSubjects()).toEqual([...accepted].map(subjectOf).sort());
    expect(accepted.size).toBeGreaterThan(kills);
  });

  test('sends every reply it took, each under one Message-ID', async () => {
    expect(answered.size).toBeGreaterThan(0);
    const lost = () => [...answered.keys()].filter((text) => !sink.taken.some(({ firstLine }) => firstLine === text));
    await expect.poll(lost, { timeout: 60_000 }).toEqual([]);
    for (const text of answered.keys()) {
      const copies = sink.taken.filter(({ firstLine }) => firstLine === text);
      expect(new Set(copies.map(({ messageId }) => messageId)).size).toBe(1);
    }
  });

  test('sends no invite twice', async () => {
    const received = () => sink.taken.map(({ to }) => to.join()).filter((to) => to.startsWith('new-agent-'));
    // What the last life was asked for may still be on its way.
    await expect.poll(() => received().length, { timeout: 60_000 }).toBeGreaterThan(0);
    expect(received()).toEqual([...new Set(received())]);
    expect(invited.size).toBeGreaterThanOrEqual(received().length - kills);
  });

  test('is healthy, and holds no mail back', async () => {
    expect(await desk.api('/health')).toEqual({ status: 200, body: { status: 'ok' } });
    expect((await desk.api('/api/inbound', { token })).body).toMatchObject({ parked: [] });
    expect(desk.log()).not.toContain('"level":"fatal"');
  });
});

/** Every second kill comes right after an acceptance or a reply, when most is in hand. */
async function killAndRestart(each: number, address: DatabaseAddress): Promise<void> {
  const before = accepted.size;
  const began = Date.now();
  await sleep(Math.random() * 1_200);
  if (each % 2 === 1) {
    while (accepted.size === before && Date.now() - began < 5_000) await sleep(1);
    await sleep(Math.random() * 20);
  }
  const withDatabase = each % 3 === 2;
  const server = await postmaster(desk);
  const waited = Date.now() - began;
  await desk.kill();
  const left = await leftAtKill(address);
  instants.push({ waited, accepted: accepted.size, ...left, withDatabase });
  if (withDatabase) process.kill(server, 'SIGKILL');
  await desk.start();
}

/** The orphaned server still answers: what was promised and not done yet at the instant of the kill. */
async function leftAtKill(address: DatabaseAddress): Promise<{ unfiled: number; unsent: number }> {
  const client = await connect(address, 'atende test');
  const waiting = await client.query(`select external_id from inbound where state = 'received'`);
  const leaving = await client.query(`select count(*) from deliveries where state in ('queued', 'sending')`);
  await client.end();
  const unfiled = new Set(waiting.rows.map(({ external_id }) => external_id));
  const promised = [...accepted].filter((number) => unfiled.has(messageIdOf(number)));
  return { unfiled: promised.length, unsent: leaving.rows[0].count };
}

function told(): string {
  const lines = instants.map(
    ({ waited, withDatabase, ...left }) =>
      `after ${waited} ms${withDatabase ? ', PostgreSQL too' : ''}: ${left.accepted} accepted, ${left.unfiled} of them not filed, ${left.unsent} replies on their way`,
  );
  return [`kill -9, ${lines.length} times:`, ...lines].join('\n  ');
}

function subjectOf(number: number): string {
  return `Order ${String(number).padStart(4, '0')} did not arrive`;
}

function messageIdOf(number: number): string {
  return `<order-${number}@shop.example>`;
}

async function sendMails(lane: number, end: AbortSignal): Promise<void> {
  for (let number = lane; !end.aborted; number += mailLanes) {
    await untilAccepted(() => sendMail(number));
    accepted.add(number);
    await pause(60, end);
  }
}

async function untilAccepted(send: () => Promise<unknown>): Promise<void> {
  for (let attempt = 0; attempt < 600; attempt++) {
    const isAccepted = await send().then(
      () => true,
      () => false,
    );
    if (isAccepted) return;
    await sleep(100);
  }
  throw new Error('A mail was never accepted.');
}

async function sendMail(number: number): Promise<void> {
  const transport = createTransport({
    host: '127.0.0.1',
    port: desk.mailPort,
    ignoreTLS: true,
    connectionTimeout: 2_000,
    greetingTimeout: 2_000,
    socketTimeout: 5_000,
  });
  try {
    await transport.sendMail({
      from: `customer${number}@shop.example`,
      to: 'support@atende.example',
      subject: subjectOf(number),
      text: `This is mail ${number}.`,
      messageId: messageIdOf(number),
      date: new Date(Date.UTC(2026, 0, 1) + number * 1000),
    });
  } finally {
    transport.close();
  }
}

async function openTickets(count: number): Promise<number[]> {
  const numbers: number[] = [];
  for (let each = 0; each < count; each++) {
    const body = {
      subject: `Question ${each}`,
      requester: { email: `asker${each}@shop.example` },
      message: { text: 'How?' },
    };
    numbers.push((await desk.api('/api/tickets', { token, body })).body.ticket.number);
  }
  return numbers;
}

/** A reply the API did not take may have been written or not; the agent writes another, in other words. */
async function answerTickets(lane: number, tickets: number[], end: AbortSignal): Promise<void> {
  for (let nth = 0; !end.aborted; nth++) {
    const text = `Answer ${lane}-${nth}`;
    const number = tickets[(nth * 2 + lane) % tickets.length];
    const body = { kind: 'reply', text };
    const answer = await desk.api(`/api/tickets/${number}/messages`, { token, body }).catch(() => undefined);
    if (answer?.status === 201) answered.set(text, answer.body.message.id);
    await pause(answer ? 120 : 250, end);
  }
}

async function invite(end: AbortSignal): Promise<void> {
  for (let nth = 0; !end.aborted; nth++) {
    const body = { name: `New agent ${nth}`, email: `new-agent-${nth}@atende.example`, role: 'agent' };
    const answer = await desk.api('/api/agents', { token, body }).catch(() => undefined);
    if (answer?.status === 201) invited.add(body.email);
    await pause(300, end);
  }
}

async function pause(ms: number, end: AbortSignal): Promise<void> {
  await sleep(ms, undefined, { signal: end }).catch(() => {});
}

async function mailSubjects(): Promise<string[]> {
  const subjects: string[] = [];
  let after: string | null = null;
  do {
    const query: string = after === null ? '' : `&after=${encodeURIComponent(after)}`;
    const { body } = await desk.api(`/api/tickets?limit=100&sort=created${query}`, { token });
    subjects.push(...body.tickets.map(({ subject }: { subject: string }) => subject));
    after = body.next;
  } while (after !== null);
  return subjects.filter((subject) => subject.startsWith('Order ')).sort();
}
