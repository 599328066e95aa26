import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { type Dovecot, hasPop3, pop3Missing, startDovecot } from '../../test/dovecot.ts';
import { relayTo } from '../../test/relay-to-mailbox.ts';
import { type Desk, startDesk } from '../../test/server.ts';
import { keeper } from './commands/keep.ts';
import { testInbox } from './commands/test-inbox.ts';
import { startFiler } from './filer.ts';
import { letter } from './mail.fixture.ts';
import { startMailboxes } from './mailboxes.ts';

const quick = { lookMs: 50, pollMs: 300, backOffMs: [100, 200], refusedMs: [60_000] };
if (!hasPop3) process.stderr.write(`${pop3Missing}\n`);

// Dovecot lets whoever gave a wrong password wait, from once to once longer.
describe.skipIf(!hasPop3)('mail in a real POP3 mailbox', { timeout: 60_000 }, () => {
  let dovecot: Dovecot;
  let desk: Desk;
  let inboxUrl = '';
  const open: { close(): Promise<void> }[] = [];

  beforeAll(async () => {
    dovecot = await startDovecot();
  });
  afterAll(() => dovecot.close());
  afterEach(async () => {
    await closeAll();
    await desk.close();
    await dovecot.empty();
  });

  async function closeAll() {
    for (const one of open.splice(0).reverse()) await one.close();
  }

  async function deskWith(settings: object = {}, config: object = {}) {
    desk = await startDesk({ config });
    inboxUrl = `/api/inboxes/${desk.world.inbox.uuid}`;
    expect((await configure(settings)).status).toBe(200);
  }

  function configure(settings: object) {
    const pop3 = {
      incoming: 'pop3',
      pop3Host: '127.0.0.1',
      pop3Port: dovecot.pop3Port,
      pop3Security: 'none',
      pop3User: dovecot.user,
      pop3Password: dovecot.password,
    };
    return desk.as('olivia').patch(inboxUrl, { settings: { ...pop3, ...settings } });
  }

  function follow(p = desk.p, pace: object = {}) {
    open.push(startFiler(p, { pollMs: 100 }), startMailboxes(p, keeper(p), { ...quick, ...pace }));
  }

  const subjects = async (): Promise<string[]> =>
    (await desk.db.selectFrom('tickets').select('subject').orderBy('id').execute()).map(({ subject }) => subject);
  const inbox = async () => (await desk.as('olivia').get(inboxUrl)).body.inbox;
  const state = async () => (await inbox()).connection?.state;
  const connected = async () => Boolean((await inbox()).connection?.lastSuccessAt);
  const put = async (subject: string, text = subject) =>
    dovecot.append(
      await letter({
        from: 'mary@northwind.example',
        subject,
        text,
        messageId: `<${subject.replaceAll(' ', '.')}@x.test>`,
      }),
    );

  test('becomes a ticket with the next visit, and stays there as it was', async () => {
    await deskWith();
    await put('was there before');
    follow();
    await expect.poll(connected).toBe(true);
    await put('comes in');
    await expect.poll(subjects).toEqual(['comes in']);
    await put('comes later', '.a dot begins this line\n..two this one');
    await expect.poll(subjects).toEqual(['comes in', 'comes later']);
    const { text } = await desk.db
      .selectFrom('messages')
      .select('text')
      .orderBy('id', 'desc')
      .executeTakeFirstOrThrow();
    expect(text).toContain('.a dot begins this line\n..two this one');
    expect(await dovecot.flagsOf()).toHaveLength(3);
    expect((await dovecot.flagsOf()).filter(({ flags }) => flags.includes('\\Deleted'))).toEqual([]);
  });

  test('that was there is filed as history: nobody is told, nothing is sent', async () => {
    const old = (nth: number) =>
      `From: Mary <mary@northwind.example>\r\nSubject: old ${nth}\r\nMessage-ID: <o${nth}@x.test>\r\n\r\nWords\r\n`;
    await dovecot.fill(120, (nth) => ({ at: new Date(), bytes: old(nth) }));
    await deskWith({ since: 'all' });
    await desk.as('olivia').patch(inboxUrl, { confirmation: { isOn: true, texts: {} } });
    follow();
    await expect.poll(async () => (await subjects()).length).toBe(120);
    await desk.settle();
    for (const table of ['deliveries', 'outgoing_mail', 'notifications'] as const) {
      expect(await desk.db.selectFrom(table).selectAll().execute()).toEqual([]);
    }
  });

  test('is fetched by one process at a time, and once over restarts of either side', async () => {
    await deskWith();
    follow();
    follow();
    await expect.poll(connected).toBe(true);
    for (let nth = 0; nth < 20; nth++) await put(`mail ${nth}`);
    await expect.poll(async () => (await subjects()).length).toBe(20);
    await dovecot.stop();
    await expect.poll(state).toBe('failing');
    expect((await inbox()).lastError).toMatch(/ECONNREFUSED|hung up/);
    await closeAll();
    await dovecot.start();
    await put('after the restart');
    follow();
    await expect.poll(async () => (await subjects()).length).toBe(21);
    await expect.poll(async () => (await inbox()).lastError).toBeNull();
    const rows = await desk.db.selectFrom('inbound').select('state').execute();
    expect(rows).toHaveLength(21);
  });

  test('that was fetched by IMAP before is known by its content', async () => {
    await deskWith();
    const imap = { imapHost: '127.0.0.1', imapPort: dovecot.port, imapSecurity: 'none', imapUser: dovecot.user };
    const settings = { incoming: 'imap', ...imap, imapPassword: dovecot.password, since: 'all' };
    await desk.as('olivia').patch(inboxUrl, { settings });
    await put('met twice');
    follow();
    await expect.poll(subjects).toEqual(['met twice']);
    await configure({ since: 'all' });
    await put('met once');
    await expect.poll(subjects).toEqual(['met twice', 'met once']);
    expect(await desk.db.selectFrom('inbound').select('id').execute()).toHaveLength(2);
  });

  test('is deleted there only where an admin asks, after it is stored', async () => {
    await deskWith({ pop3After: 'delete' });
    await put('stays, for it was there');
    follow();
    await expect.poll(connected).toBe(true);
    await put('to be deleted');
    await expect.poll(subjects).toEqual(['to be deleted']);
    await expect.poll(async () => (await dovecot.flagsOf()).length).toBe(1);
  });

  test('waits while the inbox is paused, and an admin may ask to look at once', async () => {
    await deskWith();
    follow(desk.p, { pollMs: 600_000 });
    await expect.poll(state).toBe('waiting');
    await put('asked for');
    expect((await desk.as('olivia').post(`${inboxUrl}/fetch`)).status).toBe(202);
    await expect.poll(subjects).toEqual(['asked for']);
    await desk.as('olivia').patch(inboxUrl, { isActive: false });
    await expect.poll(state).toBe('paused');
    await put('meanwhile');
    await desk.as('olivia').patch(inboxUrl, { isActive: true });
    await expect.poll(subjects).toEqual(['asked for', 'meanwhile']);
  });

  test('that is too large is parked, and fetched whole when the limit was raised (T04)', async () => {
    await deskWith({ since: 'all' }, { maxMailBytes: 50_000 });
    await put('large', 'many words '.repeat(10_000));
    await put('small');
    follow();
    await expect.poll(subjects).toEqual(['small']);
    const parked = async () => (await desk.as('olivia').get('/api/inbound')).body.parked;
    await expect.poll(parked).toMatchObject([{ subject: 'large' }]);
    await closeAll();
    follow({ ...desk.p, config: { ...desk.p.config, maxMailBytes: 5_000_000 } });
    await desk.as('olivia').post(`/api/inbound/${(await parked())[0].id}/retry`);
    await expect.poll(subjects).toEqual(['small', 'large']);
  });

  test('is tried by a mail that goes out, comes back and keeps its thread', async () => {
    const server = await relayTo(dovecot);
    try {
      await deskWith({ outgoing: 'own', smtpHost: '127.0.0.1', smtpPort: server.port, smtpSecurity: 'none' });
      follow(desk.p, { pollMs: 600_000 });
      await expect.poll(connected).toBe(true);
      const tried = await desk.as('olivia').post(`${inboxUrl}/test`);
      expect(tried.body).toMatchObject({
        connect: { isWell: true },
        send: { isWell: true },
        receive: { isWell: true },
        thread: { isWell: true },
      });
      expect(await subjects()).toEqual([]);
    } finally {
      await server.close();
    }
  });

  test('a wrong password is told in the server’s words, and the inbox’s test says so (T44)', async () => {
    await deskWith({ pop3Password: 'wrong' });
    follow();
    await expect.poll(state).toBe('failing');
    expect((await inbox()).lastError).toMatch(/auth/i);
    const tried = await testInbox(desk.p, desk.world.inbox.uuid);
    expect(tried).toMatchObject({ connect: { isWell: false, said: expect.stringMatching(/auth/i) }, send: null });
    await configure({});
    await expect.poll(state).toBe('waiting');
    expect((await testInbox(desk.p, desk.world.inbox.uuid)).connect).toMatchObject({ isWell: true });
  });
});
