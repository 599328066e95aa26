import { setTimeout as sleep } from 'node:timers/promises';
import { createTransport } from 'nodemailer';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { connect } from '../server/platform/database/database.ts';
import { emptyDatabase, urlOf } from './database.ts';
import { type DeskProcess, deskProcess, forget, owner, ownerToken } from './desk-process.ts';
import { fakeImap } from './fake-imap.ts';
import { namedMail } from './follow-folder.ts';

/** Two web and two worker processes on one database: one desk. */
let database: Awaited<ReturnType<typeof emptyDatabase>>;
let webs: [DeskProcess, DeskProcess];
let workers: [DeskProcess, DeskProcess];
let token: string;

beforeAll(async () => {
  database = await emptyDatabase();
  const shared = { DATABASE_URL: urlOf(database.address), SECRET_KEY: 'the same secret for all processes of one desk' };
  const first = await deskProcess({ env: { ...shared, ATENDE_PROCESS: 'web', UNDO_SEND_SECONDS: '3' } });
  const { dataDir } = first; // the file store is shared, as DATABASE_URL's operators mount it
  const mailPort = String(first.mailPort);
  const second = await deskProcess({ dataDir, env: { ...shared, ATENDE_PROCESS: 'web', UNDO_SEND_SECONDS: '3' } });
  const working = { ...shared, ATENDE_PROCESS: 'worker', MAIL_PORT: mailPort };
  webs = [first, second];
  workers = [await deskProcess({ dataDir, env: working }), await deskProcess({ dataDir, env: working })];
  await Promise.all([...webs, ...workers].map((each) => each.start()));
  token = await ownerToken(webs[0]);
}, 120_000);
afterAll(async () => {
  await Promise.all([...webs, ...workers].map((each) => each.stop()));
  await forget(webs[0]);
  await database.drop();
});

const opening = (subject: string) => ({
  subject,
  requester: { email: 'carla@padariacentral.example', name: 'Carla Souza' },
  message: { text: 'Bom dia.' },
});

test('numbers have no gap and no double when both web processes open tickets at once', async () => {
  const answers = await Promise.all(
    Array.from({ length: 20 }, (_, nth) =>
      webs[nth % 2]!.api('/api/tickets', { token, body: opening(`Pedido ${nth}`) }),
    ),
  );
  expect(answers.map(({ status }) => status)).toEqual(Array(20).fill(201));
  const numbers = answers.map(({ body }) => body.ticket.number).sort((a, b) => a - b);
  expect(numbers).toEqual(Array.from({ length: 20 }, (_, nth) => (numbers[0] as number) + nth));
});

test('what one web process opens is told to a browser that listens at the other', async () => {
  const listening = new AbortController();
  const stream = await fetch(`${webs[1].url}/api/stream`, {
    headers: { authorization: `Bearer ${token}` },
    signal: listening.signal,
  });
  const { body } = await webs[0].api('/api/tickets', { token, body: opening('Ouçam') });
  expect(await heard(stream, `"number":${body.ticket.number}`)).toBe(true);
  listening.abort();
});

test('a reply written at one web process is undone at the other, and then nobody sends it', async () => {
  const cookie = await signIn(webs[0]);
  const { body } = await webs[0].api('/api/tickets', { token, body: opening('Desfazer') });
  const path = `/api/tickets/${body.ticket.number}/messages`;
  const written = await asBrowser(webs[0], cookie, {
    path,
    method: 'POST',
    body: { kind: 'reply', text: 'Cedo demais.' },
  });
  expect(written.body.message.state).toBe('waiting');

  const undone = await asBrowser(webs[1], cookie, { path: `${path}/${written.body.message.id}`, method: 'DELETE' });
  expect(undone).toMatchObject({ status: 200, body: { text: 'Cedo demais.' } });
  await sleep(5000);
  const { body: after } = await webs[1].api(`/api/deliveries?ticket=${body.ticket.number}`, { token });
  expect(after.deliveries).toEqual([]);
});

test('a reply that is not undone is sent once, by one of the two workers', async () => {
  const cookie = await signIn(webs[0]);
  const { body } = await webs[0].api('/api/tickets', { token, body: opening('Responder') });
  await asBrowser(webs[1], cookie, {
    path: `/api/tickets/${body.ticket.number}/messages`,
    method: 'POST',
    body: { kind: 'reply', text: 'Já resolvido.' },
  });
  const sent = await until(async () => {
    const { body: answer } = await webs[0].api(`/api/deliveries?ticket=${body.ticket.number}`, { token });
    return answer.deliveries[0]?.state === 'sent' ? answer.deliveries : undefined;
  });
  expect(sent).toHaveLength(1);
  expect(sent[0].attempts).toBe(1);
});

test('guesses at one account are counted over both web processes', async () => {
  const guess = { email: 'nobody@atende.example', password: 'a wrong guess' };
  const answers = await Promise.all(
    Array.from({ length: 12 }, (_, nth) => webs[nth % 2]!.api('/api/session', { body: guess })),
  );
  const statuses = answers.map(({ status }) => status);
  expect(statuses.filter((status) => status === 401)).toHaveLength(5);
  expect(statuses.filter((status) => status === 429)).toHaveLength(7);
});

test('two workers at one mailbox make 200 messages of 200 mails (T07)', async () => {
  const imap = await fakeImap();
  try {
    for (let nth = 0; nth < 100; nth++) imap.add(namedMail(`fetched ${nth}`));
    const imapPort = imap.port;
    const { body: added } = await webs[0].api('/api/inboxes', {
      token,
      body: {
        name: 'Shop',
        channel: 'email',
        addresses: ['shop@atende.example'],
        settings: {
          ...{ incoming: 'imap', imapHost: '127.0.0.1', imapPort, imapSecurity: 'none', imapUser: 'shop' },
          ...{ imapPassword: 'quatro-cavalos', since: 'all' },
        },
      },
    });
    for (let nth = 100; nth < 200; nth++) {
      imap.add(namedMail(`fetched ${nth}`));
      imap.tell();
      if (nth % 50 === 25) imap.hangUp();
      await sleep(10);
    }
    const client = await connect(database.address, 'atende test');
    const messages = async () => {
      const { rows } = await client.query(
        `select m.text from messages m join tickets t on t.id = m.ticket_id join inboxes i on i.id = t.inbox_id
         where i.uuid = $1`,
        [added.inbox.id],
      );
      return rows.map(({ text }) => text.trim());
    };
    await until(async () => ((await messages()).length >= 200 ? true : undefined));
    await sleep(1_000);
    const wanted = Array.from({ length: 200 }, (_, nth) => `fetched ${nth}`);
    expect((await messages()).sort()).toEqual(wanted.sort());
    await client.end();
    expect(imap.connections()).toBe(1);
    for (const { log } of workers) expect(log()).not.toMatch(/duplicate key|"level":50/);
  } finally {
    await imap.close();
  }
});

test('the second worker opens the mail door when the first is killed, and files what comes', async () => {
  const holder = workers.find((each) => each.log().includes('door open')) as DeskProcess;
  await holder.kill();
  const transport = createTransport({ host: '127.0.0.1', port: webs[0].mailPort, ignoreTLS: true });
  const isSent = await until(async () => {
    const sent = transport.sendMail({
      from: 'mary@northwind.example',
      to: 'support@atende.example',
      subject: 'The other door',
      text: 'Hello',
    });
    return sent.then(
      () => true,
      () => undefined,
    );
  });
  expect(isSent).toBe(true);
  const found = await until(async () => {
    const { body } = await webs[0].api('/api/tickets?sort=created', { token });
    return body.tickets.find((ticket: { subject: string }) => ticket.subject === 'The other door');
  });
  expect(found.requester.email).toBe('mary@northwind.example');
});

// biome-ignore lint/suspicious/noExplicitAny: answers of every shape
async function until<T = any>(look: () => Promise<T | undefined>): Promise<T> {
  for (let waited = 0; waited < 20_000; waited += 250) {
    const found = await look();
    if (found !== undefined) return found;
    await sleep(250);
  }
  throw new Error('It did not happen within 20 s.');
}

async function heard(stream: Response, wanted: string): Promise<boolean> {
  const reader = stream.body!.pipeThrough(new TextDecoderStream()).getReader();
  const end = Date.now() + 10_000;
  for (let text = ''; Date.now() < end; ) {
    const { value, done } = await reader.read();
    if (done) return false;
    text += value;
    if (text.includes(wanted)) return true;
  }
  return false;
}

async function signIn(desk: DeskProcess): Promise<string> {
  const answer = await asBrowser(desk, '', { path: '/api/session', method: 'POST', body: owner });
  return answer.cookie;
}

async function asBrowser(desk: DeskProcess, cookie: string, ask: { path: string; method: string; body?: unknown }) {
  const answer = await fetch(`${desk.url}${ask.path}`, {
    method: ask.method,
    headers: {
      origin: desk.url,
      ...(cookie && { cookie }),
      ...(ask.body !== undefined && { 'content-type': 'application/json' }),
    },
    ...(ask.body !== undefined && { body: JSON.stringify(ask.body) }),
  });
  // biome-ignore lint/suspicious/noExplicitAny: answers of every shape
  const body: any = await answer.json().catch(() => null);
  return { status: answer.status, body, cookie: answer.headers.get('set-cookie')?.split(';')[0] ?? cookie };
}
