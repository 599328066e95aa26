import { createServer, type Server } from 'node:net';
import { SMTPServer, type SMTPServerSession } from 'smtp-server';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { type Desk, startDesk } from '../../../test/server.ts';
import { makeMailer } from './mailer.ts';

type Refusals = { rcpt?: Record<string, number>; data?: number };
const closing = new Set<() => Promise<void>>();
afterEach(async () => {
  await Promise.all([...closing].map((close) => close()));
  closing.clear();
});

let desk: Desk;
beforeAll(async () => {
  desk = await startDesk();
});
afterAll(() => desk.close());

/** A mail server that keeps what it is given and says no where told. */
async function sink(refusals: Refusals = {}) {
  const taken: { from: string; to: string[]; text: string }[] = [];
  const no = (code: number) => Object.assign(new Error('No, thank you'), { responseCode: code });
  const server = new SMTPServer({
    disabledCommands: ['AUTH', 'STARTTLS'],
    logger: false,
    onRcptTo: ({ address }, _session, done) => {
      const code = refusals.rcpt?.[address];
      done(code === undefined ? null : no(code));
    },
    onData: (stream, session: SMTPServerSession, done) => {
      const chunks: Buffer[] = [];
      stream.on('data', (chunk: Buffer) => chunks.push(chunk));
      stream.on('end', () => {
        if (refusals.data !== undefined) return done(no(refusals.data));
        const { mailFrom, rcptTo } = session.envelope;
        const to = rcptTo.map(({ address }) => address);
        taken.push({ from: mailFrom ? mailFrom.address : '', to, text: Buffer.concat(chunks).toString() });
        done(null, 'taken');
      });
    },
  });
  const port = await listening(server.server, () => server.listen(0, '127.0.0.1'));
  closing.add(() => new Promise((resolve) => server.close(resolve)));
  return { taken, refusals, smtpUrl: `smtp://127.0.0.1:${port}` };
}

function listening(server: Server, listen: () => void): Promise<number> {
  return new Promise((resolve) => {
    server.once('listening', () => resolve((server.address() as { port: number }).port));
    listen();
  });
}

function mailer(smtpUrl: string | null) {
  const quick = { connectionTimeout: 500, greetingTimeout: 500, socketTimeout: 500 };
  const made = makeMailer({ ...desk.p, config: { ...desk.p.config, smtpUrl } }, quick);
  closing.add(async () => made.close());
  return made;
}

const mail = {
  externalId: '<1@desk.test>',
  sender: 'support@desk.test',
  recipients: ['carla@padaria.test', 'mary@northwind.test'],
  bytes: Buffer.from('Subject: Oi\r\nMessage-ID: <1@desk.test>\r\n\r\n.dot\r\nTexto\r\n'),
};

describe('handing mail over', () => {
  test('the server gets the very bytes for the envelope, and its answer is kept', async () => {
    const { taken, smtpUrl } = await sink();
    const { response, refused } = await mailer(smtpUrl).send(mail);
    expect(taken).toEqual([{ from: 'support@desk.test', to: [...mail.recipients], text: mail.bytes.toString() }]);
    expect(response).toContain('taken');
    expect(refused).toEqual([]);
  });

  test('automatic mail has the null sender', async () => {
    const { taken, smtpUrl } = await sink();
    await mailer(smtpUrl).send({ ...mail, sender: '' });
    expect(taken[0]?.from).toBe('');
  });

  test('one refused recipient of two is told, the other has the mail', async () => {
    const { taken, smtpUrl } = await sink({ rcpt: { 'carla@padaria.test': 550 } });
    const { refused } = await mailer(smtpUrl).send(mail);
    expect(refused).toMatchObject([
      { address: 'carla@padaria.test', permanent: true, response: expect.stringContaining('550') },
    ]);
    expect(taken[0]?.to).toEqual(['mary@northwind.test']);
  });

  test.each([
    ['550 for every recipient', 'final', { rcpt: { 'carla@padaria.test': 550, 'mary@northwind.test': 550 } }],
    ['450 for every recipient', 'tried again', { rcpt: { 'carla@padaria.test': 450, 'mary@northwind.test': 450 } }],
    ['554 for the content', 'final', { data: 554 }],
    ['452 for the content', 'tried again', { data: 452 }],
  ])('%s is %s', async (_what, meaning, refusals) => {
    const permanent = meaning === 'final';
    const { smtpUrl } = await sink(refusals);
    await expect(mailer(smtpUrl).send(mail)).rejects.toMatchObject({ name: 'SendError', permanent });
  });

  test('a server that is not there, or says nothing, is tried again later', async () => {
    const silent = createServer();
    const port = await listening(silent, () => silent.listen(0, '127.0.0.1'));
    const startedAt = Date.now();
    await expect(mailer(`smtp://127.0.0.1:${port}`).send(mail)).rejects.toMatchObject({ permanent: false });
    expect(Date.now() - startedAt).toBeLessThan(5000);
    await new Promise((resolve) => silent.close(resolve));
    await expect(mailer(`smtp://127.0.0.1:${port}`).send(mail)).rejects.toMatchObject({ permanent: false });
  });

  test('an address that is more than one never reaches the server', async () => {
    const { taken, smtpUrl } = await sink();
    const sending = mailer(smtpUrl).send({ ...mail, recipients: ['a@x.test,evil@e.test'] });
    await expect(sending).rejects.toMatchObject({ code: 'address_invalid' });
    expect(taken).toEqual([]);
  });

  test('without a server the bytes wait in the local outbox under the hash it names', async () => {
    const { response, refused } = await mailer(null).send(mail);
    const hash = /[0-9a-f]{64}/.exec(response)?.[0] ?? '';
    expect((await desk.p.files.get(hash)).equals(mail.bytes)).toBe(true);
    expect(refused).toEqual([]);
  });
});

describe('mail of the desk itself', () => {
  const letter = { to: 'ana@atende.example', subject: 'Your invitation', text: 'Come in.', html: '<p>Come in.</p>' };
  const later = (more = {}) =>
    desk.db.transaction().execute((tx) => desk.p.mailer.sendLater(tx, { ...letter, ...more }));
  const row = (uuid: string) =>
    desk.db.selectFrom('outgoing_mail').selectAll().where('uuid', '=', uuid).executeTakeFirstOrThrow();

  test('is kept with its bytes and sent by a job', async () => {
    const { uuid } = await later();
    const queued = await row(uuid);
    expect(queued).toMatchObject({ state: 'queued', recipient: 'ana@atende.example', subject: 'Your invitation' });
    const bytes = (await desk.p.files.get(queued.file_hash)).toString();
    expect(bytes).toContain('To: ana@atende.example');
    expect(bytes).toContain('Auto-Submitted: auto-');
    await desk.settle();
    expect(await row(uuid)).toMatchObject({ state: 'sent', attempts: 1, last_error: null });
  });

  test('does not exist when its transaction did not happen', async () => {
    const before = await desk.db.selectFrom('outgoing_mail').select('id').execute();
    const undone = desk.db.transaction().execute(async (tx) => {
      await desk.p.mailer.sendLater(tx, letter);
      throw new Error('undone');
    });
    await expect(undone).rejects.toThrow('undone');
    expect(await desk.db.selectFrom('outgoing_mail').select('id').execute()).toEqual(before);
  });

  test('found half-sent after a kill is not sent again', async () => {
    const { uuid } = await later();
    await desk.db.updateTable('outgoing_mail').set({ state: 'sending' }).where('uuid', '=', uuid).execute();
    await desk.settle();
    expect(await row(uuid)).toMatchObject({ state: 'failed', attempts: 0 });
  });

  test('cannot be turned against others by its subject or recipient', async () => {
    const { uuid } = await later({ subject: 'Hi\r\nBcc: evil@e.test' });
    const head = (await desk.p.files.get((await row(uuid)).file_hash)).toString().split('\r\n\r\n')[0] ?? '';
    expect(head).not.toMatch(/^Bcc/im);
    await expect(later({ to: 'a@x.test, b@y.test' })).rejects.toMatchObject({ code: 'address_invalid' });
  });
});
