import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type ReplayedEvent, replay } from '../../domain/tickets/replay.ts';
import { type Desk, startDesk } from '../../test/server.ts';
import { answerTo, mailTalk, type SentMail } from './mail-talk.fixture.ts';

let desk: Desk;
beforeAll(async () => {
  desk = await startDesk();
});
afterAll(() => desk.close());

const { mail, newest, ticket, messages, reply } = mailTalk(() => desk);
const carla = 'Carla Souza <carla@padariacentral.example>';
const elsewhere = 'Carla em casa <carla@correio.example>';

/** A ticket of Carla's with an answer, and another that her mail from home opened. */
async function mistaken(subject: string): Promise<{ number: number; other: number; sent: SentMail }> {
  await mail({ from: carla, subject, text: 'From the office.' });
  const number = await newest();
  const sent = await reply(number, 'Which one?', { status: 'pending' });
  await mail({ ...answerTo(sent, elsewhere, 'From home: the red one.'), to: 'support@atende.example' });
  const other = await newest();
  expect(other).not.toBe(number);
  expect((await ticket(other)).links).toMatchObject([{ kind: 'may_belong_to', number }]);
  expect((await ticket(number)).links).toMatchObject([{ kind: 'may_include', number: other }]);
  return { number, other, sent };
}
const decide = (number: number, body: object, agent: 'ana' | 'lia' | 'caio' = 'ana') =>
  desk.as(agent).put(`/api/tickets/${number}/belonging`, body);
async function found(words: string): Promise<number[]> {
  const { hits } = (await desk.as('olivia').get(`/api/search?q=${words}`)).body;
  return hits.map(({ ticket: { number } }: { ticket: { number: number } }) => number);
}

/** The ticket as its events alone rebuild it, and as its row says. */
async function rebuilt(number: number) {
  const row = await desk.db.selectFrom('tickets').selectAll().where('number', '=', number).executeTakeFirstOrThrow();
  const rows = await desk.db.selectFrom('events').selectAll().where('ticket_id', '=', row.id).orderBy('id').execute();
  const state = replay(rows.map((event) => asReplayed(event)));
  const { messageCount, lastAuthorKind, lastCustomerMessageAt, lastAgentReplyAt, version } = state;
  const time = (at: Date | null) => at?.toISOString() ?? null;
  return {
    replayed: { messageCount, lastAuthorKind, lastCustomerMessageAt, lastAgentReplyAt, version },
    stored: {
      messageCount: row.message_count,
      lastAuthorKind: row.last_author_kind,
      lastCustomerMessageAt: time(row.last_customer_message_at),
      lastAgentReplyAt: time(row.last_agent_reply_at),
      version: row.version,
    },
  };
}

function asReplayed(event: { type: string; at: Date; actor_kind: string; ticket_version: number | null } & Kept) {
  const { type, at, actor_kind: actorKind, ticket_version: ticketVersion, changes, details } = event;
  return { type, at: at.toISOString(), actorKind, ticketVersion, changes, details } as ReplayedEvent;
}
type Kept = { changes: unknown; details: unknown };

describe('mail that may belong to a ticket (T15, T57)', () => {
  test('is taken in with one click: its words stand there, its sender takes part, the rest of the talk goes there', async () => {
    const { number, other } = await mistaken('Taken in');
    expect(await decide(other, { number, belongs: true })).toMatchObject({ status: 200, body: { number } });

    expect((await messages(number)).map(({ text }: { text: string }) => text.trim())).toEqual([
      'From the office.',
      'Which one?',
      expect.stringContaining('From home: the red one.'),
    ]);
    expect(await messages(other)).toEqual([]);
    expect(await ticket(number)).toMatchObject({
      statusCategory: 'open',
      messageCount: 3,
      awaitsReply: true,
      preview: expect.stringContaining('the red one'),
      participants: [{ email: 'carla@correio.example', isNewOutsider: false }],
    });
    expect(await ticket(other)).toMatchObject({ statusCategory: 'closed', mergedInto: number, messageCount: 0 });
    expect((await ticket(number)).links).toMatchObject([{ kind: 'merged_from', number: other }]);

    const answer = await reply(number, 'The red one leaves today.');
    expect(answer.to?.[0]?.address).toBe('carla@padariacentral.example');
    expect(answer.cc?.[0]?.address).toBe('carla@correio.example');
    await mail({ ...answerTo(answer, elsewhere, 'Thanks.'), to: 'support@atende.example' });
    await mail({ from: elsewhere, subject: `Again [#${other}]`, text: 'One more.' });
    expect(await messages(number)).toHaveLength(6);
    const { history } = (await desk.as('ana').get(`/api/tickets/${number}/history`)).body;
    expect(history.map(({ type }: { type: string }) => type)).toContain('ticket.took_in');
    for (const one of [number, other]) {
      const { replayed, stored } = await rebuilt(one);
      expect(replayed).toEqual(stored);
    }
  });

  test('stays apart with one click, and is not asked about again', async () => {
    const { number, other } = await mistaken('Kept apart');
    expect(await decide(other, { number, belongs: false })).toMatchObject({ status: 200, body: { number: other } });
    expect((await ticket(other)).links).toEqual([]);
    expect(await ticket(other)).toMatchObject({ statusCategory: 'new', mergedInto: null });
    expect(await messages(number)).toHaveLength(2);
    expect(await decide(other, { number, belongs: true })).toMatchObject({
      status: 409,
      body: { error: { code: 'no_such_question' } },
    });
  });

  test('of a ticket closed meanwhile follows it up', async () => {
    const { number, other } = await mistaken('Closed meanwhile');
    const { version } = await ticket(number);
    await desk.as('ana').patch(`/api/tickets/${number}`, { version, status: 'closed' });
    expect(await decide(other, { number, belongs: true })).toMatchObject({ status: 200, body: { number: other } });
    expect((await ticket(other)).links).toMatchObject([{ kind: 'follow_up_of', number }]);
    expect(await messages(number)).toHaveLength(2);
  });

  test('is decided by nobody who does not see both tickets', async () => {
    const { number, other } = await mistaken('Not for everybody');
    expect((await decide(other, { number, belongs: true }, 'lia')).status).toBe(404);
    expect((await decide(other, { number, belongs: true }, 'caio')).status).toBe(403);
    expect((await decide(number, { number: other, belongs: true })).status).toBe(409);
    expect(await messages(number)).toHaveLength(2);
  });

  test('is found under the ticket that took it in', async () => {
    const { number, other } = await mistaken('Searched for');
    await decide(other, { number, belongs: true });
    expect(await found('red')).toContain(number);
    expect(await found('red')).not.toContain(other);
  });
});
