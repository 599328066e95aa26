import PostalMime, { type Email } from 'postal-mime';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { type Desk, startDesk } from '../../test/server.ts';
import { type Letter, letter } from './mail.fixture.ts';

let desk: Desk;
beforeAll(async () => {
  desk = await startDesk();
  await desk.as('adao').patch(`/api/inboxes/${desk.world.inbox.uuid}`, { confirmation: { isOn: true, texts: {} } });
});
afterAll(() => desk.close());
beforeEach(() => desk.clock.advance(24 * 60 * 60));

const carla = 'Carla Souza <carla@padariacentral.example>';
let counter = 0;

async function mail(to: Desk, content: Partial<Letter>): Promise<number> {
  const from = content.from ?? carla;
  const bytes = await letter({ subject: 'Forno', text: `Olá ${++counter}`, ...content, from });
  const answer = await to
    .as('adao', 'token')
    .post('/api/inbound/email', bytes, { headers: { 'content-type': 'message/rfc822' } });
  expect(answer.status).toBe(202);
  await to.settle();
  return (await to.as('olivia').get('/api/tickets?sort=created&limit=1')).body.tickets[0].number;
}
type Sent = { state: string; isAutomatic: boolean; id: string; to: string[] };
async function sentAbout(number: number): Promise<(Sent & { mail: Email; raw: string })[]> {
  const { deliveries } = (await desk.as('adao').get(`/api/deliveries?ticket=${number}`)).body as { deliveries: Sent[] };
  return Promise.all(
    deliveries.map(async (one) => {
      const raw = (await desk.as('adao').get(`/api/deliveries/${one.id}/raw`)).text;
      return { ...one, raw, mail: await PostalMime.parse(raw) };
    }),
  );
}
async function withheld(number: number): Promise<string[]> {
  const { history } = (await desk.as('olivia').get(`/api/tickets/${number}/history`)).body;
  return history
    .filter((one: { type: string }) => one.type === 'message.withheld')
    .map((one: { reason: { code: string } }) => one.reason.code);
}

describe('a topic', () => {
  test('confirms in words of its own, or not at all', async () => {
    const topics = (await desk.as('adao').get('/api/topics')).body.topics as { id: string; slug: string }[];
    const topic = topics.find(({ slug }) => slug === 'complaint')?.id ?? '';
    const inbox = `/api/inboxes/${desk.world.inbox.uuid}`;
    await desk.as('adao').patch(inbox, { topic });
    const texts = { en: { subject: 'Complaint {{ ticket.number }}', text: 'We take it seriously.' } };
    await desk.as('adao').patch(`/api/topics/${topic}`, { confirmation: { kind: 'own', texts } });
    const number = await mail(desk, { from: 'mary@northwind.example' });
    expect((await sentAbout(number))[0]?.mail).toMatchObject({
      subject: `Complaint ${number}`,
      text: expect.stringContaining('We take it seriously.'),
    });

    await desk.as('adao').patch(`/api/topics/${topic}`, { confirmation: { kind: 'none' } });
    expect(await sentAbout(await mail(desk, { from: 'john@northwind.example' }))).toEqual([]);
    await desk.as('adao').patch(`/api/topics/${topic}`, { confirmation: { kind: 'inherit' } });
    await desk.as('adao').patch(inbox, { topic: null });
  });
});

describe('a customer who opens a ticket by mail', () => {
  test('gets one confirmation that says the number and is marked as written by a machine', async () => {
    const number = await mail(desk, { from: 'mary@northwind.example', messageId: '<oven@northwind>' });
    const [confirmation, ...more] = await sentAbout(number);
    expect(more).toEqual([]);
    expect(confirmation).toMatchObject({ state: 'sent', isAutomatic: true, to: ['mary@northwind.example'] });
    expect(confirmation?.mail).toMatchObject({
      subject: `We received your message [#${number}]`,
      inReplyTo: '<oven@northwind>',
      text: expect.stringContaining(`ticket #${number}`),
    });
    expect(confirmation?.raw).toMatch(/^auto-submitted: auto-replied/im);
    expect(confirmation?.raw).toMatch(/^x-auto-response-suppress: all/im);
    const { ticket } = (await desk.as('olivia').get(`/api/tickets/${number}`)).body;
    expect(ticket).toMatchObject({ statusCategory: 'new' });
    const [row] = (await desk.as('olivia').get('/api/tickets?sort=created&limit=1')).body.tickets;
    expect(row.preview).toMatch(/^Olá/);
  });

  test('is answered in the language of the mail, or in that of the contact', async () => {
    const said = await mail(desk, { from: 'new@northwind.example', headers: { 'Content-Language': 'pt-BR' } });
    expect((await sentAbout(said))[0]?.mail.subject).toBe(`Recebemos sua mensagem [#${said}]`);
    const known = await mail(desk, { from: carla });
    expect((await sentAbout(known))[0]?.mail.subject).toBe(`Recebemos sua mensagem [#${known}]`);
  });

  test('who answers the confirmation gets no second one, and is in the same ticket', async () => {
    const number = await mail(desk, {});
    const [confirmation] = await sentAbout(number);
    const to = confirmation?.mail.replyTo?.[0]?.address ?? '';
    await mail(desk, { to, subject: 'Re', inReplyTo: confirmation?.mail.messageId ?? '' });
    expect(await sentAbout(number)).toHaveLength(1);
    const { messages } = (await desk.as('olivia').get(`/api/tickets/${number}/messages`)).body;
    expect(messages.map((one: { direction: string }) => one.direction)).toEqual(['in', 'out', 'in']);
  });
});

test('says until when an answer is promised, in the language of the mail, and nothing where nothing is', async () => {
  const english = await mail(desk, { from: 'promised@northwind.example', headers: { 'Content-Language': 'en' } });
  expect((await sentAbout(english))[0]?.mail.text).toMatch(/You will hear from us by .+\(UTC\)\./);
  const portuguese = await mail(desk, { from: 'prometido@correio.example', headers: { 'Content-Language': 'pt-BR' } });
  expect((await sentAbout(portuguese))[0]?.mail.text).toMatch(/Você terá uma resposta até .+\(UTC\)\./);
  await desk.db.updateTable('sla_policies').set({ is_enabled: false }).execute();
  const none = await mail(desk, { from: 'nothing@northwind.example', headers: { 'Content-Language': 'en' } });
  expect((await sentAbout(none))[0]?.mail.text).toContain('We will answer as soon as we can.');
  await desk.db.updateTable('sla_policies').set({ is_enabled: true }).execute();
});

test('a text that asks for what there is not is refused when it is saved, with the place', async () => {
  const texts = { en: { subject: 'Hi', text: 'Dear\n{{ requester.shoe_size }}' } };
  const inbox = `/api/inboxes/${desk.world.inbox.uuid}`;
  const { status, body } = await desk.as('adao').patch(inbox, { confirmation: { isOn: true, texts } });
  expect([status, body.error.code]).toEqual([400, 'template_invalid']);
  expect(body.error.details.problems).toEqual([
    { language: 'en', part: 'text', code: 'template_variable', name: 'requester.shoe_size', line: 2, column: 4 },
  ]);
});

async function confirming(): Promise<string> {
  const { rules } = (await desk.as('adao').get('/api/triggers')).body;
  const found = rules.find(({ name }: { name: { en: string } }) => name.en === 'Confirm new tickets');
  expect(found).toMatchObject({ actions: [{ action: 'confirm', params: {} }], listensTo: ['ticket.opened'] });
  return `/api/triggers/${found.id}`;
}

describe('T66: nothing a stranger wrote is sent on', () => {
  test('not even a subject, where nobody vouches for the sender', async () => {
    const texts = {
      en: {
        subject: 'Got it: {{ ticket.subject }}',
        text: 'About {{ ticket.subject }}, {{ requester.name | default: "you" }}, ticket {{ ticket.number }}.',
      },
    };
    const inbox = `/api/inboxes/${desk.world.inbox.uuid}`;
    expect((await desk.as('adao').patch(inbox, { confirmation: { isOn: true, texts } })).status).toBe(200);
    const number = await mail(desk, {
      from: '"Win a car at spam.example" <stranger@correio.example>',
      subject: 'Win a car at spam.example',
      text: 'Win a car at spam.example',
    });
    const [confirmation] = await sentAbout(number);
    expect(confirmation?.mail.subject).toBe('Got it: your message');
    expect(confirmation?.mail.text).not.toContain('spam.example');
    expect(confirmation?.mail.html).not.toContain('spam.example');
    await desk.as('adao').patch(inbox, { confirmation: { isOn: true, texts: {} } });
  });

  test('T17: nor to somebody whom an unvouched Reply-To names', async () => {
    const number = await mail(desk, { headers: { 'Reply-To': 'victim@elsewhere.example' } });
    expect((await sentAbout(number)).map(({ to }) => to)).toEqual([['carla@padariacentral.example']]);
  });
});

describe('T13: no confirmation goes', () => {
  test.each<[sentence: string, content: Partial<Letter>, code: string]>([
    ['to an out-of-office note', { subject: 'Out of office: back on Monday' }, 'automatic_to_machine'],
    ['to Auto-Submitted mail', { headers: { 'Auto-Submitted': 'auto-generated' } }, 'automatic_to_machine'],
    ['to a list', { headers: { 'List-Id': '<news.shop.example>' } }, 'automatic_to_machine'],
    ['to bulk mail', { headers: { Precedence: 'bulk' } }, 'automatic_to_machine'],
    ['to the null sender', { headers: { 'Return-Path': '<>' } }, 'automatic_to_machine'],
    ['to our own address', { from: 'support@atende.example' }, 'automatic_to_machine'],
    ['to a no-reply address', { from: 'no-reply@shop.example' }, 'automatic_to_machine'],
  ])('%s, and the ticket says why', async (_sentence, content, code) => {
    const number = await mail(desk, content);
    expect(await sentAbout(number)).toEqual([]);
    expect(await withheld(number)).toEqual([code]);
  });

  test('to an address whose mail came back', async () => {
    await desk.db.insertInto('suppressions').values({ address: 'gone@correio.example', reason: '550' }).execute();
    const number = await mail(desk, { from: 'gone@correio.example' });
    expect(await sentAbout(number)).toEqual([]);
    expect(await withheld(number)).toEqual(['automatic_suppressed']);
  });

  test('with a hole in it: the ticket names what is missing', async () => {
    const texts = { en: { subject: 'Got it', text: 'Dear {{ requester.first_name }} of {{ organization.name }}' } };
    const inbox = `/api/inboxes/${desk.world.inbox.uuid}`;
    await desk.as('adao').patch(inbox, { confirmation: { isOn: true, texts } });
    const number = await mail(desk, { from: 'holes@correio.example', headers: { 'Content-Language': 'en' } });
    expect(await sentAbout(number)).toEqual([]);
    expect(await withheld(number)).toEqual(['template_unresolved']);
    await desk.as('adao').patch(inbox, { confirmation: { isOn: true, texts: {} } });
  });

  test('where the trigger that confirms is off, though the inbox would', async () => {
    const trigger = await confirming();
    await desk.as('adao').patch(trigger, { isEnabled: false });
    const number = await mail(desk, { from: 'silent@correio.example' });
    expect([await sentAbout(number), await withheld(number)]).toEqual([[], []]);
    await desk.as('adao').patch(trigger, { isEnabled: true });
  });

  test('where the inbox does not say so', async () => {
    const inbox = `/api/inboxes/${desk.world.inbox.uuid}`;
    await desk.as('adao').patch(inbox, { confirmation: { isOn: false, texts: {} } });
    const number = await mail(desk, {});
    expect(await sentAbout(number)).toEqual([]);
    expect(await withheld(number)).toEqual([]);
    await desk.as('adao').patch(inbox, { confirmation: { isOn: true, texts: {} } });
  });
});

test('T14: a robot that answers every mail at once with a new one is stopped by the cap, and agents still get through', async () => {
  const robot = 'robot@machines.example';
  const numbers: number[] = [];
  for (let turn = 0; turn < 8; turn++) numbers.push(await mail(desk, { from: robot, subject: `Robot ${turn}` }));
  const sent = await Promise.all(numbers.map(async (number) => (await sentAbout(number)).length));
  expect(sent).toEqual([1, 1, 1, 1, 1, 0, 0, 0]);
  expect(await withheld(numbers.at(-1) ?? 0)).toEqual(['automatic_address_hour']);

  const reply = { kind: 'reply', text: 'Please stop.' };
  const answer = await desk.as('ana', 'token').post(`/api/tickets/${numbers.at(-1)}/messages`, reply);
  expect(answer.status).toBe(201);
  await desk.settle();
  expect(await sentAbout(numbers.at(-1) ?? 0)).toMatchObject([{ state: 'sent', isAutomatic: false, to: [robot] }]);
});

test('T14: the whole desk stops where mail storms out of it, and an alert stands in the audit log', async () => {
  const at = desk.clock.now();
  const storm = Array.from({ length: 300 }, (_, nth) => ({
    kind: 'confirmation' as const,
    address: `${nth}@x.example`,
    at,
  }));
  await desk.db.insertInto('automatic_mail').values(storm).execute();
  const number = await mail(desk, { from: 'late@correio.example' });
  expect(await withheld(number)).toEqual(['automatic_breaker']);
  await mail(desk, { from: 'later@correio.example' });
  const alerts = await desk.db.selectFrom('audit_entries').selectAll().where('action', '=', 'mail.breaker').execute();
  expect(alerts).toHaveLength(1);
});
