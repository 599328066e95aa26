import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type Desk, startDesk } from '../../test/server.ts';
import { answerTo, mailTalk, type SentMail } from './mail-talk.fixture.ts';

let desk: Desk;
beforeAll(async () => {
  desk = await startDesk();
});
afterAll(() => desk.close());

const { mail, newest, ticket, messages, reply } = mailTalk(() => desk);
const carla = 'Carla Souza <carla@padariacentral.example>';

async function setPolicy(closed: object): Promise<void> {
  const answer = await desk.as('adao').patch(`/api/inboxes/${desk.world.inbox.uuid}`, { closed });
  expect(answer.body.inbox).toMatchObject({ closed });
}

/** A ticket of Carla's that Ana answered and closed, and what Carla got. */
async function closedTicket(subject: string): Promise<{ number: number; sent: SentMail }> {
  await mail({ from: carla, subject, text: 'Solved?' });
  const number = await newest();
  const sent = await reply(number, 'Yes.', { status: 'closed' });
  expect(await ticket(number)).toMatchObject({ statusCategory: 'closed' });
  return { number, sent };
}

describe('an answer to a closed ticket (T58)', () => {
  test('opens one that follows it up, which says why, is linked both ways, and holds what comes next', async () => {
    await setPolicy({ does: 'follow_up', days: 14 });
    const { number, sent } = await closedTicket('Old matter');
    await mail(answerTo(sent, carla, 'One more thing.'));
    const next = await newest();
    expect(next).not.toBe(number);
    expect((await messages(next))[0].reason).toMatchObject({
      code: 'ticket_closed_follow_up',
      values: { ticketNumber: number, policy: 'follow_up', standing: 'requester' },
    });
    expect((await ticket(next)).links).toEqual([
      { kind: 'follow_up_of', number, subject: 'Old matter', statusCategory: 'closed' },
    ]);
    expect((await ticket(number)).links).toMatchObject([{ kind: 'followed_up_by', number: next }]);
    expect(await messages(number)).toHaveLength(2);

    const answered = await reply(next, 'Which thing?');
    expect(answered.subject).toContain(`[#${next}]`);
    await mail(answerTo(answered, carla, 'This one.'));
    await mail({ ...answerTo(answered, carla, 'And that one.'), to: 'support@atende.example' });
    await mail(answerTo(sent, carla, 'To the old mail again.'));
    expect(await newest()).toBe(next);
    expect(await messages(next)).toHaveLength(5);
    expect((await ticket(number)).statusCategory).toBe('closed');
  });

  test('opens it again where the inbox says so', async () => {
    await setPolicy({ does: 'reopen', days: 14 });
    const { number, sent } = await closedTicket('Opens again');
    await mail(answerTo(sent, carla, 'Not solved.'));
    expect(await newest()).toBe(number);
    expect(await ticket(number)).toMatchObject({ statusCategory: 'open', closedAt: null, reopenedCount: 1 });
    expect((await messages(number)).at(-1).reason).toMatchObject({ code: 'signed_address' });
    await reply(number, 'We look again.');
  });

  test('of a machine stays in it without opening it, where the inbox opens such again', async () => {
    const { number, sent } = await closedTicket('Out of office');
    const machine = { headers: { 'Auto-Submitted': 'auto-replied' } };
    await mail({ ...answerTo(sent, carla, 'I am away.'), ...machine });
    expect(await newest()).toBe(number);
    expect(await ticket(number)).toMatchObject({ statusCategory: 'closed', reopenedCount: 0 });
    expect((await messages(number)).at(-1)).toMatchObject({ isAutomatic: true });
  });

  test('opens it again within the days, and a follow-up after them', async () => {
    await setPolicy({ does: 'follow_up_after', days: 3 });
    const { number, sent } = await closedTicket('Within days');
    desk.clock.advance(2 * 86_400);
    await mail(answerTo(sent, carla, 'Back.'));
    expect(await newest()).toBe(number);
    expect(await ticket(number)).toMatchObject({ statusCategory: 'open' });

    const late = await reply(number, 'Done.', { status: 'closed' });
    desk.clock.advance(4 * 86_400);
    await mail(answerTo(late, carla, 'Back again.'));
    const next = await newest();
    expect(next).not.toBe(number);
    expect((await messages(next))[0].reason).toMatchObject({ values: { policy: 'follow_up_after', days: 3 } });
  });
});

test('days that are none are refused', async () => {
  for (const closed of [
    { does: 'follow_up_after', days: 0 },
    { does: 'never', days: 3 },
  ]) {
    expect((await desk.as('adao').patch(`/api/inboxes/${desk.world.inbox.uuid}`, { closed })).status).toBe(400);
  }
});
