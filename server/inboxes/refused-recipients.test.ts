import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import { SMTPServer } from 'smtp-server';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { type Desk, startDesk } from '../../test/server.ts';

/** The operator's mail server: takes mail for everybody but those it was told to refuse. */
const refusals = new Map<string, { responseCode: number; message: string }>();
const taken: { to: string[]; messageId: string }[] = [];
const smtp = new SMTPServer({
  authOptional: true,
  disabledCommands: ['AUTH', 'STARTTLS'],
  disableReverseLookup: true,
  onRcptTo({ address }, _session, done) {
    const refusal = refusals.get(address);
    done(refusal ? Object.assign(new Error(refusal.message), refusal) : null);
  },
  onData(stream, { envelope }, done) {
    stream.toArray().then((chunks: Buffer[]) => {
      const raw = Buffer.concat(chunks).toString();
      taken.push({
        to: envelope.rcptTo.map(({ address }) => address),
        messageId: /^message-id:\s*(<.+>)/im.exec(raw)?.[1] ?? '',
      });
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
  refusals.clear();
  taken.length = 0;
});

const { carla, joao } = { carla: 'carla@padariacentral.example', joao: 'joao@correio.example' };

/** A reply to Carla with a copy to João. */
async function replyToBoth(): Promise<number> {
  const opened = await desk.as('ana').post('/api/tickets', {
    subject: 'Two recipients',
    requester: { email: carla },
    message: { text: 'Both.' },
  });
  const { number } = opened.body.ticket;
  const { id } = await desk.db
    .selectFrom('tickets')
    .select('id')
    .where('number', '=', number)
    .executeTakeFirstOrThrow();
  await desk.db.insertInto('participants').values({ ticket_id: id, contact_id: desk.world.contacts.joao.id }).execute();
  const answer = await desk
    .as('ana', 'token')
    .post(`/api/tickets/${number}/messages`, { kind: 'reply', text: 'Hello both.' });
  expect(answer.status).toBe(201);
  await desk.settle();
  return number;
}
const deliveriesOf = async (number: number) =>
  (await desk.as('adao').get(`/api/deliveries?ticket=${number}`)).body.deliveries.reverse();

// Of what the desk tells its own agents nothing is counted here.
beforeAll(async () => {
  const undelivered = { inApp: true, byMail: false };
  expect((await desk.as('ana').patch('/api/me/notifications', { choices: { undelivered } })).status).toBe(200);
});

test('T62: of two recipients the one who is refused for now is tried again alone, with the same mail', async () => {
  refusals.set(joao, { responseCode: 450, message: 'Greylisted' });
  const number = await replyToBoth();
  expect(await deliveriesOf(number)).toMatchObject([
    { state: 'sent', to: [carla], cc: [] },
    { state: 'queued', to: [joao], cc: [], error: expect.stringContaining('Greylisted') },
  ]);
  refusals.clear();
  desk.clock.advance(90);
  await desk.settle();
  expect(await deliveriesOf(number)).toMatchObject([{ state: 'sent' }, { state: 'sent', to: [joao] }]);
  expect(taken.map(({ to }) => to)).toEqual([[carla], [joao]]);
  expect(new Set(taken.map(({ messageId }) => messageId)).size).toBe(1);
});

test('T62: the one who is refused for good is shown on the ticket and held back, and the other has the mail', async () => {
  refusals.set(joao, { responseCode: 550, message: '5.1.1 No such user' });
  const number = await replyToBoth();
  expect(taken.map(({ to }) => to)).toEqual([[carla]]);
  expect(await deliveriesOf(number)).toMatchObject([
    { state: 'sent', to: [carla] },
    { state: 'failed', to: [joao], error: expect.stringContaining('No such user') },
  ]);
  const { messages } = (await desk.as('ana').get(`/api/tickets/${number}/messages`)).body;
  expect(messages.at(-1).delivery).toMatchObject({ state: 'failed', error: expect.stringContaining('No such user') });
  const { notifications } = (await desk.as('ana').get('/api/notifications')).body;
  expect(notifications[0]).toMatchObject({ type: 'delivery.failed', ticket: { number } });
  expect(await suppressed()).toEqual([joao]);
  await desk.db.deleteFrom('suppressions').execute();
});

type Group = { recipient: string; action?: string; said?: string };

function bounce(of: { messageId: string; from?: string } & Group): Buffer {
  return report({ ...of, groups: [of] });
}

/** One report of a server (RFC 3464), with a group of fields for each recipient it tells of. */
function report(of: { messageId: string; from?: string; groups: Group[] }): Buffer {
  const lines = [
    `From: ${of.from ?? 'MAILER-DAEMON@carrier.example'}`,
    'To: support@atende.example',
    'Subject: Undeliverable',
    'MIME-Version: 1.0',
    'Content-Type: multipart/report; report-type=delivery-status; boundary=b',
    '',
    '--b',
    'Content-Type: text/plain',
    '',
    `It did not arrive. ${Math.random()}`,
    '--b',
    'Content-Type: message/delivery-status',
    '',
    'Reporting-MTA: dns; carrier.example',
    '',
    ...of.groups.flatMap(({ recipient, action = 'failed', said = '550 5.1.1 No such user' }) => [
      `Final-Recipient: rfc822; ${recipient}`,
      `Action: ${action}`,
      `Status: ${/\d\.\d\.\d/.exec(said)?.[0]}`,
      `Diagnostic-Code: smtp; ${said}`,
      '',
    ]),
    '--b',
    'Content-Type: message/rfc822',
    '',
    `Message-ID: ${of.messageId}`,
    'Subject: Two recipients',
    '',
    'Hello both.',
    '--b--',
    '',
  ];
  return Buffer.from(lines.join('\r\n'));
}
async function submit(bytes: Buffer): Promise<void> {
  const rfc822 = { headers: { 'content-type': 'message/rfc822' } };
  expect((await desk.as('adao', 'token').post('/api/inbound/email', bytes, rfc822)).status).toBe(202);
  await desk.settle();
}
const suppressed = async () =>
  (await desk.db.selectFrom('suppressions').select('address').execute()).map(({ address }) => address);

test('T52: a report about mail we never sent, or about an address it did not go to, marks nobody', async () => {
  const number = await replyToBoth();
  const { messageId } = taken.at(-1) ?? { messageId: '' };
  await submit(bounce({ messageId: '<made-up@atende.example>', recipient: carla }));
  const guessed = messageId.replace(/[0-9a-f]{12}@/, '000000000000@');
  await submit(bounce({ messageId: guessed, recipient: carla }));
  expect(await deliveriesOf(number)).toMatchObject([{ state: 'sent' }]);
  await submit(bounce({ messageId, recipient: 'victim@northwind.example' }));
  expect(await suppressed()).toEqual([]);
});

test('a real report marks the address and the message, opens no ticket, and an admin may lift it', async () => {
  const number = await replyToBoth();
  const { messageId } = taken.at(-1) ?? { messageId: '' };
  await submit(bounce({ messageId, recipient: joao }));
  expect(await deliveriesOf(number)).toMatchObject([
    { state: 'sent', to: [carla] },
    { state: 'bounced', to: [joao], error: expect.stringContaining('No such user') },
  ]);
  const { tickets } = (await desk.as('olivia').get('/api/tickets?sort=created&limit=1')).body;
  expect(tickets[0].number).toBe(number);

  const { suppressions } = (await desk.as('adao').get('/api/suppressions')).body;
  expect(suppressions).toMatchObject([{ address: joao, reason: expect.stringContaining('550 5.1.1') }]);
  const second = await replyToBoth();
  expect(taken.at(-1)?.to).toEqual([carla]);
  expect(await deliveriesOf(second)).toMatchObject([
    { state: 'sent', to: [carla] },
    { state: 'failed', to: [joao], error: expect.stringContaining('bounced earlier') },
  ]);

  expect((await desk.as('ana').delete(`/api/suppressions/${encodeURIComponent(joao)}`)).status).toBe(403);
  expect((await desk.as('adao').delete(`/api/suppressions/${encodeURIComponent(joao)}`)).status).toBe(204);
  expect((await desk.as('adao').delete(`/api/suppressions/${encodeURIComponent(joao)}`)).status).toBe(404);
  await replyToBoth();
  expect(taken.at(-1)?.to).toEqual([carla, joao]);
});

describe('a report that tells of several recipients', () => {
  const marked = async () => (await suppressed()).sort();
  const forget = async () => void (await desk.db.deleteFrom('suppressions').execute());
  beforeEach(forget);
  afterAll(forget);

  test('marks each whom it did not reach with what was said of them, and nobody it did not go to', async () => {
    const number = await replyToBoth();
    const { messageId } = taken.at(-1) ?? { messageId: '' };
    const stranger = { recipient: 'victim@northwind.example' };
    const groups = [stranger, { recipient: joao, said: '552 5.2.2 Mailbox full' }, { recipient: carla }];
    await submit(report({ messageId, groups }));
    expect(await deliveriesOf(number)).toMatchObject([
      { state: 'bounced', to: [carla], error: expect.stringContaining('No such user') },
      { state: 'bounced', to: [joao], error: expect.stringContaining('Mailbox full') },
    ]);
    expect(await marked()).toEqual([carla, joao].sort());
  });

  test('tells of one that it arrived and of the other that it did not; a retry reaches the other alone', async () => {
    const number = await replyToBoth();
    const { messageId } = taken.at(-1) ?? { messageId: '' };
    await submit(
      report({
        messageId,
        groups: [{ recipient: carla, action: 'delivered', said: '250 2.0.0 Ok' }, { recipient: joao }],
      }),
    );
    const [arrived, cameBack] = await deliveriesOf(number);
    expect(arrived).toMatchObject({ state: 'delivered', to: [carla] });
    expect(cameBack).toMatchObject({ state: 'bounced', to: [joao] });
    const { messages } = (await desk.as('ana').get(`/api/tickets/${number}/messages`)).body;
    expect(messages.at(-1).delivery).toMatchObject({ state: 'bounced' });

    expect((await desk.as('adao').post(`/api/deliveries/${cameBack.id}/retry`)).status).toBeLessThan(300);
    await desk.settle();
    expect(taken.at(-1)?.to).toEqual([joao]);
    expect(await deliveriesOf(number)).toMatchObject([{ state: 'delivered' }, { state: 'sent', to: [joao] }]);
  });

  test('in several reports, the last one of which comes twice, is the same', async () => {
    const number = await replyToBoth();
    const { messageId } = taken.at(-1) ?? { messageId: '' };
    await submit(bounce({ messageId, recipient: joao }));
    await submit(bounce({ messageId, recipient: carla }));
    await submit(bounce({ messageId, recipient: carla }));
    expect(await deliveriesOf(number)).toMatchObject([{ state: 'bounced' }, { state: 'bounced' }]);
    expect(await marked()).toEqual([carla, joao].sort());
    const bounced = await desk.db
      .selectFrom('events')
      .select('reason')
      .where('type', '=', 'delivery.bounced')
      .execute();
    const addressed = bounced.map(({ reason }) => (reason as { values: { address: string } }).values.address);
    expect(addressed.slice(-2)).toEqual([joao, carla]);
  });
});

test('T61: mail that one server puts off holds up nobody else’s', async () => {
  refusals.set(joao, { responseCode: 451, message: 'Come back later' });
  const answered = async (email: string) => {
    const body = { subject: 'One of two', requester: { email }, message: { text: 'Hello.' } };
    const { number } = (await desk.as('ana').post('/api/tickets', body)).body.ticket;
    const reply = { kind: 'reply', text: 'Hello.' };
    expect((await desk.as('ana', 'token').post(`/api/tickets/${number}/messages`, reply)).status).toBe(201);
    return number;
  };
  const [putOff, taken] = [await answered(joao), await answered(carla)];
  await desk.settle();
  expect(await deliveriesOf(putOff)).toMatchObject([{ state: 'queued', attempts: 1 }]);
  expect(await deliveriesOf(taken)).toMatchObject([{ state: 'sent', attempts: 1 }]);
});
