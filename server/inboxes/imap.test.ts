import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { type Dovecot, dovecotMissing, hasDovecot, startDovecot } from '../../test/dovecot.ts';
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
});

async function until(isSo: () => Promise<boolean>, ms = 15_000): Promise<void> {
  const end = Date.now() + ms;
  while (!(await isSo())) {
    if (Date.now() > end) throw new Error('It did not come to be.');
    await sleep(30);
  }
}
