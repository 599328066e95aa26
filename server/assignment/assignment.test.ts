import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { type Desk, startDesk } from '../../test/server.ts';
import type { AgentName, TeamName } from '../../test/world.ts';

let desk: Desk;
beforeAll(async () => {
  desk = await startDesk();
  await desk.as('olivia').patch('/api/settings', { timeZone: 'America/Sao_Paulo' });
});
afterAll(async () => desk?.close());

const monday = (time: string) => new Date(`2026-11-09T${time}-03:00`);
beforeEach(() => desk.clock.set(monday('10:00')));
/** What one test leaves open would fill the agents of the next. */
afterEach(async () => {
  await desk.db.updateTable('tickets').set({ status_category: 5 }).execute();
  for (const table of ['team_assignment', 'agent_assignment', 'agent_presence', 'absences', 'skills'] as const) {
    await desk.db.deleteFrom(table).execute();
  }
});

const admin = () => desk.as('adao');
const rules = {
  method: 'least_loaded',
  prefersPreviousAgent: false,
  absentMinutes: null,
  silentMinutes: null,
  returnsAnswered: false,
};
async function give(team: TeamName, differs: Record<string, unknown> = {}): Promise<void> {
  const url = `/api/teams/${desk.world.teams[team].uuid}/assignment`;
  expect((await admin().put(url, { ...rules, ...differs })).status).toBe(200);
}
const idOf = (agent: AgentName) => desk.world.agents[agent].uuid;
async function limit(agent: AgentName, changes: Record<string, unknown>): Promise<void> {
  expect((await admin().patch(`/api/agents/${idOf(agent)}/limits`, changes)).status).toBe(200);
}
async function comesOnline(...agents: AgentName[]): Promise<void> {
  for (const agent of agents) expect((await desk.as(agent, 'token').post('/api/presence')).status).toBe(204);
}

let opened = 0;
async function open(fields: Record<string, unknown> = {}): Promise<number> {
  const body = {
    subject: `Forno ${++opened}`,
    requester: { email: `cliente${opened}@correio.example` },
    message: { text: 'O forno parou.' },
    team: 'support',
    ...fields,
  };
  const { status, body: answer } = await desk.as('olivia', 'token').post('/api/tickets', body);
  expect(status).toBe(201);
  return answer.number;
}
const ticketOf = async (number: number) => (await desk.as('olivia').get(`/api/tickets/${number}`)).body.ticket;
const assigneeOf = async (number: number): Promise<string | null> => (await ticketOf(number)).assignee?.name ?? null;
const change = async (number: number, fields: Record<string, unknown>, by: AgentName = 'olivia') => {
  const { version } = await ticketOf(number);
  expect((await desk.as(by).patch(`/api/tickets/${number}`, { version, ...fields })).status).toBe(200);
};
const whyOf = async (number: number) =>
  (await desk.as('olivia').get(`/api/tickets/${number}/assignment`)).body.assignment;
// biome-ignore lint/suspicious/noExplicitAny: a reason holds what its code needs
const skippedIn = (reason: any) =>
  Object.fromEntries(
    reason.values.considered.map((one: { agent: { name: string }; skipped: string | null }) => [
      one.agent.name,
      one.skipped,
    ]),
  );

describe('a fresh desk', () => {
  test('gives out nothing by itself, and says of no ticket why nobody has it', async () => {
    await comesOnline('ana', 'rafael');
    const number = await open();
    await desk.settle();
    expect(await assigneeOf(number)).toBe(null);
    expect(await whyOf(number)).toEqual({ decidedAt: null, reason: null, excess: null });
    const { teams } = (await admin().get('/api/assignment')).body;
    expect(teams.map(({ method }: { method: string }) => method)).toEqual(['manual', 'manual']);
  });
});

describe('a ticket that comes', () => {
  test('goes to whoever is there, opens, and says who was considered and who was passed over', async () => {
    await give('support');
    await comesOnline('ana');
    const number = await open();
    await desk.settle();
    expect(await ticketOf(number)).toMatchObject({
      assignee: { name: 'Ana Lima' },
      statusCategory: 'open',
      version: 2,
    });
    const { reason, decidedAt } = await whyOf(number);
    expect(reason).toMatchObject({ code: 'assigned_least_loaded', values: { method: 'least_loaded', others: 0 } });
    expect(skippedIn(reason)).toEqual({ 'Ana Lima': null, 'Lia Nunes': 'offline', 'Rafael Costa': 'offline' });
    expect(reason.values.considered[0].agent).toEqual({ id: idOf('ana'), name: 'Ana Lima' });
    expect(new Date(decidedAt).getTime()).toBeGreaterThanOrEqual(monday('10:00').getTime());
    const { history } = (await desk.as('ana').get(`/api/tickets/${number}/history`)).body;
    expect(history.map(({ type }: { type: string }) => type)).toContain('ticket.assigned');
  });

  test('waits while nobody can take it, is told once of, and is given when somebody comes', async () => {
    await give('support');
    const number = await open();
    await desk.settle();
    await desk.settle();
    const told = async () =>
      (await desk.as('olivia').get(`/api/tickets/${number}/history`)).body.history.filter(
        ({ type }: { type: string }) => type === 'ticket.not_assigned',
      );
    expect(await told()).toHaveLength(1);
    const { reason } = await whyOf(number);
    expect(reason.code).toBe('assigned_nobody');
    expect(skippedIn(reason)).toEqual({ 'Ana Lima': 'offline', 'Lia Nunes': 'offline', 'Rafael Costa': 'offline' });

    await comesOnline('rafael');
    await desk.settle();
    expect(await assigneeOf(number)).toBe('Rafael Costa');
    expect(await told()).toHaveLength(1);
  });

  test('is given in the order of what is due, then of priority, then of age', async () => {
    await give('support');
    await limit('ana', { cap: 0.3 });
    const low = await open({ priority: 'low' });
    const medium = await open({ priority: 'medium' });
    const critical = await open({ priority: 'critical' });
    await desk.settle();
    await comesOnline('ana');
    await desk.settle();
    expect([await assigneeOf(low), await assigneeOf(medium), await assigneeOf(critical)]).toEqual([
      null,
      null,
      'Ana Lima',
    ]);
    await change(critical, { status: 'solved' });
    await desk.settle();
    expect([await assigneeOf(low), await assigneeOf(medium)]).toEqual([null, 'Ana Lima']);
  });

  test('goes round the team by turns', async () => {
    await give('support', { method: 'round_robin' });
    await comesOnline('ana', 'lia', 'rafael');
    const numbers = [await open(), await open(), await open()];
    await desk.settle();
    expect(new Set(await Promise.all(numbers.map(assigneeOf))).size).toBe(3);
    const next = [await open(), await open(), await open()];
    await desk.settle();
    expect(new Set(await Promise.all(next.map(assigneeOf))).size).toBe(3);
  });

  test('prefers who answered this customer before, where the team wants it', async () => {
    await give('support', { method: 'round_robin', prefersPreviousAgent: true });
    await comesOnline('ana', 'lia', 'rafael');
    const requester = { email: 'fiel@correio.example' };
    const first = await open({ requester });
    await desk.settle();
    const taker = await assigneeOf(first);
    await change(first, { assignee: idOf('rafael') });
    const reply = { kind: 'reply', text: 'Pronto.', status: 'solved' };
    expect((await desk.as('rafael', 'token').post(`/api/tickets/${first}/messages`, reply)).status).toBe(201);
    expect(taker).not.toBe('Rafael Costa');
    const second = await open({ requester });
    await desk.settle();
    expect(await assigneeOf(second)).toBe('Rafael Costa');
    expect((await whyOf(second)).reason.code).toBe('assigned_previous_agent');
  });
});

describe('a limit', () => {
  test('is kept in all and by channel, and a pending ticket frees its place', async () => {
    await give('support');
    await comesOnline('ana');
    await limit('ana', { cap: 0.6 });
    const numbers = [await open(), await open(), await open()];
    await desk.settle();
    expect((await Promise.all(numbers.map(assigneeOf))).filter(Boolean)).toHaveLength(2);
    const last = numbers[2] as number;
    expect((await whyOf(last)).reason.values.considered).toContainEqual(
      expect.objectContaining({ skipped: 'at_cap', load: 0.6, cap: 0.6 }),
    );
    await change(numbers[0] as number, { status: 'pending' });
    await desk.settle();
    expect(await assigneeOf(last)).toBe('Ana Lima');

    await limit('ana', { cap: null, channelCaps: { api: 0.6 } });
    const more = await open();
    await desk.settle();
    expect(skippedIn((await whyOf(more)).reason)['Ana Lima']).toBe('at_channel_cap');
    expect((await admin().put('/api/channel-weights', { weights: { api: 0.1 } })).status).toBe(200);
    await desk.settle();
    expect(await assigneeOf(more)).toBe('Ana Lima');
    const { weights } = (await admin().put('/api/channel-weights', { weights: { api: null } })).body;
    expect(weights).toEqual([{ channel: 'email', weight: 0.3, usual: 0.3 }]);
  });

  test('does not hold a person’s hand: it only says so', async () => {
    await limit('ana', { cap: 0.3 });
    const numbers = [await open({ assignee: idOf('ana') }), await open()];
    await change(numbers[1] as number, { assignee: idOf('ana') });
    expect(await whyOf(numbers[1] as number)).toEqual({
      decidedAt: expect.any(String),
      reason: null,
      excess: { load: 0.6, cap: 0.3 },
    });
  });
});

describe('who is there', () => {
  test('is whoever was heard of lately, has not turned away, works now and is not on leave', async () => {
    await give('support');
    await comesOnline('ana');
    await desk.as('ana').put('/api/availability', { isAway: true });
    expect((await desk.as('ana').get('/api/me')).body.me.isAway).toBe(true);
    const number = await open();
    await desk.settle();
    expect(skippedIn((await whyOf(number)).reason)['Ana Lima']).toBe('away');

    await desk.as('ana').put('/api/availability', { isAway: false });
    desk.clock.set(monday('10:05'));
    await desk.settle();
    expect(skippedIn((await whyOf(number)).reason)['Ana Lima']).toBe('offline');

    await limit('ana', { absences: [{ from: '2026-11-09', to: '2026-11-10' }] });
    await comesOnline('ana');
    await desk.settle();
    expect(skippedIn((await whyOf(number)).reason)['Ana Lima']).toBe('absent');

    const evenings = Array.from({ length: 7 }, () => [[1080, 1320]]);
    await limit('ana', { absences: [], timeZone: 'America/Sao_Paulo', week: evenings });
    await desk.settle();
    expect(skippedIn((await whyOf(number)).reason)['Ana Lima']).toBe('out_of_hours');
    desk.clock.set(monday('18:00'));
    await comesOnline('ana');
    await desk.settle();
    expect(await assigneeOf(number)).toBe('Ana Lima');
  });
});

describe('skills', () => {
  const skill = async (name: string, needs: unknown[] = []) =>
    (await admin().post('/api/skills', { name: { en: name }, needs })).body.skill.id as string;
  const tagged = (value: string) => ({ field: 'tags', op: 'has_any', value: [value] });

  test('a ticket goes to who has what it requires, and best to who has what it prefers', async () => {
    await give('support', { method: 'skills' });
    const tax = await skill('Tax', [{ kind: 'require', level: 3, condition: tagged('nota-fiscal') }]);
    const english = await skill('English', [{ kind: 'prefer', level: 4, condition: tagged('abroad') }]);
    await limit('ana', { skills: { [tax]: 5, [english]: 1 } });
    await limit('rafael', { skills: { [tax]: 3, [english]: 4 } });
    await comesOnline('ana', 'lia', 'rafael');

    const number = await open({ tags: ['nota-fiscal', 'abroad'] });
    await desk.settle();
    expect(await assigneeOf(number)).toBe('Rafael Costa');
    const { reason } = await whyOf(number);
    expect(reason.code).toBe('assigned_best_fit');
    expect(skippedIn(reason)['Lia Nunes']).toBe('lacks_skill');
    expect(reason.values.required).toEqual([{ skill: { id: tax, name: { en: 'Tax' } }, level: 3 }]);
    expect(reason.values.considered[0].levels).toEqual([
      { skill: { id: tax, name: { en: 'Tax' } }, level: 3 },
      { skill: { id: english, name: { en: 'English' } }, level: 4 },
    ]);

    await limit('rafael', { skills: {} });
    await limit('ana', { skills: { [english]: 5 } });
    const hard = await open({ tags: ['nota-fiscal'] });
    await desk.settle();
    expect(await assigneeOf(hard)).toBe(null);
    expect((await admin().patch(`/api/skills/${tax}`, { needs: [] })).body.skill).toMatchObject({
      agents: 0,
      needs: [],
    });
    await desk.settle();
    expect(await assigneeOf(hard)).not.toBe(null);
    expect((await admin().delete(`/api/skills/${tax}`)).status).toBe(204);
    expect((await admin().get('/api/skills')).body.skills).toHaveLength(1);
  });

  test('are refused where they make no sense, and to who may not set them', async () => {
    const wrong = [{ kind: 'require', level: 3, condition: { field: 'mood', op: 'is', value: 'bad' } }];
    const refused = await admin().post('/api/skills', { name: { en: 'Tax' }, needs: wrong });
    expect(refused.body.error.code).toBe('condition_invalid');
    const unknown = '01930000-0000-7000-8000-00000000dead';
    const nobodys = await admin().patch(`/api/agents/${idOf('ana')}/limits`, { skills: { [unknown]: 3 } });
    expect(nobodys.body.error.code).toBe('unknown_reference');
    expect((await admin().patch(`/api/agents/${idOf('ana')}/limits`, { timeZone: 'Mars/Base' })).status).toBe(400);
    expect((await desk.as('ana').post('/api/skills', { name: { en: 'Tax' } })).status).toBe(403);
    expect((await desk.as('ana').get('/api/agent-limits')).status).toBe(403);
  });
});

describe('a ticket goes back', () => {
  const reasonsOf = async (number: number) =>
    (await desk.as('olivia').get(`/api/tickets/${number}/history`)).body.history
      .filter(({ type }: { type: string }) => type === 'ticket.assigned')
      .map(({ reason }: { reason: { code: string } | null }) => reason?.code ?? 'by hand');

  test('after silence, and not to the same agent again', async () => {
    await give('support', { silentMinutes: 60 });
    await comesOnline('ana');
    const number = await open();
    await desk.settle();
    desk.clock.set(monday('10:59'));
    await comesOnline('ana');
    await desk.settle();
    expect(await assigneeOf(number)).toBe('Ana Lima');
    desk.clock.set(monday('11:01'));
    await comesOnline('ana');
    await desk.settle();
    expect(await assigneeOf(number)).toBe(null);
    expect(skippedIn((await whyOf(number)).reason)['Ana Lima']).toBe('gave_back');
    await comesOnline('rafael');
    await desk.settle();
    expect(await assigneeOf(number)).toBe('Rafael Costa');
    expect(await reasonsOf(number)).toEqual(['assigned_least_loaded', 'returned_silent', 'assigned_least_loaded']);
  });

  test('never from who did something in it, or was given it by a person', async () => {
    await give('support', { silentMinutes: 60 });
    await comesOnline('ana');
    const [worked, byHand] = [await open(), await open({ assignee: idOf('ana') })];
    await desk.settle();
    await change(worked, { priority: 'high' }, 'ana');
    desk.clock.set(monday('16:00'));
    await comesOnline('ana');
    await desk.settle();
    expect([await assigneeOf(worked), await assigneeOf(byHand)]).toEqual(['Ana Lima', 'Ana Lima']);
  });

  test('when its agent leaves or turns away, and the same agent may have it again', async () => {
    await give('support', { absentMinutes: 15 });
    await comesOnline('ana');
    const number = await open();
    await desk.settle();
    desk.clock.set(monday('10:20'));
    await desk.settle();
    expect(await assigneeOf(number)).toBe(null);
    await comesOnline('ana');
    await desk.settle();
    expect(await assigneeOf(number)).toBe('Ana Lima');
    await desk.as('ana').put('/api/availability', { isAway: true });
    desk.clock.set(monday('10:40'));
    await comesOnline('ana');
    await desk.settle();
    expect(await assigneeOf(number)).toBe(null);
    expect((await reasonsOf(number)).slice(0, 3)).toEqual([
      'returned_away',
      'assigned_least_loaded',
      'returned_offline',
    ]);
  });

  test('stays with who answered it, unless the team wants otherwise', async () => {
    await give('support', { absentMinutes: 15 });
    await comesOnline('ana');
    const number = await open();
    await desk.settle();
    const reply = { kind: 'reply', text: 'Já vamos ver.' };
    expect((await desk.as('ana', 'token').post(`/api/tickets/${number}/messages`, reply)).status).toBe(201);
    desk.clock.set(monday('11:00'));
    await desk.settle();
    expect(await assigneeOf(number)).toBe('Ana Lima');
    await give('support', { absentMinutes: 15, returnsAnswered: true });
    await desk.settle();
    expect(await assigneeOf(number)).toBe(null);
  });

  test('at once when its agent’s account is turned off', async () => {
    await give('billing');
    await comesOnline('bruno');
    const number = await open({ team: 'billing' });
    await desk.settle();
    expect(await assigneeOf(number)).toBe('Bruno Dias');
    expect((await admin().patch(`/api/agents/${idOf('bruno')}`, { isActive: false })).status).toBe(200);
    await desk.settle();
    expect(await assigneeOf(number)).toBe(null);
    expect((await reasonsOf(number))[0]).toBe('returned_disabled');
    expect((await admin().patch(`/api/agents/${idOf('bruno')}`, { isActive: true })).status).toBe(200);
  });
});

describe('next ticket', () => {
  const next = async (agent: AgentName) => (await desk.as(agent, 'token').post('/api/tickets/next')).body;

  test('takes what is due first among what the agent may take, and says calmly when there is nothing', async () => {
    await open({ team: 'billing', priority: 'critical' });
    const low = await open({ priority: 'low' });
    const high = await open({ priority: 'high' });
    await desk.settle();
    expect(await next('ana')).toEqual({ number: high, reason: { code: 'took_next', values: {} } });
    expect(await assigneeOf(high)).toBe('Ana Lima');
    expect((await next('ana')).number).toBe(low);
    expect(await next('ana')).toEqual({ number: null, reason: { code: 'next_nothing_waits', values: {} } });
    expect((await desk.as('caio', 'token').post('/api/tickets/next')).status).toBe(403);
  });

  test('keeps to the limit and to required skills', async () => {
    const number = await open({ tags: ['nota-fiscal'] });
    const condition = { field: 'tags', op: 'has_any', value: ['nota-fiscal'] };
    const needs = [{ kind: 'require', level: 2, condition }];
    const { skill } = (await admin().post('/api/skills', { name: { en: 'Tax' }, needs })).body;
    expect((await next('ana')).reason.code).toBe('next_nothing_fits');
    await limit('ana', { skills: { [skill.id]: 2 }, cap: 0.2 });
    expect((await next('ana')).reason).toEqual({ code: 'next_at_cap', values: { load: 0, cap: 0.2 } });
    await limit('ana', { cap: 1 });
    expect((await next('ana')).number).toBe(number);
  });

  test('gives fifty who press at once one ticket each, until there are none', async () => {
    const numbers = await Promise.all(Array.from({ length: 30 }, () => open()));
    const agents = (['ana', 'rafael'] as const).flatMap((agent) => Array.from({ length: 25 }, () => agent));
    const taken = (await Promise.all(agents.map(next))).flatMap(({ number }) => number ?? []);
    expect(taken.toSorted((a, b) => a - b)).toEqual(numbers.toSorted((a, b) => a - b));
  });
});
