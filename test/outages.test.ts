import { setTimeout as sleep } from 'node:timers/promises';
import { createTransport } from 'nodemailer';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { connect } from '../server/platform/database/database.ts';
import { emptyDatabase } from './database.ts';
import { type DatabaseProxy, databaseProxy } from './database-proxy.ts';
import { type ApiAnswer, type DeskProcess, deskProcess, forget, ownerToken } from './desk-process.ts';
import { type Dovecot, dovecotMissing, hasDovecot, startDovecot } from './dovecot.ts';
import { type SmtpSink, smtpSink } from './smtp-sink.ts';
import { atData } from './smtp-talk.ts';

/** The desk's database goes away and comes back, without a restart of the desk. */
const awayMs = 1_000 * Number(process.env.ATENDE_AWAY_SECONDS ?? 12);
const support = 'support@atende.example';
let database: Awaited<ReturnType<typeof emptyDatabase>>;
let proxy: DatabaseProxy;
let sink: SmtpSink;
let desk: DeskProcess;
let token: string;
let asked: number;

beforeAll(async () => {
  database = await emptyDatabase();
  proxy = await databaseProxy(database.address);
  sink = await smtpSink();
  const env = {
    DATABASE_URL: proxy.url,
    SECRET_KEY: 'a-key-that-the-operator-keeps-on-his-own-machine',
    SMTP_URL: sink.url,
  };
  desk = await deskProcess({ env });
  await desk.start();
  token = await ownerToken(desk);
  const { body } = await desk.api('/api/tickets', { token, body: opening('Before the outage') });
  asked = body.ticket.number;
}, 90_000);
afterAll(async () => {
  await forget(desk);
  await Promise.all([proxy.close(), sink.close()]);
  await database.drop();
});

describe('a mail server that is away', { timeout: 60_000 }, () => {
  test('is waited for: the reply stays queued with what went wrong, and leaves when the server is back', async () => {
    const { port } = sink;
    await sink.close();
    await desk.api(`/api/tickets/${asked}/messages`, { token, body: { kind: 'reply', text: 'Can you hear me?' } });
    const delivery = async () => (await desk.api(`/api/deliveries?ticket=${asked}`, { token })).body.deliveries[0];
    await expect.poll(async () => (await delivery())?.error, { timeout: 20_000 }).toMatch(/ECONNREFUSED/);
    const queued = await delivery();
    expect(queued).toMatchObject({ state: 'queued', attempts: 1 });

    sink = await smtpSink({ port });
    sink.refuse({ code: 451, text: 'Greylisted, come back', times: 1 });
    await nextAttemptNow();
    await expect.poll(async () => (await delivery())?.error, { timeout: 20_000 }).toContain('Greylisted, come back');
    expect(await delivery()).toMatchObject({ state: 'queued', attempts: 2 });
    await nextAttemptNow();
    await expect.poll(async () => (await delivery()).state, { timeout: 20_000 }).toBe('sent');
    expect(sink.taken.map(({ firstLine }) => firstLine)).toEqual(['Can you hear me?']);
    expect(sink.taken[0]?.messageId).toBe(queued.externalId);
    expect(await delivery()).toMatchObject({ attempts: 3, error: null });
  });
});

describe('a database that goes away (T10)', { timeout: 90_000 + awayMs }, () => {
  let stream: Heard;
  let retrying: Promise<number>;
  let half: Awaited<ReturnType<typeof atData>>;

  test('answers 503 with a sentence and when to come back, to people and to monitors', async () => {
    stream = await listen();
    half = await atData(desk.mailPort, support);
    sink.answerAfter(1_000);
    await desk.api(`/api/tickets/${asked}/messages`, { token, body: { kind: 'reply', text: 'Half sent.' } });
    await expect.poll(() => sink.taken.at(-1)?.firstLine, { timeout: 10_000, interval: 10 }).toBe('Half sent.');
    await proxy.cut();

    for (const path of ['/health', '/api/tickets', `/api/tickets/${asked}`, '/api/search?q=before', '/api/views']) {
      const { status, headers, body } = await ask(path);
      expect([path, status, headers.get('retry-after')]).toEqual([path, 503, '5']);
      expect(body.error).toEqual({ code: 'database_unavailable', message: 'The database cannot be reached.' });
    }
    const reply = await desk.api(`/api/tickets/${asked}/messages`, { token, body: { kind: 'reply', text: 'Lost?' } });
    expect(reply).toMatchObject({ status: 503, body: { error: { code: 'database_unavailable' } } });
  });

  test('asks mail to come again, also mail whose recipient was accepted before', async () => {
    half.write('Subject: Half told\r\n\r\nBefore and after\r\n');
    expect(await half.say('.')).toMatch(/^451 4\.3\.0 /);
    half.hangUp();
    await expect(sendMail('Told in the outage')).rejects.toMatchObject({ responseCode: 451 });
    retrying = sendUntilAccepted('Told in the outage');
  });

  test('serves again by itself when it is back', async () => {
    await sleep(awayMs);
    await proxy.mend();
    const mended = Date.now();
    await expect.poll(async () => (await ask('/health')).status, { timeout: 10_000, interval: 50 }).toBe(200);
    expect(Date.now() - mended).toBeLessThan(5_000);
    expect((await ask('/api/tickets')).status).toBe(200);
  });

  test('has the mail that was sent again, once, and shows it to the screens that stayed open', async () => {
    expect(await retrying).toBeGreaterThan(1);
    await expect.poll(subjects, { timeout: 20_000 }).toEqual(['Before the outage', 'Told in the outage']);
    await expect.poll(() => stream.text(), { timeout: 15_000 }).toContain('"number":2');
    expect(stream.hasEnded()).toBe(false);
    stream.end();
    await sleep(1_000);
    expect(await subjects()).toEqual(['Before the outage', 'Told in the outage']);
  });

  test('sends what agents write: readers and jobs go on, also the one that was in hand', async () => {
    sink.answerAfter(0);
    const reply = await desk.api(`/api/tickets/${asked}/messages`, {
      token,
      body: { kind: 'reply', text: 'We know.' },
    });
    expect(reply.status).toBe(201);
    const states = async () => {
      const { body } = await desk.api(`/api/deliveries?ticket=${asked}`, { token });
      return body.deliveries.map(({ state }: { state: string }) => state);
    };
    await expect.poll(states, { timeout: 25_000 }).toEqual(['sent', 'sent', 'sent']);
    const copies = sink.taken.filter(({ firstLine }) => firstLine === 'Half sent.');
    expect(new Set(copies.map(({ messageId }) => messageId)).size).toBe(1);
    expect(sink.taken.filter(({ firstLine }) => firstLine === 'We know.')).toHaveLength(1);
  });

  test('is told in the log by few lines, none with a stack', async () => {
    const lines = logLines();
    expect(lines.filter(({ level }) => level === 'fatal')).toEqual([]);
    expect(desk.log()).not.toContain('"stack"');
    const loops = lines.filter(({ level, loop }) => loop && ['warn', 'error'].includes(level));
    const each = Object.groupBy(loops, ({ loop }) => loop);
    expect(Object.keys(each).length).toBeGreaterThan(3);
    for (const lines of Object.values(each)) expect(lines?.slice(2)).toEqual([]);
    const perMail = /^(Request put off|Mail could not be stored|the filer waits)/;
    const others = lines.filter(({ level, loop, msg }) => !loop && level !== 'info' && !perMail.test(msg));
    expect(others.slice(12)).toEqual([]);
  });

  test('that is silent instead of gone is told within seconds, and used again', async () => {
    proxy.swallow();
    const began = Date.now();
    expect(await ask('/health')).toMatchObject({
      status: 503,
      body: { error: { code: 'database_unavailable', message: 'The database does not answer.' } },
    });
    expect(Date.now() - began).toBeLessThan(4_000);
    await sleep(2_000);
    proxy.carry();
    await expect.poll(async () => (await ask('/health')).status, { timeout: 10_000 }).toBe(200);
    expect((await ask('/api/tickets')).status).toBe(200);
  });
});

describe('a database that comes and goes (T10)', { timeout: 90_000 }, () => {
  test('loses no mail and no reply that was taken, and never stops the desk', async () => {
    const before = { tickets: (await subjects()).length, sent: sink.taken.length };
    const end = new AbortController();
    const accepted: string[] = [];
    const replied: string[] = [];
    const mail = async (lane: number) => {
      for (let nth = 0; !end.signal.aborted; nth++) {
        const subject = `Order ${lane}-${nth}`;
        await sendUntilAccepted(subject);
        accepted.push(subject);
      }
    };
    const reply = async () => {
      for (let nth = 0; !end.signal.aborted; nth++) {
        const body = { kind: 'reply', text: `Answer ${nth}` };
        const { status } = await desk.api(`/api/tickets/${asked}/messages`, { token, body });
        expect([201, 503]).toContain(status);
        if (status === 201) replied.push(body.text);
        await sleep(50);
      }
    };
    const look = async () => {
      while (!end.signal.aborted) {
        for (const path of ['/api/tickets', '/api/views', `/api/tickets/${asked}?include=messages`, '/api/me']) {
          expect([200, 503]).toContain((await ask(path)).status);
        }
      }
    };
    const busy = [mail(0), mail(1), mail(2), reply(), look()];
    for (let times = 0; times < 12 || (replied.length <= 5 && times < 50); times++) {
      await sleep(200 + Math.random() * 600);
      await proxy.cut();
      await sleep(Math.random() * 400);
      await proxy.mend();
    }
    await sleep(500);
    end.abort();
    await Promise.all(busy);

    expect(desk.isRunning()).toBe(true);
    await expect
      .poll(async () => (await subjects()).length, { timeout: 30_000 })
      .toBe(before.tickets + accepted.length);
    expect((await subjects()).filter((subject) => subject.startsWith('Order '))).toEqual(accepted.sort());
    const unsent = () => replied.filter((text) => !sink.taken.some(({ firstLine }) => firstLine === text));
    await expect.poll(unsent, { timeout: 40_000 }).toEqual([]);
    expect(replied.length).toBeGreaterThan(5);
  });
});

if (!hasDovecot) process.stderr.write(`${dovecotMissing}\n`);
describe.skipIf(!hasDovecot)('a mailbox while the database is away (T10)', { timeout: 120_000 + awayMs }, () => {
  const during = ['Mailed in the outage 0', 'Mailed in the outage 1'];
  const folder = () => desk.api('/api/inboxes', { token }).then(({ body }) => body.inboxes.at(-1).connection?.state);
  let dovecot: Dovecot;
  beforeAll(async () => {
    dovecot = await startDovecot();
  }, 60_000);
  afterAll(() => dovecot.close());

  test('keeps its mail without a mark, and gives each once when it is back, without a restart', async () => {
    const began = desk.pid();
    const { port, user, password } = dovecot;
    const signIn = { imapUser: user, imapPassword: password };
    const settings = { incoming: 'imap', imapHost: '127.0.0.1', imapPort: port, imapSecurity: 'none', ...signIn };
    const body = { name: 'Shop', channel: 'email', addresses: ['shop@atende.example'], settings };
    expect(await desk.api('/api/inboxes', { token, body })).toMatchObject({ status: 201 });
    await expect.poll(folder, { timeout: 30_000 }).toBe('waiting');

    await proxy.cut();
    for (const subject of during) await dovecot.append(letter(subject));
    for (let waited = 0; waited < awayMs; waited += 1_000) {
      await sleep(1_000);
      expect((await dovecot.flagsOf()).filter(({ flags }) => flags.includes('\\Seen'))).toEqual([]);
    }
    await proxy.mend();
    const mailed = async () => (await subjects()).filter((subject) => subject.startsWith('Mailed'));
    await expect.poll(mailed, { timeout: 60_000 }).toEqual(during);
    const isMarked = async () => (await dovecot.flagsOf()).every(({ flags }) => flags.includes('\\Seen'));
    await expect.poll(isMarked, { timeout: 30_000 }).toBe(true);
    expect(await mailed()).toEqual(during);
    expect(desk.pid()).toBe(began);
  });
});

/** The minutes until the next attempt, passed at once. */
async function nextAttemptNow(): Promise<void> {
  const client = await connect(database.address, 'atende test');
  await client.query('update graphile_worker._private_jobs set run_at = now() where run_at > now()');
  await client.end();
}

const opening = (subject: string) => ({
  subject,
  requester: { email: 'joao@example.org' },
  message: { text: 'Bom dia.' },
});

async function ask(path: string): Promise<ApiAnswer & { headers: Headers }> {
  const answer = await fetch(`${desk.url}${path}`, { headers: { authorization: `Bearer ${token}` } });
  return { status: answer.status, headers: answer.headers, body: await answer.json() };
}

async function subjects(): Promise<string[]> {
  const found: string[] = [];
  let next = '';
  do {
    const { body } = await ask(`/api/tickets?sort=created&limit=100${next}`);
    found.push(...body.tickets.map(({ subject }: { subject: string }) => subject));
    next = body.next === null ? '' : `&after=${encodeURIComponent(body.next)}`;
  } while (next !== '');
  return found.sort();
}

function letter(subject: string): Buffer {
  const head = `From: mary@northwind.example\r\nTo: shop@atende.example\r\nSubject: ${subject}`;
  return Buffer.from(`${head}\r\nMessage-ID: <${subject.replaceAll(' ', '-')}@northwind.example>\r\n\r\nHello\r\n`);
}

async function sendMail(subject: string): Promise<void> {
  const transport = createTransport({ host: '127.0.0.1', port: desk.mailPort, ignoreTLS: true });
  const messageId = `<${subject.replaceAll(' ', '-')}@northwind.example>`;
  const mail = { from: 'mary@northwind.example', to: support, subject, text: 'Hello', messageId, date: new Date(0) };
  await transport.sendMail(mail).finally(() => transport.close());
}

/** As a mail server does it, only quicker. Answers with the number of attempts. */
async function sendUntilAccepted(subject: string): Promise<number> {
  for (let attempt = 1; ; attempt++) {
    const refused = await sendMail(subject).catch((error: { responseCode?: number }) => error.responseCode ?? 0);
    if (refused === undefined) return attempt;
    if (refused !== 451) throw new Error(`The door said ${refused}.`);
    await sleep(200);
  }
}

type Heard = { text(): string; hasEnded(): boolean; end(): void };

async function listen(): Promise<Heard> {
  const listening = new AbortController();
  const { signal } = listening;
  const answer = await fetch(`${desk.url}/api/stream`, { headers: { authorization: `Bearer ${token}` }, signal });
  let text = '';
  let hasEnded = false;
  const read = async () => {
    for await (const chunk of answer.body!.pipeThrough(new TextDecoderStream())) text += chunk;
  };
  void read()
    .catch(() => {})
    .then(() => (hasEnded = true));
  await expect.poll(() => text).toContain('hello');
  return { text: () => text, hasEnded: () => hasEnded, end: () => listening.abort() };
}

type LogLine = { level: string; msg: string; loop: string };

function logLines(): LogLine[] {
  return desk
    .log()
    .split('\n')
    .filter((line) => line.startsWith('{'))
    .map((line) => ({ loop: '', ...JSON.parse(line) }));
}
