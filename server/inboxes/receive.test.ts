import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type Desk, startDesk } from '../../test/server.ts';
import type { InboundMessage, Person } from '../channels/channel.ts';
import { settle } from '../worker.ts';
import { keeper } from './commands/keep.ts';
import { prepare } from './commands/prepare.ts';
import { receive } from './commands/receive.ts';
import { letter } from './mail.fixture.ts';
import { makeReplyToken } from './reply-token.ts';
import { claimInbound } from './store/inbound.ts';

let desk: Desk;
beforeAll(async () => {
  desk = await startDesk();
});
afterAll(() => desk.close());

const person = (value: string, name = ''): Person => ({ kind: 'email', value, name });
const carla = person('carla@padariacentral.example', 'Carla Souza');
const joao = person('joao@correio.example', 'João Pereira');
const support = person('support@atende.example');
const verified = { status: 'verified' as const, by: ['dkim'], notes: [] };

type Change = Partial<Omit<InboundMessage, 'hints'>> & { hints?: Partial<InboundMessage['hints']> };

/** Files a mail as its channel read it, so that a test says who vouches for the sender. */
async function file(change: Change): Promise<number> {
  const bytes = await letter({ from: 'x <x@x.example>', subject: 'x', text: 'x' });
  await keeper(desk.p)({
    inboxId: desk.world.inbox.id,
    bytes,
    key: `${Math.random()}`,
    externalId: null,
    envelope: {},
  });
  const [row] = await claimInbound(desk.db, 1, 60_000);
  if (!row) throw new Error('Nothing was kept.');
  const read = await prepare(desk.p, row);
  if (read.parsed.kind !== 'message') throw new Error('This is no message.');
  const message = {
    ...read.parsed.message,
    externalId: `<${row.uuid}@test>`,
    ...change,
    hints: { tokens: [], references: [], ticketNumbers: [], ...change.hints },
  };
  const copied = [...message.to, ...message.cc].filter(({ value }) => value !== support.value);
  const filed = await receive(desk.p, { ...read, copied, parsed: { kind: 'message', message } });
  expect(filed).toBe('filed');
  const { number } = await desk.db
    .selectFrom('messages')
    .innerJoin('tickets', 'tickets.id', 'messages.ticket_id')
    .select('number')
    .where('inbound_id', '=', row.id)
    .executeTakeFirstOrThrow();
  return number;
}
async function newestMessage(number: number) {
  return (await desk.as('olivia').get(`/api/tickets/${number}/messages`)).body.messages.at(-1);
}
async function reply(number: number): Promise<{ to: string[]; cc: string[]; externalId: string }> {
  const body = { kind: 'reply', text: 'Done.' };
  expect((await desk.as('ana', 'token').post(`/api/tickets/${number}/messages`, body)).status).toBe(201);
  await settle(desk.p);
  return (await desk.as('adao').get(`/api/deliveries?ticket=${number}`)).body.deliveries[0];
}
async function ticketId(number: number): Promise<number> {
  const row = await desk.db.selectFrom('tickets').select('id').where('number', '=', number).executeTakeFirstOrThrow();
  return row.id;
}
const tokenFor = async (number: number, contactId: number) =>
  makeReplyToken(desk.p.secrets, 'reply address', { ticketId: await ticketId(number), contactId });

describe('T17: those a mail is copied to', () => {
  test('take part in the ticket when somebody vouches for the sender, and get the answer too', async () => {
    const number = await file({ from: carla, to: [support], cc: [joao], verdict: verified });
    expect(await reply(number)).toMatchObject({ to: [carla.value], cc: [joao.value] });
    const answer = await file({ from: joao, to: [support], hints: { ticketNumbers: [number] } });
    expect(answer).toBe(number);
    expect((await newestMessage(number)).reason).toMatchObject({ values: { standing: 'participant' } });
  });

  test('stay outside when nobody vouches for the sender', async () => {
    const number = await file({ from: carla, to: [support], cc: [joao] });
    expect(await reply(number)).toMatchObject({ to: [carla.value], cc: [] });
    expect(await file({ from: joao, to: [support], hints: { ticketNumbers: [number] } })).not.toBe(number);
  });
});

describe('T17: Reply-To', () => {
  const elsewhere = person('elsewhere@correio.example');

  test('says where the answer to a new ticket goes', async () => {
    const number = await file({ from: carla, to: [support], replyTo: elsewhere });
    expect(await reply(number)).toMatchObject({ to: [elsewhere.value] });
  });

  test('of a mail nobody vouches for does not lead the answer away from a ticket that exists', async () => {
    const number = await file({ from: carla, to: [support], replyTo: null });
    expect(await file({ from: carla, to: [support], replyTo: elsewhere, hints: { ticketNumbers: [number] } })).toBe(
      number,
    );
    expect(await reply(number)).toMatchObject({ to: [carla.value] });
    await file({
      from: carla,
      to: [support],
      replyTo: elsewhere,
      verdict: verified,
      hints: { ticketNumbers: [number] },
    });
    expect(await reply(number)).toMatchObject({ to: [elsewhere.value] });
  });
});

describe('an agent who writes by mail', () => {
  const ana = person('ana@atende.example', 'Ana Lima');

  test('writes a note in their own name when the mail is verified and carries the token', async () => {
    const number = await file({ from: carla, to: [support] });
    const tokens = [await tokenFor(number, desk.world.contacts.carla.id)];
    expect(await file({ from: ana, to: [support], verdict: verified, hints: { tokens } })).toBe(number);
    expect(await newestMessage(number)).toMatchObject({
      kind: 'note',
      author: { kind: 'agent', agent: { name: 'Ana Lima' } },
    });
  });

  test('is nobody special when the mail is not verified', async () => {
    const number = await file({ from: carla, to: [support] });
    expect(await file({ from: ana, to: [support], hints: { ticketNumbers: [number] } })).not.toBe(number);
    const tokens = [await tokenFor(number, desk.world.contacts.carla.id)];
    expect(await file({ from: ana, to: [support], hints: { tokens } })).toBe(number);
    expect(await newestMessage(number)).toMatchObject({ kind: 'reply', author: { kind: 'contact', agent: null } });
  });

  test('does not get into a ticket their role does not show them', async () => {
    const number = await file({ from: carla, to: [support] });
    const lia = person('lia@atende.example', 'Lia Nunes');
    const hints = { ticketNumbers: [number] };
    expect(await file({ from: lia, to: [support], verdict: verified, hints })).not.toBe(number);
    expect(await file({ from: ana, to: [support], verdict: verified, hints })).toBe(number);
  });
});

test('mail for a merged ticket goes to the one it was merged into (T57)', async () => {
  const target = await file({ from: carla, to: [support] });
  const merged = await file({ from: carla, to: [support] });
  expect((await desk.as('olivia').post(`/api/tickets/${target}/merges`, { numbers: [merged] })).status).toBe(201);
  expect(await file({ from: carla, to: [support], hints: { ticketNumbers: [merged] } })).toBe(target);
  expect((await newestMessage(target)).reason).toMatchObject({
    code: 'subject_number',
    values: { ticketNumber: target, mergedFrom: merged },
  });
});

test('mails that name no sender belong to nobody, and to no other such mail', async () => {
  const first = await file({ from: null, to: [support], subject: 'Who am I?' });
  const second = await file({ from: null, to: [support], hints: { ticketNumbers: [first] } });
  expect(second).not.toBe(first);
});

test('mail without a subject is listed by its first words', async () => {
  const number = await file({ from: carla, to: [support], subject: null, text: '\n  O forno parou.\nAjuda!' });
  const { ticket } = (await desk.as('olivia').get(`/api/tickets/${number}`)).body;
  expect(ticket.subject).toBe('O forno parou.');
});
