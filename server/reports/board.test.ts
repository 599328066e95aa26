import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Board } from '../../contract/board.ts';
import { type BoardNumber, boardNumbers, boardTickets, lateTickets, waitingTickets } from '../../domain/board.ts';
import type { Condition } from '../../domain/conditions/condition.ts';
import { printCondition } from '../../domain/conditions/text/print.ts';
import { searchSpeech } from '../../domain/conditions/text/search.ts';
import { type Desk, startDesk } from '../../test/server.ts';
import type { AgentName } from '../../test/world.ts';

let desk: Desk;
beforeAll(async () => {
  desk = await startDesk();
});
afterAll(() => desk.close());

const boardOf = async (agent: AgentName = 'olivia'): Promise<Board> => {
  const answer = await desk.as(agent).get('/api/board');
  expect(answer.status, answer.text).toBe(200);
  return answer.body;
};
const open = async (subject: string) => {
  const body = { subject, requester: { email: 'carla@padariacentral.example' }, message: { text: 'Alguém?' } };
  return (await desk.as('olivia', 'token').post('/api/tickets', body)).body.number as number;
};
const speech = searchSpeech([], 'en', { timeZone: 'America/Sao_Paulo' });
const listed = async (condition: Condition, agent: AgentName) => {
  const query = { q: printCondition(condition, speech), timeZone: 'America/Sao_Paulo', limit: '100' };
  const answer = await desk.as(agent).get('/api/search', { query });
  expect(answer.status, answer.text).toBe(200);
  return answer.body.hits.length as number;
};

test('numbers count today against the same hours a week ago, and say how long it took', async () => {
  const before = await boardOf();
  const [first, second, third] = [await open('Answered soon'), await open('Answered late'), await open('Not yet')];
  const at = (number: number, set: object) =>
    desk.db.updateTable('tickets').set(set).where('number', '=', number).execute();
  // From the stretches themselves: a test that runs just after midnight has no twenty minutes of today behind it.
  const minutes = (from: string, by: number) => new Date(new Date(from).getTime() + by * 60_000);
  const { after } = before.today;
  const then = new Date(before.weekAgo.after).getTime();
  const amid = new Date((then + new Date(before.weekAgo.before).getTime()) / 2).toISOString();
  await at(first, {
    created_at: minutes(after, 1),
    first_replied_at: minutes(after, 11),
    solved_at: minutes(after, 16),
  });
  await at(second, { created_at: minutes(after, 1), first_replied_at: minutes(after, 31) });
  await at(third, { created_at: minutes(amid, -30), first_replied_at: new Date(amid) });
  const { today, weekAgo } = await boardOf();
  expect(today.numbers.firstReply).toEqual({ count: 2, average: 20, median: 20 });
  expect(today.numbers.solution).toEqual({ count: 1, average: 15, median: 15 });
  expect(today.numbers.volume).toEqual({ count: before.today.numbers.volume.count + 2, average: null, median: null });
  expect(weekAgo.numbers.firstReply).toMatchObject({ count: 1, average: 30 });
  expect(weekAgo.numbers.solution).toEqual({ count: 0, average: null, median: null });
});

test('the longest waiting and the most overdue come first', async () => {
  const [old, late] = [await open('Waits longest'), await open('Most overdue')];
  const long = new Date(desk.clock.now().getTime() - 90 * 86_400_000);
  await desk.db.updateTable('tickets').set({ last_customer_message_at: long }).where('number', '=', old).execute();
  await desk.db.updateTable('tickets').set({ next_due_at: long }).where('number', '=', late).execute();
  const board = await boardOf();
  expect(board.waiting.tickets[0]).toEqual({
    number: old,
    subject: 'Waits longest',
    requester: 'Carla Souza',
    at: long.toISOString(),
  });
  expect(board.late.tickets[0]).toMatchObject({ number: late, at: long.toISOString() });
  expect(board.late.count).toBeGreaterThanOrEqual(board.late.tickets.length);
});

test.each<AgentName>(['olivia', 'ana', 'lia'])(
  'every number is as long as the list it opens: for %s',
  async (agent) => {
    const { today, weekAgo, waiting, late } = await boardOf(agent);
    const stretches = {
      today: { after: new Date(today.after), before: null },
      weekAgo: { after: new Date(weekAgo.after), before: new Date(weekAgo.before) },
    };
    const said = (number: BoardNumber) => [today.numbers[number].count, weekAgo.numbers[number].count];
    for (const number of boardNumbers) {
      const lists = [boardTickets(number, stretches.today), boardTickets(number, stretches.weekAgo)];
      expect(await Promise.all(lists.map((list) => listed(list, agent))), number).toEqual(said(number));
    }
    expect(await listed(waitingTickets, agent)).toBe(waiting.count);
    expect(await listed(lateTickets, agent)).toBe(late.count);
  },
);

test('who is there is shown with what they have in work, and who went is not', async () => {
  await desk.as('ana').post('/api/presence');
  const online = (await boardOf()).online;
  expect(online.map(({ name }) => name)).toContain('Ana Lima');
  await desk.db
    .updateTable('agent_presence')
    .set({ online_until: new Date(0) })
    .execute();
  expect((await boardOf()).online).toEqual([]);
});
