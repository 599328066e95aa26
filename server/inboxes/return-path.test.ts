import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import { SMTPServer } from 'smtp-server';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { type Desk, startDesk } from '../../test/server.ts';
import { settle } from '../worker.ts';
import { mailTalk } from './mail-talk.fixture.ts';

/** The operator's mail server: keeps who a mail says it came from, and takes only the senders it was told to. */
const taken: { from: string; to: string[]; raw: string }[] = [];
let takes = /.*/;
const smtp = new SMTPServer({
  authOptional: true,
  disabledCommands: ['AUTH', 'STARTTLS'],
  disableReverseLookup: true,
  onMailFrom({ address }, _session, done) {
    const refusal = Object.assign(new Error('5.7.60 Client does not have permissions to send as this sender'), {
      responseCode: 550,
    });
    done(takes.test(address) ? null : refusal);
  },
  onData(stream, { envelope }, done) {
    stream.toArray().then((chunks: Buffer[]) => {
      const from = envelope.mailFrom ? envelope.mailFrom.address : '';
      taken.push({ from, to: envelope.rcptTo.map(({ address }) => address), raw: Buffer.concat(chunks).toString() });
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
  const undelivered = { inApp: true, byMail: false };
  await desk.as('ana').patch('/api/me/notifications', { choices: { undelivered } });
});
afterAll(async () => {
  await desk.close();
  await new Promise<void>((resolve) => smtp.close(() => resolve()));
});
beforeEach(() => {
  taken.length = 0;
  takes = /.*/;
});

const { mail, newest, messages, ticket } = mailTalk(() => desk);
let customers = 0;

/** A ticket of somebody new, answered; what left and where it comes back to. */
async function answered(subject: string) {
  const customer = `customer${++customers}@correio.example`;
  await mail({ from: customer, subject, text: 'Help.' });
  const number = await newest();
  const body = { kind: 'reply', text: 'Here it is.', status: 'pending' };
  expect((await desk.as('ana', 'token').post(`/api/tickets/${number}/messages`, body)).status).toBe(201);
  await settle(desk.p);
  const sent = taken.at(-1);
  if (!sent) throw new Error('Nothing left.');
  return { number, customer, ...sent };
}
const deliveryOf = async (number: number) =>
  (await desk.as('adao').get(`/api/deliveries?ticket=${number}`)).body.deliveries[0];
const held = async () =>
  (await desk.as('adao').get('/api/suppressions')).body.suppressions.map(({ address }: { address: string }) => address);
const countTickets = async () => (await desk.db.selectFrom('tickets').select('id').execute()).length;

/** What servers write that never heard of reports: no Message-ID of ours, often not even the address. */
const freeText: [sentence: string, subject: string, text: string][] = [
  [
    'in English',
    'failure notice',
    'Hi. This is the qmail-send program.\nSorry, no mailbox here by that name. 550 5.1.1',
  ],
  [
    'of Exchange',
    'Undeliverable: Your order',
    'Your message to them could not be delivered. The recipient was not found.',
  ],
  ['in Portuguese', 'Mensagem não entregue', 'A mensagem não pôde ser entregue: usuário desconhecido.'],
  ['in German', 'Unzustellbar: Anfrage', 'Ihre Nachricht konnte nicht zugestellt werden.'],
];

describe('a reply leaves under a return address of its own (T65)', () => {
  test('which names the delivery, is no address to answer to, and stays the same in every attempt', async () => {
    const sent = await answered('Own return address');
    expect(sent.from).toMatch(/^support\+b\.[0-9a-z-]{30,50}@atende\.example$/);
    expect(/^reply-to:.*<(.+)>/im.exec(sent.raw)?.[1]).not.toBe(sent.from);
    expect(sent.raw).not.toContain(sent.from);
    await mail({
      from: 'stranger@elsewhere.example',
      to: sent.from.replace('+b.', '+'),
      subject: 'Let me in',
      text: 'Me.',
    });
    expect(await newest()).not.toBe(sent.number);
  });

  test.each(freeText)('so that a bounce in free text %s finds its message', async (_language, subject, text) => {
    const sent = await answered('Bounces in free text');
    const before = await countTickets();
    await mail({ from: 'Mail <mailer-daemon@mx.example>', to: sent.from, subject, text }, sent.from);
    expect(await deliveryOf(sent.number)).toMatchObject({ state: 'bounced' });
    expect((await messages(sent.number)).at(-1)).toMatchObject({ direction: 'out', delivery: { state: 'bounced' } });
    expect(await held()).toContain(sent.customer);
    expect(await countTickets()).toBe(before);
  });

  test('guessed, bent or made by another desk, it changes nothing', async () => {
    const sent = await answered('Guessed');
    const [, first, second, proof] = /\+b\.(\w+)-(\w+)-(\w+)@/.exec(sent.from) ?? [];
    const forged = [
      `${first}-${second}-${'a'.repeat(26)}`,
      `${Number.parseInt(first ?? '', 36) + 1}-${second}-${proof}`,
    ];
    for (const token of forged) {
      const to = `support+b.${token}@atende.example`;
      const content = {
        from: 'mailer-daemon@mx.example',
        to,
        subject: 'Undeliverable',
        text: 'User unknown. 550 5.1.1',
      };
      await mail(content, to);
    }
    expect(await deliveryOf(sent.number)).toMatchObject({ state: 'sent' });
    expect(await held()).not.toContain(sent.customer);
  });

  test('a report that it is only late is none of its failure', async () => {
    const sent = await answered('Late');
    const text = 'Warning: your message has been delayed and will be retried. It could not be delivered for 4 hours.';
    await mail({ from: 'mailer-daemon@mx.example', to: sent.from, subject: 'Delivery delayed', text }, sent.from);
    expect(await deliveryOf(sent.number)).toMatchObject({ state: 'sent' });
    expect(await held()).not.toContain(sent.customer);
  });

  test('an out-of-office answer sent there stands in the ticket and moves nothing', async () => {
    const sent = await answered('Away');
    const content = { from: sent.customer, to: sent.from, subject: 'Fora do escritório', text: 'Volto na segunda.' };
    await mail(content, sent.from);
    expect((await messages(sent.number)).at(-1)).toMatchObject({ direction: 'in', isAutomatic: true });
    expect(await ticket(sent.number)).toMatchObject({ statusCategory: 'pending' });
  });
});

test('a server that lets us send by our plain address alone gets it under that one', async () => {
  takes = /^support@/;
  const sent = await answered('Plain sender');
  expect(sent.from).toBe('support@atende.example');
  expect(await deliveryOf(sent.number)).toMatchObject({ state: 'sent', attempts: 1 });
});

test('an inbox without signed addresses sends by its own address', async () => {
  const url = `/api/inboxes/${desk.world.inbox.uuid}`;
  await desk.as('adao').patch(url, { settings: { plusAddressing: false } });
  expect((await answered('No plus')).from).toBe('support@atende.example');
  await desk.as('adao').patch(url, { settings: { plusAddressing: true } });
});

describe('a forged report (T52)', () => {
  const report = (more: { to: string; messageId: string; about: string }) =>
    Buffer.from(
      [
        'From: mailer-daemon@evil.example',
        `To: ${more.to}`,
        'Subject: Undelivered Mail Returned to Sender',
        'MIME-Version: 1.0',
        'Content-Type: multipart/report; report-type=delivery-status; boundary="b"',
        '',
        '--b',
        'Content-Type: message/delivery-status',
        '',
        'Reporting-MTA: dns; evil.example',
        '',
        `Final-Recipient: rfc822; ${more.about}`,
        'Action: failed',
        'Status: 5.1.1',
        '',
        '--b',
        'Content-Type: text/rfc822-headers',
        '',
        `Message-ID: ${more.messageId}`,
        '',
        '--b--',
        '',
      ].join('\r\n'),
    );
  const { deliver } = mailTalk(() => desk);

  test('about a mail we never sent, or about ours without its token, changes nothing and opens no ticket', async () => {
    const sent = await answered('Forged');
    const [, uuid] = /^message-id: <t\.[^.]+\.([^@]+)@/im.exec(sent.raw) ?? [];
    const before = await countTickets();
    for (const messageId of ['<never@sent.example>', `<t.1-1-${'a'.repeat(26)}.${uuid}@atende.example>`]) {
      await deliver(report({ to: 'support@atende.example', messageId, about: sent.customer }));
    }
    expect(await deliveryOf(sent.number)).toMatchObject({ state: 'sent' });
    expect(await held()).not.toContain(sent.customer);
    expect(await countTickets()).toBe(before);
  });

  test('that has the token but names somebody else holds nobody else back', async () => {
    const sent = await answered('Names somebody else');
    const about = 'carla@padariacentral.example';
    await deliver(report({ to: sent.from, messageId: '<never@sent.example>', about }), sent.from);
    expect(await deliveryOf(sent.number)).toMatchObject({ state: 'bounced' });
    expect(await held()).not.toContain(about);
  });
});
