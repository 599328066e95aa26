import { createTransport } from 'nodemailer';
import type pg from 'pg';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { connect } from '../server/platform/database/database.ts';
import { emptyDatabase } from './database.ts';
import { type DeskProcess, deskProcess, forget, ownerToken } from './desk-process.ts';
import { type Dovecot, dovecotMissing, hasDovecot, startDovecot } from './dovecot.ts';
import { type SmtpSink, smtpSink } from './smtp-sink.ts';
import { type WatchedWay, type Word, watchedDatabase, watchedWay } from './watched-way.ts';

/**
 * A desk killed with -9 at each step a mail takes, in and out. Its ways to PostgreSQL, to the mailbox and to the mail server
 * are watched: at the word that begins or ends the step the desk dies, and nothing it says passes any more.
 */
type WayName = 'database' | 'mailbox' | 'relay';
type Step = [name: string, way: WayName, word: Word];

const store = /insert into inbound/;
const filing = /set state = 'filed'/;
const position = /update mailboxes set epoch/;
const confirming = /insert into "?automatic_mail/;
const sent = /delivery\.sent/;
const commit = /\bcommit\b/i;
const lost = (says: RegExp, after?: RegExp): Word => ({ says, arrives: false, ...(after && { after }) });
const unanswered = (says: RegExp, after?: RegExp): Word => ({ says, arrives: true, ...(after && { after }) });

const taking: Step[] = [
  ['after the fetch, before the mail is stored', 'database', lost(store)],
  ['after it is stored, before the desk knows', 'database', unanswered(store)],
  ['after it is stored, before it is marked', 'mailbox', lost(/UID STORE/)],
  ['after it is marked, before the desk knows', 'mailbox', unanswered(/UID STORE/)],
  ['after it is marked, before that is written down', 'database', lost(position)],
  ['while it is filed, before the commit', 'database', lost(commit, filing)],
  ['when it is filed, before the desk knows', 'database', unanswered(commit, filing)],
];
const confirmed: Step[] = [
  ['while its confirmation is written, before the commit', 'database', lost(commit, confirming)],
  ['when its confirmation is written, before the desk knows', 'database', unanswered(commit, confirming)],
];
const interrupted: Step[] = [
  ['while its confirmation is handed over', 'relay', lost(/^DATA/m)],
  ['when its confirmation is handed over, before that is written down', 'database', lost(commit, sent)],
];
if (!hasDovecot) process.stderr.write(`${dovecotMissing}\n`);

const support = 'support@atende.example';
let database: Awaited<ReturnType<typeof emptyDatabase>>;
let client: pg.Client;
let sink: SmtpSink;
let desk: DeskProcess;
let token: string;
let ways: Record<'database' | 'relay', WatchedWay>;

beforeAll(async () => {
  [database, sink] = await Promise.all([emptyDatabase(), smtpSink()]);
  client = await connect(database.address, 'atende test');
  const toDatabase = await watchedDatabase(database.address);
  ways = { database: toDatabase, relay: await watchedWay({ port: sink.port }) };
  const env = {
    DATABASE_URL: toDatabase.url,
    SECRET_KEY: 'a-key-that-the-operator-keeps-on-his-own-machine',
    SMTP_URL: `smtp://127.0.0.1:${ways.relay.port}`,
  };
  desk = await deskProcess({ env });
  await desk.start();
  token = await ownerToken(desk);
}, 90_000);
afterAll(async () => {
  await forget(desk);
  await Promise.all([ways.database.close(), ways.relay.close(), sink.close(), client.end()]);
  await database.drop();
});

afterEach(async () => {
  // A desk that a failed test left dead would fail all that follow.
  for (const way of Object.values(ways)) way.mend();
  if (!desk.isRunning()) await desk.start();
});

/** The desk will die at the word; resolves when it has. What it left behind stands still until `revive`. */
function dieAt(way: WatchedWay, word: Word): { hasDied(): Promise<void> } {
  way.strikeAt(word, () => void desk.kill());
  return { hasDied: () => expect.poll(() => desk.isRunning(), { timeout: 60_000 }).toBe(false) };
}

async function revive(...struck: WatchedWay[]): Promise<void> {
  for (const way of struck) way.mend();
  await desk.start();
}

describe.skipIf(!hasDovecot)('a mail in a mailbox, the desk killed', { timeout: 120_000 }, () => {
  let dovecot: Dovecot;
  let mailbox: WatchedWay;
  let nth = 0;

  beforeAll(async () => {
    dovecot = await startDovecot();
    mailbox = await watchedWay({ port: dovecot.port });
    await addInbox();
    await waiting();
  }, 60_000);
  afterAll(async () => {
    await mailbox.close();
    await dovecot.close();
  });

  test.each(taking)('%s: is one message with one confirmation, and marked only when stored (T01)', async (...step) => {
    const subject = await killedAt(step);
    const copies = await outcomeOf(subject);
    expect(copies).toEqual({ states: ['sent'], copies: 1 });
  });

  test.each(confirmed)('%s: is one message with one confirmation (T01)', async (...step) => {
    const subject = await killedAt(step);
    expect(await outcomeOf(subject)).toEqual({ states: ['sent'], copies: 1 });
  });

  test.each(interrupted)('%s: that is not sent again, and a person is told (T01, T08)', async (...step) => {
    const subject = await killedAt(step);
    const { states, copies } = await outcomeOf(subject);
    expect(states).toEqual(['held']);
    expect(copies).toBe(step[1] === 'relay' ? 0 : 1);
  });

  async function killedAt([, name, word]: Step): Promise<string> {
    const subject = `Order ${++nth}`;
    const way = name === 'mailbox' ? mailbox : ways[name];
    const death = dieAt(way, word);
    await dovecot.append(letter(subject));
    await death.hasDied();
    await expectNothingMarkedUnstored();
    await revive(way);
    return subject;
  }

  async function expectNothingMarkedUnstored(): Promise<void> {
    const { rows } = await client.query(
      `select (envelope->'imap'->>'uid')::int as uid from inbound where envelope->>'door' = 'imap'`,
    );
    const marked = (await dovecot.flagsOf()).filter(({ flags }) => flags.includes('\\Seen'));
    const stored = rows.map(({ uid }) => uid);
    expect(marked.filter(({ uid }) => !stored.includes(uid))).toEqual([]);
  }

  /** When all is quiet: what became of the confirmations, and how many copies of them left. */
  async function outcomeOf(subject: string): Promise<{ states: string[]; copies: number }> {
    const confirmations = async () => {
      const { rows } = await client.query(
        `select deliveries.state from deliveries join tickets on tickets.id = ticket_id where tickets.subject = $1`,
        [subject],
      );
      return rows.map(({ state }) => state);
    };
    const isSettled = async () => (await confirmations()).filter((state) => /^(sent|held)$/.test(state)).length;
    await expect.poll(isSettled, { timeout: 60_000 }).toBe(1);
    await expect.poll(async () => (await dovecot.flagsOf()).every(isSeen), { timeout: 60_000 }).toBe(true);
    expect(await numberOf('inbound where external_id = $1', `<${idOf(subject)}>`)).toBe(1);
    expect(await numberOf('tickets where subject = $1', subject)).toBe(1);
    const messages = 'messages join tickets on tickets.id = ticket_id where tickets.subject = $1 and direction =';
    expect(await numberOf(`${messages} 'in'`, subject)).toBe(1);
    expect(await numberOf(`${messages} 'out'`, subject)).toBe(1);
    const copies = sink.taken.filter(({ to }) => to.includes(senderOf(subject))).length;
    return { states: await confirmations(), copies };
  }

  async function addInbox(): Promise<void> {
    const settings = {
      incoming: 'imap',
      imapHost: '127.0.0.1',
      imapPort: mailbox.port,
      imapSecurity: 'none',
      imapUser: dovecot.user,
      imapPassword: dovecot.password,
    };
    const confirmation = { isOn: true, texts: {} };
    const body = { name: 'Shop', channel: 'email', addresses: ['shop@atende.example'], settings, confirmation };
    expect(await desk.api('/api/inboxes', { token, body })).toMatchObject({ status: 201 });
  }

  async function waiting(): Promise<void> {
    while ((await numberOf(`mailboxes where state = $1`, 'waiting')) === 0) await pause();
  }
});

describe('a mail at our own door, the desk killed', { timeout: 120_000 }, () => {
  const steps: Step[] = [
    ['before it is stored', 'database', lost(store)],
    ['after it is stored, before it is acknowledged', 'database', unanswered(store)],
  ];

  test.each(steps)('%s: its sender tries again, and it is one message (T01)', async (name, _way, word) => {
    const subject = `At the door, ${name}`;
    const death = dieAt(ways.database, word);
    await expect(send(subject)).rejects.toThrow();
    await death.hasDied();
    await revive(ways.database);
    await send(subject);
    await expect.poll(() => numberOf('tickets where subject = $1', subject), { timeout: 60_000 }).toBe(1);
    expect(await numberOf('inbound where external_id = $1', `<${idOf(subject)}>`)).toBe(1);
    expect(await numberOf('messages join tickets on tickets.id = ticket_id where tickets.subject = $1', subject)).toBe(
      1,
    );
  });
});

describe('an agent’s reply, the desk killed', { timeout: 120_000 }, () => {
  const steps: Step[] = [
    ['after the mail server took it, before that is written down', 'database', lost(commit, sent)],
    ['after it is written down, before the desk knows', 'database', unanswered(commit, sent)],
  ];

  test.each(steps)('%s: is sent, under one Message-ID, at most twice (T08)', async (name, _way, word) => {
    const number = await ticketOf(`Reply, ${name}`);
    const text = `Answer, ${name}`;
    const death = dieAt(ways.database, word);
    const body = { kind: 'reply', text };
    expect(await desk.api(`/api/tickets/${number}/messages`, { token, body })).toMatchObject({ status: 201 });
    await death.hasDied();
    const copies = () => sink.taken.filter(({ firstLine }) => firstLine === text);
    expect(copies()).toHaveLength(1);
    await revive(ways.database);

    const delivery = async () => (await desk.api(`/api/deliveries?ticket=${number}`, { token })).body.deliveries;
    await expect.poll(async () => (await delivery())[0].state, { timeout: 60_000 }).toBe('sent');
    expect(await delivery()).toHaveLength(1);
    expect(copies()).toHaveLength(word.arrives ? 1 : 2);
    expect(new Set(copies().map(({ messageId }) => messageId))).toEqual(new Set([(await delivery())[0].externalId]));
  });

  async function ticketOf(subject: string): Promise<number> {
    const body = { subject, requester: { email: 'asker@shop.example' }, message: { text: 'How?' } };
    return (await desk.api('/api/tickets', { token, body })).body.ticket.number;
  }
});

async function send(subject: string): Promise<void> {
  const patience = { connectionTimeout: 5_000, greetingTimeout: 5_000, socketTimeout: 30_000 };
  const transport = createTransport({ host: '127.0.0.1', port: desk.mailPort, ignoreTLS: true, ...patience });
  const envelope = { from: senderOf(subject), to: support };
  await transport.sendMail({ envelope, raw: letter(subject) }).finally(() => transport.close());
}

async function numberOf(what: string, value: string): Promise<number> {
  return (await client.query(`select count(*)::int as count from ${what}`, [value])).rows[0].count;
}

function isSeen({ flags }: { flags: string[] }): boolean {
  return flags.includes('\\Seen');
}

function pause(): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, 50));
}

function idOf(subject: string): string {
  return `${subject.replace(/\W+/g, '-').toLowerCase()}@shop.example`;
}

function senderOf(subject: string): string {
  return `from-${idOf(subject)}`;
}

function letter(subject: string): Buffer {
  const lines = [
    `From: <${senderOf(subject)}>`,
    `To: ${support}`,
    `Subject: ${subject}`,
    `Message-ID: <${idOf(subject)}>`,
    'Date: Sat, 21 Nov 2026 10:00:00 +0000',
    '',
    'It did not arrive.',
    '',
  ];
  return Buffer.from(lines.join('\r\n'));
}
