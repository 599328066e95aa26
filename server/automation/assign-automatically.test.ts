import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from 'vitest';
import { type Desk, startDesk } from '../../test/server.ts';
import { ruleTalk, set } from './desk.fixture.ts';

let desk: Desk;
beforeAll(async () => {
  desk = await startDesk();
});
afterAll(async () => desk?.close());

const { admin, make, open, change, ticket, history } = ruleTalk(() => desk);
/** A working day that is still to come: the queue of jobs knows the real time, so what is to run in a minute must lie ahead of it. */
const [workday] = [1, 2, 3]
  .map((days) => new Date(Date.now() + days * 86_400_000))
  .filter((day) => day.getUTCDay() % 6 !== 0)
  .map((day) => day.toISOString().slice(0, 10));
const at = (time: string) => new Date(`${workday}T${time}:00Z`);
beforeEach(() => desk.clock.set(at('14:00')));
afterEach(async () => {
  for (const kind of ['triggers', 'automations']) {
    for (const { id } of (await admin().get(`/api/${kind}`)).body.rules) await admin().delete(`/api/${kind}/${id}`);
  }
  await desk.db.updateTable('tickets').set({ status_category: 5 }).execute();
  for (const table of ['team_assignment', 'agent_assignment', 'agent_presence', 'skills'] as const) {
    await desk.db.deleteFrom(table).execute();
  }
});

const hand = () =>
  make('triggers', { name: 'Hand out', listensTo: ['ticket.opened'], actions: [set('assign_automatically', {})] });
const comesOnline = async (...agents: ('ana' | 'rafael')[]) => {
  for (const agent of agents) expect((await desk.as(agent, 'token').post('/api/presence')).status).toBe(204);
};
const assigneeOf = async (number: number) => (await ticket(number)).assignee?.name ?? null;
// biome-ignore lint/suspicious/noExplicitAny: what the API answers
const said = async (number: number, type: string): Promise<any[]> =>
  (await history(number)).filter((one: { type: string }) => one.type === type);

test('a ticket of a team that gives out nothing by itself goes to who holds least, and says why and by which rule', async () => {
  await comesOnline('ana', 'rafael');
  await open({ team: 'support', assignee: desk.world.agents.ana.uuid });
  await hand();
  const number = await open({ team: 'support' });
  expect(await assigneeOf(number)).toBe('Rafael Costa');
  const [given] = await said(number, 'ticket.assigned');
  expect(given.actor).toMatchObject({ kind: 'rule', name: 'Hand out' });
  expect(given.reason).toMatchObject({ code: 'assigned_least_loaded', values: { method: 'least_loaded' } });
  expect(given.reason.values.considered.length).toBeGreaterThan(1);
});

test('a ticket that nobody can take says so once, and is given when somebody can', async () => {
  await hand();
  const number = await open({ team: 'support' });
  expect(await assigneeOf(number)).toBe(null);
  desk.clock.set(at('14:02'));
  await desk.settle();
  expect((await said(number, 'ticket.not_assigned')).map(({ reason }) => reason.code)).toEqual(['assigned_nobody']);
  await comesOnline('ana');
  desk.clock.set(at('14:05'));
  await comesOnline('ana');
  await desk.settle();
  expect(await assigneeOf(number)).toBe('Ana Lima');
});

test('who has a ticket keeps it, and one in no team says that there is nobody to choose from', async () => {
  await comesOnline('ana', 'rafael');
  await hand();
  const taken = await open({ team: 'support', assignee: desk.world.agents.ana.uuid });
  expect(await assigneeOf(taken)).toBe('Ana Lima');
  const nowhere = await open();
  expect((await said(nowhere, 'ticket.not_assigned')).map(({ reason }) => reason.code)).toEqual(['assigned_no_team']);
});

test('the limits of agents hold, and so do the skills a ticket requires', async () => {
  await comesOnline('ana', 'rafael');
  const needs = [{ kind: 'require', level: 2, condition: { field: 'subject', op: 'contains', value: 'forno' } }];
  const { skill } = (await admin().post('/api/skills', { name: { en: 'Ovens' }, needs })).body;
  const limits = { cap: 1, skills: { [skill.id]: 3 } };
  expect((await admin().patch(`/api/agents/${desk.world.agents.ana.uuid}/limits`, limits)).status).toBe(200);
  await hand();
  const numbers = [];
  for (let at = 0; at < 12; at++) numbers.push(await open({ team: 'support', subject: `Forno ${at}` }));
  const assignees = await Promise.all(numbers.map(assigneeOf));
  expect(new Set(assignees)).toEqual(new Set(['Ana Lima', null]));
  await change(numbers[0] as number, { priority: 'high' });
  expect(await assigneeOf(numbers[0] as number)).toBe('Ana Lima');
});

test('a macro hands over what the agent sees', async () => {
  await comesOnline('rafael');
  const { status, body } = await admin().post('/api/macros', {
    name: 'Pass on',
    isShared: true,
    actions: [set('assign_automatically', {})],
  });
  expect([status, body.error]).toEqual([201, undefined]);
  const number = await open({ team: 'support' });
  const used = await desk.as('olivia').post(`/api/tickets/${number}/macros/${body.macro.id}`);
  expect(used.status).toBe(204);
  await desk.settle();
  expect(await assigneeOf(number)).toBe('Rafael Costa');
});
