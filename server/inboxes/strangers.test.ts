import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type Desk, startDesk } from '../../test/server.ts';
import { answerTo, mailTalk, trustServer, vouched } from './mail-talk.fixture.ts';

let desk: Desk;
beforeAll(async () => {
  desk = await startDesk();
  await trustServer(desk);
  const sales = { name: 'Sales', channel: 'email', addresses: ['sales@atende.example'] };
  expect((await desk.as('adao').post('/api/inboxes', sales)).status).toBe(201);
  const confirmation = { isOn: true, texts: {} };
  await desk.as('adao').patch(`/api/inboxes/${desk.world.inbox.uuid}`, { confirmation });
});
afterAll(() => desk.close());

const { mail, newest, ticket, messages, reply } = mailTalk(() => desk);
const carla = 'Carla Souza <carla@padariacentral.example>';
const sentSince = async (id: number) =>
  desk.db.selectFrom('deliveries').select(['id', 'recipients']).where('id', '>', id).execute();
async function newestDelivery(): Promise<number> {
  const row = await desk.db.selectFrom('deliveries').select('id').orderBy('id', 'desc').limit(1).executeTakeFirst();
  return row?.id ?? 0;
}

test('a code that another site sends to a signed reply address is held apart from the customer’s ticket (T53)', async () => {
  await mail({ from: carla, subject: 'Something of mine', text: 'Hello.' });
  const number = await newest();
  const sent = await reply(number, 'Hello.');
  const address = sent.replyTo?.[0]?.address ?? '';
  const before = (await messages(number)).length;
  await mail({
    from: 'no-reply@chat.example',
    to: address,
    subject: 'Confirm your address',
    text: 'Your code is 4711.',
  });
  const other = await newest();
  expect(other).not.toBe(number);
  expect(await messages(number)).toHaveLength(before);
  expect((await ticket(other)).links).toMatchObject([{ kind: 'may_belong_to', number }]);
  expect((await messages(other))[0].reason).toMatchObject({
    code: 'not_a_participant',
    values: { signal: 'signed_address' },
  });
});

describe('a forwarded mail (T54)', () => {
  const forwarded =
    'Please see below.\n\n---------- Forwarded message ----------\nFrom: Boss <boss@bank.example>\nSubject: Pay\n\nPay at once.';

  test.each([
    ['of a stranger', 'stranger@elsewhere.example'],
    ['of somebody who uses an agent’s address', 'Ana Lima <ana@atende.example>'],
  ])('%s makes nobody else the requester', async (_who, from) => {
    await mail({ from, subject: 'Fwd: Pay', text: `#fwd\n${forwarded}` });
    const { requester } = await ticket(await newest());
    expect(from).toContain(requester.email);
  });
});

describe('mail that names one of our own addresses as its sender (T55)', () => {
  test.each([
    ['the inbox itself', 'support@atende.example'],
    ['with a tag', 'support+anything@atende.example'],
    ['another inbox', 'Sales <sales@atende.example>'],
  ])('is filed and answered by no machine: %s', async (_which, from) => {
    const last = await newestDelivery();
    await mail({ from, subject: 'From ourselves', text: 'Hello, desk.' });
    await mail({ ...{ from, to: 'sales@atende.example' }, subject: 'From ourselves', text: 'Hello, other desk.' });
    expect(await sentSince(last)).toEqual([]);
  });

  test('does not set two of our inboxes talking when an agent answers it', async () => {
    await mail({ from: 'sales@atende.example', subject: 'Between us', text: 'Can support help?' });
    const number = await newest();
    const sent = await reply(number, 'Yes.');
    const last = await newestDelivery();
    await mail({ ...answerTo(sent, 'sales@atende.example', 'Thanks.') });
    await mail(answerTo(sent, 'sales@atende.example', 'Thanks again.'));
    expect(await sentSince(last)).toEqual([]);
    expect(await newest()).toBe(number);
  });
});

test('headers in our name change nothing: neither ticket, nor sender, nor verdict (T56)', async () => {
  await mail({ from: carla, subject: 'Real one', text: 'Hello.' });
  const number = await newest();
  const headers = {
    'X-Atende-Ticket': String(number),
    'X-Atende-Agent': 'ana@atende.example',
    'X-Atende-Verdict': 'verified',
    'X-Original-Sender': 'carla@padariacentral.example',
  };
  await mail({ from: 'mallory@elsewhere.example', subject: 'Real one', text: 'Let me in.', headers });
  const other = await newest();
  expect(other).not.toBe(number);
  expect((await messages(other))[0]).toMatchObject({ verdict: { status: 'unverified' }, author: { kind: 'contact' } });
});

test('of three hundred mails in the name of a victim at most five confirmations leave, with no word of theirs (T66)', {
  timeout: 120_000,
}, async () => {
  const last = await newestDelivery();
  const victim = 'victim@elsewhere.example';
  for (let nth = 0; nth < 300; nth += 1) {
    const bytes = `From: ${victim}\r\nTo: support@atende.example\r\nSubject: Buy now ${nth}\r\nMessage-ID: <${nth}@bomb>\r\n\r\nBuy now.\r\n`;
    const answer = await desk
      .as('adao', 'token')
      .post('/api/inbound/email', Buffer.from(bytes), { headers: { 'content-type': 'message/rfc822' } });
    expect(answer.status).toBe(202);
  }
  await desk.settle();
  const sent = (await sentSince(last)).filter(({ recipients }) => JSON.stringify(recipients).includes(victim));
  expect(sent.length).toBeGreaterThan(0);
  expect(sent.length).toBeLessThanOrEqual(5);
  const { deliveries } = (await desk.as('adao').get('/api/deliveries?limit=10')).body;
  for (const { id } of deliveries.filter(({ to }: { to: string[] }) => to.includes(victim))) {
    expect((await desk.as('adao').get(`/api/deliveries/${id}/raw`)).text).not.toMatch(/buy now/i);
  }
});

describe('where an answer goes (T17)', () => {
  test('is told beside the requester’s address when their mail asked for another', async () => {
    const headers = { 'Reply-To': 'office@padariacentral.example' };
    await mail(vouched({ from: carla, subject: 'Answer elsewhere', text: 'Hello.', headers }));
    const number = await newest();
    expect(await ticket(number)).toMatchObject({
      requester: { email: 'carla@padariacentral.example' },
      answerTo: 'office@padariacentral.example',
    });
    expect((await reply(number, 'Hello.')).to?.[0]?.address).toBe('office@padariacentral.example');
  });

  test('is the requester’s address where nothing else is told', async () => {
    await mail(vouched({ from: carla, subject: 'Answer here', text: 'Hello.' }));
    expect(await ticket(await newest())).toMatchObject({ answerTo: null });
  });
});

describe('nobody sends as somebody else (T64)', () => {
  test.each([
    ['from', 'sales@atende.example'],
    ['inbox', 'sales'],
    ['sender', 'boss@bank.example'],
    ['to', ['x@y.example']],
  ])('a reply takes no "%s"', async (field, value) => {
    await mail({ from: carla, subject: 'Which sender', text: 'Hello.' });
    const number = await newest();
    const body = { kind: 'reply', text: 'Hello.', [field]: value };
    expect((await desk.as('ana', 'token').post(`/api/tickets/${number}/messages`, body)).status).toBe(400);
    expect((await reply(number, 'Hello.')).from?.address).toBe('support@atende.example');
  });
});
