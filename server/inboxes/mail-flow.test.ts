import type { Email } from 'postal-mime';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type Desk, startDesk } from '../../test/server.ts';
import { settle } from '../worker.ts';
import { type Letter, letter } from './mail.fixture.ts';
import { answerTo, mailTalk } from './mail-talk.fixture.ts';

let desk: Desk;
beforeAll(async () => {
  desk = await startDesk();
});
afterAll(() => desk.close());

const carla = 'Carla Souza <carla@padariacentral.example>';
const mallory = 'Mallory <mallory@elsewhere.example>';

const { mail, newest, ticket, messages, reply } = mailTalk(() => desk);
const rfc822 = { headers: { 'content-type': 'message/rfc822' } };

const png = Buffer.from('\x89PNG\r\n\x1a\n', 'latin1');

describe('a mail to the desk', () => {
  test('becomes a ticket of its sender, with the reason', async () => {
    const kept = await mail({
      from: carla,
      subject: 'O forno não liga',
      text: 'Desde ontem.',
      messageId: '<forno@padaria>',
    });
    expect(kept.isNew).toBe(true);
    const number = await newest();
    expect(await ticket(number)).toMatchObject({
      subject: 'O forno não liga',
      statusCategory: 'new',
      requester: { name: 'Carla Souza', email: 'carla@padariacentral.example' },
    });
    const [message] = await messages(number);
    expect(message).toMatchObject({
      text: expect.stringContaining('Desde ontem.'),
      direction: 'in',
      reason: { code: 'new_ticket', values: {} },
      verdict: { status: 'unverified' },
    });
  });

  test('is one message however often the same bytes come (T06)', async () => {
    const same = { from: carla, subject: 'Only once', text: 'Please.', messageId: '<once@padaria>' };
    const first = await mail(same);
    const second = await mail(same);
    expect(second).toEqual({ id: first.id, isNew: false });
    const { tickets } = (await desk.as('olivia').get('/api/tickets?limit=100')).body;
    expect(tickets.filter((one: { subject: string }) => one.subject === 'Only once')).toHaveLength(1);
  });

  test('is kept beside another one that carries the same Message-ID (T06)', async () => {
    await mail({ from: carla, subject: 'Parcel 1', text: 'Sent.', messageId: '<reused@carrier>' });
    await mail({ from: carla, subject: 'Parcel 2', text: 'Sent too.', messageId: '<reused@carrier>' });
    const { tickets } = (await desk.as('olivia').get('/api/tickets?limit=100')).body;
    const subjects = tickets.map((one: { subject: string }) => one.subject);
    expect(subjects).toEqual(expect.arrayContaining(['Parcel 1', 'Parcel 2']));
  });

  test('shows among its files every picture that its text does not', async () => {
    const picture = (name: string, content: Buffer) => ({
      filename: name,
      content,
      contentType: 'image/png',
      cid: name,
    });
    await mail({
      from: carla,
      subject: 'Pictures',
      text: 'See.',
      html: '<p>See <img src="cid:named.png"><img src="cid:drawing.png"></p>',
      attachments: [
        picture('named.png', png),
        picture('unnamed.png', png),
        picture('drawing.png', Buffer.from('<svg/>')),
      ],
    });
    const [message] = await messages(await newest());
    const shown = message.attachments.map((file: { name: string; isInline: boolean }) => [file.name, file.isInline]);
    expect(Object.fromEntries(shown)).toEqual({ 'named.png': true, 'unnamed.png': false, 'drawing.png': false });
  });

  test('keeps its attachments and shows its pictures in place', async () => {
    await mail({
      from: carla,
      subject: 'Two files',
      text: 'See.',
      html: '<p>See <img src="cid:photo@padaria"> <script>alert(1)</script></p>',
      attachments: [
        { filename: 'nota.pdf', content: Buffer.from('%PDF-1.4'), contentType: 'application/pdf' },
        { filename: 'photo.png', content: png, contentType: 'image/png', cid: 'photo@padaria' },
      ],
    });
    const [message] = await messages(await newest());
    expect(message.hasHtml).toBe(true);
    expect(message.attachments).toMatchObject([
      { name: 'photo.png', contentType: 'image/png', isInline: true, size: 8 },
      { name: 'nota.pdf', contentType: 'application/pdf', isInline: false, size: 8 },
    ]);
    const stored = await desk.db
      .selectFrom('messages')
      .select('html')
      .where('uuid', '=', message.id)
      .executeTakeFirst();
    expect(stored?.html).not.toContain('script');
  });

  test('for an address nobody has is refused', async () => {
    const bytes = await letter({ from: carla, to: 'nobody@atende.example', subject: 'Hello', text: 'Hi.' });
    const answer = await desk.as('adao', 'token').post('/api/inbound/email', bytes, rfc822);
    expect(answer).toMatchObject({ status: 400, body: { error: { code: 'no_such_inbox' } } });
  });
});

describe('the answer of an agent', () => {
  test('leaves with its own id, the thread, and an address that leads back', async () => {
    await mail({ from: carla, subject: 'Price list', text: 'Which one?', messageId: '<price@padaria>' });
    const number = await newest();
    const sent = await reply(number, 'The new one.');
    expect(sent).toMatchObject({
      subject: `Re: Price list [#${number}]`,
      inReplyTo: '<price@padaria>',
      references: '<price@padaria>',
      to: [{ address: 'carla@padariacentral.example', name: 'Carla Souza' }],
      from: { name: 'Ana Lima', address: 'support@atende.example' },
    });
    expect(sent.messageId).toMatch(/^<.+@atende\.example>$/);
    expect(sent.replyTo?.[0]?.address).toMatch(/^support\+[0-9a-z-]+@atende\.example$/);
    expect(sent.raw).not.toMatch(/^auto-submitted:/im);
    const [, said] = await messages(number);
    expect(said).toMatchObject({ direction: 'out', delivery: { state: 'sent', error: null } });
  });

  test('is answered into the same ticket, which reopens', async () => {
    await mail({ from: carla, subject: 'Invoice 7', text: 'Wrong sum.', messageId: '<invoice@padaria>' });
    const number = await newest();
    const sent = await reply(number, 'Corrected.', { status: 'solved' });
    expect(await ticket(number)).toMatchObject({ statusCategory: 'solved' });

    await mail(answerTo(sent, carla, 'Still wrong.'));
    expect(await newest()).toBe(number);
    expect(await ticket(number)).toMatchObject({ statusCategory: 'open' });
    expect((await messages(number)).at(-1)).toMatchObject({
      direction: 'in',
      text: expect.stringContaining('Still wrong.'),
      reason: { code: 'signed_address', values: { ticketNumber: number, standing: 'requester' } },
    });

    const second = await reply(number, 'Now?');
    expect(second.references?.split(' ').slice(0, 2)).toEqual(['<invoice@padaria>', sent.messageId]);
  });

  test('is answered into the same ticket by a program that dropped the signed address', async () => {
    await mail({ from: carla, subject: 'Delivery day', text: 'When?', messageId: '<day@padaria>' });
    const number = await newest();
    const sent = await reply(number, 'Tuesday.');
    await mail({ ...answerTo(sent, carla, 'Good.'), to: 'support@atende.example' });
    expect((await messages(number)).at(-1)).toMatchObject({
      reason: { code: 'our_message_id', values: { ticketNumber: number, evidence: sent.messageId } },
    });
  });
});

describe('T15: a stranger', () => {
  let number: number;
  let sent: Email;
  beforeAll(async () => {
    await mail({ from: carla, subject: 'Contract', text: 'Confidential.', messageId: '<contract@padaria>' });
    number = await newest();
    sent = await reply(number, 'Signed.');
  });

  const attempts: [sentence: string, content: () => Letter, values: () => object][] = [
    [
      'who copied the References of our answer',
      () => ({ ...answerTo(sent, mallory, 'Me too.'), to: 'support@atende.example', subject: 'Re: Contract' }),
      () => ({ signal: 'our_message_id', evidence: sent.messageId, ticketNumber: number }),
    ],
    [
      'who names the Message-ID of the requester',
      () => ({ from: mallory, subject: 'Contract', text: 'Me.', inReplyTo: '<contract@padaria>' }),
      () => ({ signal: 'known_message_id', evidence: '<contract@padaria>', ticketNumber: number }),
    ],
    [
      'who made a reply address out of a Message-ID',
      () => {
        const token = /<t\.([0-9a-z-]+)\./.exec(sent.messageId ?? '')?.[1];
        const to = `support+${token}@atende.example`;
        return { from: mallory, to, subject: 'Contract', text: 'Me.', inReplyTo: sent.messageId ?? '' };
      },
      () => ({ signal: 'our_message_id', evidence: sent.messageId, ticketNumber: number }),
    ],
    [
      'who guesses a number in the subject',
      () => ({ from: mallory, subject: `Re: Contract [#${number}]`, text: 'Let me in.' }),
      () => ({ signal: 'subject_number', evidence: `#${number}`, ticketNumber: number }),
    ],
  ];
  test.each(attempts)('%s gets a new ticket that says where it may belong', async (...[_sentence, content, values]) => {
    const before = (await messages(number)).length;
    await mail(content());
    const other = await newest();
    expect(other).not.toBe(number);
    expect(await messages(number)).toHaveLength(before);
    const [message] = await messages(other);
    expect(message.reason).toMatchObject({ code: 'not_a_participant', values: values() });
    const links = await desk.db
      .selectFrom('ticket_links')
      .innerJoin('tickets as from', 'from.id', 'from_ticket_id')
      .innerJoin('tickets as to', 'to.id', 'to_ticket_id')
      .select(['kind', 'to.number'])
      .where('from.number', '=', other)
      .execute();
    expect(links).toEqual([{ kind: 'may_belong_to', number }]);
  });
});

test('an answer to a closed ticket opens one that follows it up, and the next answer joins that', async () => {
  await mail({ from: carla, subject: 'Old matter', text: 'Solved?', messageId: '<old@padaria>' });
  const number = await newest();
  const sent = await reply(number, 'Yes.', { status: 'closed' });
  await mail(answerTo(sent, carla, 'One more thing.'));
  const next = await newest();
  expect(next).not.toBe(number);
  const [message] = await messages(next);
  expect(message.reason).toMatchObject({ code: 'ticket_closed_follow_up', values: { ticketNumber: number } });
  await mail(answerTo(sent, carla, 'And another.'));
  expect(await newest()).toBe(next);
  expect(await messages(next)).toHaveLength(2);
});

describe('a mail to two of our inboxes (T41)', () => {
  const both = 'support@atende.example, sales@atende.example';
  async function mailToBoth(content: Letter): Promise<void> {
    const bytes = await letter({ ...content, to: content.to ?? both });
    for (const to of ['support@atende.example', 'sales@atende.example']) {
      const answer = await desk.as('adao', 'token').post(`/api/inbound/email?to=${to}`, bytes, rfc822);
      expect(answer.status).toBe(202);
    }
    await settle(desk.p);
  }
  beforeAll(async () => {
    const sales = { name: 'Sales', channel: 'email', addresses: ['sales@atende.example'] };
    expect((await desk.as('adao').post('/api/inboxes', sales)).status).toBe(201);
  });

  test('is one ticket in each, and each names the other', async () => {
    await mailToBoth({ from: carla, subject: 'To both', text: 'Hello.', messageId: '<both@padaria>' });
    const rows = await desk.db
      .selectFrom('tickets')
      .select('id')
      .where('subject', '=', 'To both')
      .orderBy('id')
      .execute();
    expect(rows).toHaveLength(2);
    const links = await desk.db.selectFrom('ticket_links').selectAll().where('kind', '=', 'related').execute();
    expect(links).toMatchObject([{ from_ticket_id: rows[1]?.id, to_ticket_id: rows[0]?.id }]);
  });

  test('that answers a ticket is one message there', async () => {
    await mail({ from: carla, subject: 'Once in the ticket', text: 'First.', messageId: '<first@padaria>' });
    const number = await newest();
    const sent = await reply(number, 'Yes?');
    await mailToBoth({ ...answerTo(sent, carla, 'Second.'), to: both, messageId: '<second@padaria>' });
    expect(await newest()).toBe(number);
    expect(await messages(number)).toHaveLength(3);
  });
});
