import * as nodeFs from 'node:fs/promises';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { createTransport } from 'nodemailer';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type Doors, openDoors } from '../server/inboxes/doors.ts';
import { startFiler } from '../server/inboxes/filer.ts';
import { openFiles } from '../server/platform/files.ts';
import { freePort } from './free-port.ts';
import { type Desk, startDesk } from './server.ts';

/** A disk that fills up and has room again: raw mail and attachments cannot be written meanwhile. */
let isFull = false;
const disk = {
  ...nodeFs,
  open: (file: string, flags: string, mode?: number) =>
    isFull && flags === 'wx'
      ? Promise.reject(Object.assign(new Error('ENOSPC: no space left on device'), { code: 'ENOSPC' }))
      : nodeFs.open(file, flags, mode),
} as typeof nodeFs;
const log: string[] = [];
let desk: Desk;
let doors: Doors;

beforeAll(async () => {
  desk = await startDesk({ logTo: log });
  desk.p.files = await openFiles(path.join(desk.p.config.dataDir, 'files'), desk.p.secrets, disk);
  doors = await openDoors({ ...desk.p, config: { ...desk.p.config, mailPort: await freePort() } });
});
afterAll(async () => {
  await doors.close();
  await desk.close();
});

const mail = (subject: string) =>
  `From: joao@example.org\r\nTo: ${desk.world.inbox.address}\r\nSubject: ${subject}\r\n` +
  `Message-ID: <${subject.replaceAll(' ', '-')}@example.org>\r\nDate: Thu, 1 Jan 2026 10:00:00 +0000\r\n\r\nBom dia.\r\n`;

const bySmtp = (subject: string) => {
  const { port } = doors.addresses[0]!;
  const envelope = { from: 'joao@example.org', to: desk.world.inbox.address };
  return createTransport({ host: '127.0.0.1', port, ignoreTLS: true }).sendMail({ envelope, raw: mail(subject) });
};
const byHttp = (subject: string) =>
  desk.as('adao', 'token').post('/api/inbound/email', mail(subject), { headers: { 'content-type': 'message/rfc822' } });
const ticketsAbout = (subject: string) =>
  desk.db.selectFrom('tickets').select('id').where('subject', '=', subject).execute();

test('while the disk is full mail is put off by both doors, with a reason', async () => {
  isFull = true;
  await expect(bySmtp('By SMTP')).rejects.toMatchObject({
    responseCode: 452,
    response: expect.stringContaining('4.3.1 The disk is full, try again later.'),
  });
  expect(await byHttp('By HTTP')).toMatchObject({
    status: 503,
    body: { error: { code: 'storage_full', message: 'The disk is full.' } },
    headers: { 'retry-after': '5' },
  });
  expect(await desk.db.selectFrom('inbound').select('id').execute()).toEqual([]);
});

test('mail that was taken before and a reply that was written wait for room; nothing is parked or failed', async () => {
  isFull = false;
  const withFile = mail('With a file').replace(
    '\r\n\r\nBom dia.',
    '\r\nMIME-Version: 1.0\r\nContent-Type: multipart/mixed; boundary=b\r\n\r\n--b\r\nContent-Type: text/plain\r\n\r\nBom dia.\r\n--b\r\nContent-Type: application/pdf; name=a.pdf\r\nContent-Disposition: attachment; filename=a.pdf\r\nContent-Transfer-Encoding: base64\r\n\r\nJVBERi0xLjQK\r\n--b--',
  );
  const headers = { 'content-type': 'message/rfc822' };
  expect((await desk.as('adao', 'token').post('/api/inbound/email', withFile, { headers })).status).toBe(202);
  const opened = await desk.as('ana', 'token').post('/api/tickets', {
    subject: 'Answered on a full disk',
    requester: { email: 'joao@example.org' },
    message: { text: 'Bom dia.' },
  });
  isFull = true;
  const { number } = opened.body.ticket;
  const reply = await desk.as('ana', 'token').post(`/api/tickets/${number}/messages`, { kind: 'reply', text: 'Sim.' });
  expect(reply.status).toBe(201);

  const filer = startFiler(desk.p, { pollMs: 50 });
  await sleep(1_500);
  await filer.close();
  const waiting = await desk.db.selectFrom('inbound').select(['state', 'attempts']).execute();
  expect(waiting).toEqual([{ state: 'received', attempts: 0 }]);
});

test('with room again everything goes its way, by itself', async () => {
  isFull = false;
  await bySmtp('By SMTP');
  expect((await byHttp('By HTTP')).status).toBe(202);
  desk.clock.advance(120);
  await expect
    .poll(
      async () => {
        await desk.settle();
        return (await ticketsAbout('With a file')).length;
      },
      { timeout: 15_000 },
    )
    .toBe(1);
  expect(await ticketsAbout('By SMTP')).toHaveLength(1);
  expect(await ticketsAbout('By HTTP')).toHaveLength(1);
  const states = await desk.db.selectFrom('deliveries').select(['state', 'last_error']).execute();
  expect(states).toEqual([{ state: 'sent', last_error: null }]);
  expect(log.join('')).not.toContain('"stack"');
});
