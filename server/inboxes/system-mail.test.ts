import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import { SMTPServer } from 'smtp-server';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { type Desk, startDesk } from '../../test/server.ts';
import { parseMail } from '../channels/email/reading/parse.ts';

const taken: Buffer[] = [];
const smtp = new SMTPServer({
  authOptional: true,
  disabledCommands: ['AUTH', 'STARTTLS'],
  disableReverseLookup: true,
  onData(stream, _session, done) {
    stream.toArray().then((chunks: Buffer[]) => {
      taken.push(Buffer.concat(chunks));
      done(null, 'taken');
    }, done);
  },
});

let desk: Desk;
beforeAll(async () => {
  smtp.listen(0, '127.0.0.1');
  await once(smtp.server, 'listening');
  const { port } = smtp.server.address() as AddressInfo;
  desk = await startDesk({ config: { smtpUrl: `smtp://127.0.0.1:${port}?ignoreTLS=true` } });
});
afterAll(async () => {
  await desk.close();
  await new Promise<void>((resolve) => smtp.close(() => resolve()));
});
beforeEach(() => {
  taken.length = 0;
});

async function resetMail(): Promise<Buffer> {
  const letter = { to: 'ana@atende.example', subject: 'A new password', text: 'Choose.', html: '<p>Choose.</p>' };
  await desk.db.transaction().execute((tx) => desk.p.mailer.sendLater(tx, letter));
  await desk.settle();
  expect(taken).toHaveLength(1);
  return taken[0] ?? Buffer.alloc(0);
}
const url = () => `/api/inboxes/${desk.world.inbox.uuid}`;

test('the desk’s own mail is signed with the key of its domain, and believed by whoever asks DNS', async () => {
  const { domainKey } = (await desk.as('adao').post(`${url()}/domain-key`)).body;
  const bytes = await resetMail();
  const zone = { [`TXT ${domainKey.name}`]: [[domainKey.value]] };
  const parsed = await parseMail({ bytes, envelope: {}, receivedAt: new Date(), ownAddresses: [] }, zone);
  expect(parsed).toMatchObject({ message: { verdict: { status: 'verified', by: ['dkim:atende.example'] } } });
});

test('where no inbox of the domain has a key, it leaves as it is', async () => {
  await desk.as('adao').delete(`${url()}/domain-key`);
  expect((await resetMail()).toString()).not.toMatch(/^dkim-signature/im);
});

test('a key that cannot be opened keeps no sign-in link back', async () => {
  await desk.as('adao').post(`${url()}/domain-key`);
  await desk.db.updateTable('inboxes').set({ secrets: 'bent' }).where('uuid', '=', desk.world.inbox.uuid).execute();
  await desk.as('adao').patch(url(), { senderName: 'Bent' });
  expect((await resetMail()).toString()).toContain('Choose.');
});
