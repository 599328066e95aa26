import { setTimeout as sleep } from 'node:timers/promises';
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { sql } from 'kysely';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { type Dovecot, dovecotMissing, hasDovecot, startDovecot } from '../../test/dovecot.ts';
import { relayTo } from '../../test/relay-to-mailbox.ts';
import { type Desk, startDesk } from '../../test/server.ts';
import { keeper } from './commands/keep.ts';
import { startFiler } from './filer.ts';
import { letter } from './mail.fixture.ts';
import { type MailboxesAtWork, startMailboxes } from './mailboxes.ts';

const quick = { lookMs: 50, pollMs: 60_000, backOffMs: [100, 200], refusedMs: [60_000] };
if (!hasDovecot) process.stderr.write(`${dovecotMissing}\n`);

describe.skipIf(!hasDovecot)('mail in a real mailbox', () => {
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

  /** A desk whose inbox lives in Dovecot, not yet followed. */
  async function deskWith(settings: object = {}) {
    desk = await startDesk();
    inboxUrl = `/api/inboxes/${desk.world.inbox.uuid}`;
    const answer = await configure(settings);
    expect(answer.body).toMatchObject({ inbox: { channel: 'email' } });
  }

  function configure(settings: object) {
    const imap = {
      incoming: 'imap',
      imapHost: '127.0.0.1',
      imapPort: dovecot.port,
      imapSecurity: 'none',
      imapUser: dovecot.user,
      imapPassword: dovecot.password,
    };
    return desk.as('olivia').patch(inboxUrl, { settings: { ...imap, ...settings } });
  }

  function follow(): MailboxesAtWork {
    const filer = startFiler(desk.p, { pollMs: 100 });
    const mailboxes = startMailboxes(desk.p, keeper(desk.p), quick);
    open.push(filer, mailboxes);
    return mailboxes;
  }

  const subjects = async (): Promise<string[]> =>
    (await desk.db.selectFrom('tickets').select('subject').orderBy('id').execute()).map(({ subject }) => subject);
  const mailbox = () => desk.db.selectFrom('mailboxes').selectAll().orderBy('id').executeTakeFirst();
  const automatic = () =>
    desk.db.selectFrom('deliveries').select('ticket_id').where('is_automatic', '=', true).execute();
  const waiting = () => until(async () => (await mailbox())?.state === 'waiting');
  const put = async (subject: string, more: { at?: Date; folder?: string; text?: string } = {}) =>
    dovecot.append(
      await letter({
        from: 'mary@northwind.example',
        subject,
        text: more.text ?? subject,
        messageId: `<${subject.replaceAll(' ', '.')}@x.test>`,
      }),
      more,
    );

  test('becomes a ticket while the desk watches, and is marked as read', async () => {
    await deskWith();
    await put('was there before');
    follow();
    await waiting();
    const began = performance.now();
    await put('comes in');
    await until(async () => (await subjects()).length > 0);
    expect(performance.now() - began).toBeLessThan(5_000);
    expect(await subjects()).toEqual(['comes in']);
    await until(async () => (await dovecot.flagsOf()).some(({ flags }) => flags.includes('\\Seen')));
    const marks = (await dovecot.flagsOf()).map(({ flags }) => flags.includes('\\Seen'));
    expect(marks).toEqual([false, true]);
  });

  test('is history where it is older than the connection: its own time, nobody told, nothing sent', async () => {
    const old = new Date(Date.now() - 90 * 86_400_000);
    const lately = new Date(Date.now() - 5 * 86_400_000);
    await put('long ago', { at: old });
    await put('last week', { at: lately });
    await deskWith({ since: 'all' });

    await desk.as('olivia').patch(inboxUrl, { confirmation: { isOn: true, texts: {} } });
    follow();
    await until(async () => (await subjects()).length === 2);
    await desk.settle();
    const tickets = await desk.db.selectFrom('tickets').selectAll().orderBy('created_at').execute();
    expect(tickets.map(({ subject }) => subject)).toEqual(['long ago', 'last week']);
    expect(tickets.map(({ status_category }) => status_category)).toEqual([4, 0]);
    for (const [nth, at] of [old, lately].entries()) {
      expect(Math.abs((tickets[nth]?.created_at.getTime() ?? 0) - at.getTime())).toBeLessThan(1_000);
    }
    expect(await desk.db.selectFrom('notifications').selectAll().execute()).toEqual([]);
    expect(await desk.db.selectFrom('deliveries').selectAll().execute()).toEqual([]);
    expect(await desk.db.selectFrom('outgoing_mail').selectAll().execute()).toEqual([]);
    const opened = await desk.db.selectFrom('events').select('details').where('type', '=', 'ticket.opened').execute();
    expect(opened.map(({ details }) => details)).toEqual([{ isHistory: true }, { isHistory: true }]);
  });

  test('survives the server’s restart: the desk connects again and misses nothing', async () => {
    await deskWith();
    follow();
    await waiting();
    await dovecot.stop();
    const shown = async () => (await desk.as('olivia').get(inboxUrl)).body.inbox;
    // It goes on trying: between two attempts it says what is wrong.
    await until(async () => {
      const { connection, lastError } = await shown();
      return connection.state === 'failing' && typeof lastError === 'string';
    }).finally(() => dovecot.start());
    await put('after the restart');
    await until(async () => (await subjects()).length === 1);
    await waiting();
    expect(await shown()).toMatchObject({ connection: { state: 'waiting' }, lastError: null, lastErrorAt: null });
  });

  test('numbered anew by its server makes no second ticket and no second automatic mail, and what is new is not missed (T05)', async () => {
    await deskWith();
    await desk.as('olivia').patch(inboxUrl, { confirmation: { isOn: true, texts: {} } });
    follow();
    await waiting();
    for (const name of ['one', 'two']) await put(name);
    await until(async () => (await subjects()).length === 2);
    const before = await mailbox();
    await desk.settle();
    const confirmed = (await automatic()).length;
    expect(confirmed).toBeGreaterThan(0);
    await closeAll();
    await put('three');
    await dovecot.changeUidValidity();
    follow();
    await until(async () => (await subjects()).length === 3);
    await waiting();
    const after = await mailbox();
    expect(after).toMatchObject({ epoch: 2 });
    expect(after?.uidvalidity).not.toBe(before?.uidvalidity);
    expect((await subjects()).sort()).toEqual(['one', 'three', 'two']);
    await desk.settle();
    const about = (await automatic()).map(({ ticket_id }) => ticket_id);
    expect(new Set(about).size).toBe(about.length);
    expect(about.length).toBeLessThanOrEqual(confirmed + 1);
  });

  test('is followed by one process at a time; another goes on when it is gone', async () => {
    await deskWith();
    const first = follow();
    await waiting();
    follow();
    for (let nth = 0; nth < 40; nth++) await put(`mail ${nth}`);
    await until(async () => (await subjects()).length === 40);
    await first.close();
    await put('for the other');
    await until(async () => (await subjects()).length === 41);
    const rows = await desk.db.selectFrom('inbound').select('state').execute();
    expect(rows.every(({ state }) => state === 'filed')).toBe(true);
    expect(rows).toHaveLength(41);
  });

  test('is taken over in the middle when the database forgets who follows it, and nothing comes twice', async () => {
    await deskWith();
    follow();
    follow();
    await waiting();
    for (let nth = 0; nth < 60; nth++) {
      await put(`mail ${nth}`);
      if (nth % 20 !== 10) continue;
      await sql`select pg_terminate_backend(pid) from pg_stat_activity
        where application_name = 'atende mailboxes' and datname = current_database()`.execute(desk.db);
    }
    await until(async () => (await subjects()).length === 60);
    await waiting();
    expect(new Set(await subjects()).size).toBe(60);
    expect(await desk.db.selectFrom('inbound').select('id').execute()).toHaveLength(60);
  });

  test('is moved or deleted only where an admin asks for it', async () => {
    await deskWith({ afterFetching: 'move', moveTo: 'Done' });
    follow();
    await waiting();
    await put('to be moved');
    await until(async () => (await dovecot.flagsOf('Done').catch(() => [])).length === 1);
    expect(await dovecot.flagsOf()).toEqual([]);
    await configure({ afterFetching: 'delete' });
    await sleep(300);
    await waiting();
    await put('to be deleted');
    await until(async () => (await subjects()).length === 2);
    await until(async () => (await dovecot.flagsOf()).length === 0);
  });

  test('comes from every folder that is named, and each is shown', async () => {
    await put('make the folder', { folder: 'Orders' });
    await deskWith({ imapFolders: 'INBOX, Orders' });
    follow();
    await until(
      async () =>
        (await desk.db.selectFrom('mailboxes').selectAll().where('state', '=', 'waiting').execute()).length === 2,
    );
    const { connection } = (await desk.as('olivia').get(inboxUrl)).body.inbox;
    expect(connection.folders).toMatchObject([
      { name: 'INBOX', state: 'waiting', lastError: null },
      { name: 'Orders', state: 'waiting', lastError: null },
    ]);
    await put('in the inbox');
    await put('in orders', { folder: 'Orders' });
    await until(async () => (await subjects()).length === 2);
  });

  test('waits while the inbox is paused, and an admin may ask to look at once', async () => {
    await deskWith();
    follow();
    await waiting();
    const admin = desk.as('olivia');
    await admin.patch(inboxUrl, { isActive: false });
    expect((await admin.post(`${inboxUrl}/fetch`)).status).toBe(409);
    await until(async () => (await admin.get(inboxUrl)).body.inbox.connection?.state === 'paused');
    await sleep(300);
    await put('meanwhile');
    await sleep(500);
    expect(await subjects()).toEqual([]);
    await admin.patch(inboxUrl, { isActive: true });
    await until(async () => (await subjects()).length === 1);
    await waiting();
    const before = (await mailbox())?.last_success_at?.getTime() ?? 0;
    expect((await admin.post(`${inboxUrl}/fetch`)).status).toBe(202);
    await until(async () => ((await mailbox())?.last_success_at?.getTime() ?? 0) > before);
    expect((await desk.as('ana').post(`${inboxUrl}/fetch`)).status).toBe(403);
  });

  test('a wrong password is told, and the server is not asked again and again', async () => {
    await deskWith({ imapPassword: 'wrong' });
    follow();
    await until(async () => (await mailbox())?.state === 'failing');
    const first = await mailbox();
    expect(first?.last_error).toMatch(/authentication failed/i);
    await sleep(1_000);
    expect((await mailbox())?.last_error_at).toEqual(first?.last_error_at);
    await configure({});
    await waiting();
    const { inbox } = (await desk.as('olivia').get(inboxUrl)).body;
    expect(inbox.lastError).toBeNull();
    expect(JSON.stringify(inbox)).not.toContain(dovecot.password);
  });

  test('thousands of old mails are filed, none is answered, and memory stays', async () => {
    const count = Number(process.env.ATENDE_OLD_MAILS ?? 1_000);
    const at = (nth: number) => new Date(Date.now() - (count - nth) * 3_600_000);
    await dovecot.fill(count, (nth) => ({ at: at(nth), bytes: oldMail(nth, at(nth)) }));
    await deskWith({ since: 'all' });
    const filed = async () =>
      Number(
        (
          await desk.db
            .selectFrom('tickets')
            .select(({ fn }) => fn.countAll().as('all'))
            .executeTakeFirst()
        )?.all,
      );
    const began = performance.now();
    follow();
    // Once threads and caches are warm, what more is used would be a leak.
    await until(async () => (await filed()) >= count / 4, 240_000);
    const before = held();
    await until(async () => (await filed()) === count, 240_000);
    const seconds = (performance.now() - began) / 1000;
    const grown = held() - before;
    process.stdout.write(`${count} old mails filed in ${seconds.toFixed(1)} s, ${grown.toFixed(0)} MB more held\n`);
    expect(grown).toBeLessThan(30);
    await desk.settle();
    expect(await desk.db.selectFrom('deliveries').selectAll().execute()).toEqual([]);
    expect(await desk.db.selectFrom('outgoing_mail').selectAll().execute()).toEqual([]);
    expect(await desk.db.selectFrom('notifications').selectAll().execute()).toEqual([]);
  }, 300_000);

  test('an inbox is tried by a mail that goes out, comes back and keeps its thread', async () => {
    const server = await relayTo(dovecot);
    await deskWith({ outgoing: 'own', smtpHost: '127.0.0.1', smtpPort: server.port, smtpSecurity: 'none' });
    follow();
    await waiting();
    const tried = await desk.as('olivia').post(`${inboxUrl}/test`);
    expect(tried.body).toMatchObject({
      connect: { isWell: true },
      send: { isWell: true },
      receive: { isWell: true },
      thread: { isWell: true },
    });
    expect(server.recipients[0]).toMatch(/^support\+test-[0-9a-f-]+@atende\.example$/);
    expect(await subjects()).toEqual([]);
    await server.close();
    const away = await desk.as('olivia').post(`${inboxUrl}/test`);
    expect(away.body).toMatchObject({
      connect: { isWell: true },
      send: { isWell: false, said: expect.stringMatching(/ECONNREFUSED/) },
    });
    await configure({ imapPassword: 'wrong' });
    const refused = await desk.as('olivia').post(`${inboxUrl}/test`);
    expect(refused.body).toMatchObject({
      connect: { isWell: false, said: expect.stringMatching(/authentication/i) },
      send: null,
    });
  });
});

/** What is truly held, in MB: once the garbage is gone. */
function held(): number {
  setFlagsFromString('--expose-gc');
  runInNewContext('gc')();
  const { heapUsed, external } = process.memoryUsage();
  return (heapUsed + external) / 1024 / 1024;
}

function oldMail(nth: number, at: Date): string {
  const head = `From: Person ${nth} <person${nth % 50}@old.example>\r\nTo: support@atende.example\r\nSubject: Old ${nth}`;
  return `${head}\r\nDate: ${at.toUTCString()}\r\nMessage-ID: <old-${nth}@old.example>\r\n\r\nWords of old mail ${nth}.\r\n`;
}

async function until(isSo: () => Promise<boolean>, ms = 15_000): Promise<void> {
  const end = Date.now() + ms;
  while (!(await isSo())) {
    if (Date.now() > end) throw new Error('It did not come to be.');
    await sleep(30);
  }
}
