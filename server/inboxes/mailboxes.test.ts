import { setTimeout as sleep } from 'node:timers/promises';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { type FakeImap, fakeImap } from '../../test/fake-imap.ts';
import { namedMail as mail } from '../../test/follow-folder.ts';
import { type Desk, startDesk } from '../../test/server.ts';
import { doctor } from '../cli/doctor.ts';
import { readConfig } from '../platform/config.ts';
import type { Platform } from '../platform/platform.ts';
import { weighFacts } from '../security/commands/weigh.ts';
import { keeper } from './commands/keep.ts';
import { startFiler } from './filer.ts';
import { type MailboxesAtWork, startMailboxes } from './mailboxes.ts';

// Parking waits for the filer's last attempt, several times in a row.
vi.setConfig({ testTimeout: 60_000 });
const quick = { lookMs: 50, pollMs: 60_000, backOffMs: [50, 100], refusedMs: [60_000] };

let desk: Desk;
let imap: FakeImap;
let inboxUrl: string;
const open: { close(): Promise<void> }[] = [];

beforeEach(async () => {
  [desk, imap] = await Promise.all([startDesk(), fakeImap()]);
  inboxUrl = `/api/inboxes/${desk.world.inbox.uuid}`;
});
afterEach(async () => {
  for (const one of open.splice(0).reverse()) await one.close();
  await desk.close();
  await imap.close();
});

const settingsFor = (server: FakeImap, more: object = {}) => ({
  incoming: 'imap',
  imapHost: '127.0.0.1',
  imapPort: server.port,
  imapSecurity: 'none',
  imapUser: 'support',
  imapPassword: 'quatro-cavalos',
  since: 'all',
  ...more,
});
const configure = (more: object = {}) => desk.as('olivia').patch(inboxUrl, { settings: settingsFor(imap, more) });

function follow(p: Platform = desk.p): MailboxesAtWork {
  const filer = startFiler(p, { pollMs: 100 });
  const mailboxes = startMailboxes(p, keeper(p), quick);
  open.push(filer, mailboxes);
  return mailboxes;
}

async function stopFollowing() {
  for (const one of open.splice(0).reverse()) await one.close();
}

const subjects = async (): Promise<string[]> =>
  (await desk.db.selectFrom('tickets').select('subject').orderBy('id').execute()).map(({ subject }) => subject);
const states = async () =>
  (await desk.db.selectFrom('mailboxes').select('state').orderBy('id').execute()).map(({ state }) => state);
const inbox = async (url = inboxUrl) => (await desk.as('olivia').get(url)).body.inbox;

test('a mailbox whose password is refused is left alone for a while, and the other inboxes go on (T44)', async () => {
  const other = await fakeImap();
  try {
    imap.spoil = (command, { tag, write }) =>
      /^(AUTHENTICATE|LOGIN)/.test(command) ? write(`${tag} NO [AUTHENTICATIONFAILED] Wrong.\r\n`) : null;
    await configure();
    const body = { name: 'Sales', channel: 'email', addresses: ['sales@atende.example'], settings: settingsFor(other) };
    const added = await desk.as('olivia').post('/api/inboxes', body);
    expect(added.status).toBe(201);
    follow();
    await expect.poll(() => states()).toContain('failing');
    const asked = imap.said.filter((said) => /^(AUTHENTICATE|LOGIN)/.test(said)).length;
    other.add(mail('to sales'));
    other.tell();
    await expect.poll(() => subjects()).toEqual(['to sales']);
    await sleep(1_000);
    expect(imap.said.filter((said) => /^(AUTHENTICATE|LOGIN)/.test(said))).toHaveLength(asked);
    expect(await inbox()).toMatchObject({
      connection: { state: 'failing' },
      lastError: expect.stringContaining('Wrong'),
    });
    await expect.poll(async () => (await inbox(`/api/inboxes/${added.body.inbox.id}`)).lastError).toBeNull();
  } finally {
    await stopFollowing();
    await other.close();
  }
});

test('a mail over the limit is parked with its header, and fetched whole when the limit was raised and an admin asks (T04)', async () => {
  await configure({ afterFetching: 'seen' });
  imap.add(mail('large', 'long words '.repeat(15_000)));
  imap.add(mail('small'));
  const strict = { ...desk.p, config: { ...desk.p.config, maxMailBytes: 100_000 } };
  follow(strict);
  await expect.poll(() => subjects()).toEqual(['small']);
  const parked = async () => (await desk.as('olivia').get('/api/inbound')).body.parked;
  await expect.poll(() => parked()).toMatchObject([{ subject: 'large', error: expect.stringContaining('100000') }]);
  const [{ id }] = await parked();
  const header = (await desk.as('olivia').get(`/api/inbound/${id}/raw`)).text;
  expect(header).toContain('From: mary@northwind.example');
  expect(header).not.toContain('long words');
  expect(imap.mails.map(({ flags }) => flags.has('\\Seen'))).toEqual([false, true]);

  await desk.as('olivia').post(`/api/inbound/${id}/retry`);
  await expect.poll(async () => (await parked())[0]?.attempts).toBeGreaterThan(0);
  expect(await subjects()).toEqual(['small']);

  await stopFollowing();
  follow();
  await desk.as('olivia').post(`/api/inbound/${id}/retry`);
  await expect.poll(() => subjects()).toEqual(['small', 'large']);
  expect(await parked()).toEqual([]);
  const texts = await desk.db.selectFrom('messages').select('text').orderBy('id').execute();
  expect(texts.at(-1)?.text.length).toBeGreaterThan(150_000);
  await expect.poll(() => imap.mails.map(({ flags }) => flags.has('\\Seen'))).toEqual([true, true]);

  // Numbered anew, the mail is met again and known.
  imap.uidValidity = 99;
  imap.hangUp();
  await expect
    .poll(async () => (await desk.db.selectFrom('mailboxes').select('epoch').executeTakeFirst())?.epoch)
    .toBe(2);
  await expect.poll(() => states()).toEqual(['waiting']);
  expect(await subjects()).toEqual(['small', 'large']);
  expect(await desk.db.selectFrom('inbound').select('id').execute()).toHaveLength(2);
});

test('a parked mail that is gone from its mailbox stays parked, with the reason (T04)', async () => {
  await configure();
  imap.add(mail('large', 'x'.repeat(200_000)));
  const strict = { ...desk.p, config: { ...desk.p.config, maxMailBytes: 100_000 } };
  follow(strict);
  const parked = async () => (await desk.as('olivia').get('/api/inbound')).body.parked;
  await expect.poll(async () => (await parked()).length).toBe(1);
  imap.mails.splice(0);
  await stopFollowing();
  follow();
  await desk.as('olivia').post(`/api/inbound/${(await parked())[0].id}/retry`);
  await expect.poll(async () => (await parked())[0]?.error).toMatch(/not in the mailbox any more/);
});

test('a mailbox that was not reached for fifteen minutes is told to admins once, to monitors and to the doctor (T43)', async () => {
  await configure();
  follow();
  await expect.poll(() => states()).toEqual(['waiting']);
  const told = async () => {
    await weighFacts(desk.p);
    await desk.settle();
    const { suspicions } = (await desk.as('olivia').get('/api/security/suspicions')).body;
    return suspicions.filter(({ code }: { code: string }) => code === 'mailbox_silent');
  };
  const health = async () => (await desk.visitor.get('/health')).body;

  const address = imap.port;
  await imap.close();
  await expect.poll(() => states()).toEqual(['failing']);
  desk.clock.advance(14 * 60);
  expect(await told()).toEqual([]);
  expect(await health()).toEqual({ status: 'ok' });
  desk.clock.advance(2 * 60);
  expect(await told()).toMatchObject([{ severity: 'high', values: { folder: 'INBOX', minutes: 16 } }]);
  expect(await health()).toEqual({ status: 'ok', warnings: { silentMailboxes: 1 } });
  const admin = (await desk.as('adao').get('/api/notifications')).body.notifications;
  expect(admin).toMatchObject([{ type: 'security.suspicion', reason: { code: 'mailbox_silent' } }]);
  const said = await doctorSays(new Date(desk.clock.now()));
  expect(said).toMatch(/WRONG mailboxes: not reached: .*\(INBOX\)/);

  desk.clock.advance(3 * 3_600);
  expect(await told()).toHaveLength(1);

  imap = await fakeImap(address);
  await expect.poll(() => states()).toEqual(['waiting']);
  expect(await health()).toEqual({ status: 'ok' });
  desk.clock.advance(30 * 60);
  imap.hangUp();
  await imap.close();
  await expect.poll(() => states()).toEqual(['failing']);
  expect(await told()).toHaveLength(2);
});

test('a paused mailbox is not called silent', async () => {
  await configure();
  follow();
  await expect.poll(() => states()).toEqual(['waiting']);
  await desk.as('olivia').patch(inboxUrl, { isActive: false });
  desk.clock.advance(3_600);
  expect((await desk.visitor.get('/health')).body).toEqual({ status: 'ok' });
});

async function doctorSays(now: Date): Promise<string> {
  const lines: string[] = [];
  const settings = { ...readConfig({ PORT: '1', MAIL_PORT: '0' }), dataDir: desk.p.config.dataDir };
  const exitCode = process.exitCode;
  await doctor.run([], {
    settings,
    now: () => now,
    print: (line) => void lines.push(line),
    tell: () => undefined,
    withDatabase: (work) => work({ db: desk.db, address: desk.address } as Parameters<typeof work>[0]),
    withDesk: () => Promise.reject(new Error('not needed')),
  });
  process.exitCode = exitCode;
  return lines.join('\n');
}
