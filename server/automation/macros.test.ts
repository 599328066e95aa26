import { afterAll, beforeAll, expect, test } from 'vitest';
import { type Desk, startDesk } from '../../test/server.ts';
import type { AgentName } from '../../test/world.ts';
import { ruleTalk, set } from './desk.fixture.ts';

let desk: Desk;
beforeAll(async () => {
  desk = await startDesk();
});
afterAll(() => desk?.close());

const { open, ticket } = ruleTalk(() => desk);

async function make(by: AgentName, fields: Record<string, unknown>): Promise<string> {
  const { status, body } = await desk.as(by).post('/api/macros', { name: 'Macro', ...fields });
  expect([status, body.error]).toEqual([201, undefined]);
  return body.macro.id;
}
const namesFor = async (by: AgentName) =>
  (await desk.as(by).get('/api/macros')).body.macros.map(({ name }: { name: string }) => name);
const preview = (by: AgentName, number: number, id: string) =>
  desk.as(by).post(`/api/tickets/${number}/macros/${id}/preview`);
const apply = (by: AgentName, number: number, id: string) => desk.as(by).post(`/api/tickets/${number}/macros/${id}`);

test('a preview fills the text in for this customer, names what is missing, foresees the changes and makes none', async () => {
  const texts = {
    'pt-BR': 'Olá {{ requester.first_name }}, aqui é {{ agent.first_name }}. Série: {{ field.order_number }}',
  };
  const actions = [set('set_priority', { priority: 'high' }), set('add_note', { text: 'Seen' })];
  const id = await make('adao', { isShared: true, texts, actions });
  const number = await open({ team: 'support', priority: 'low' });
  const before = await ticket(number);
  const { status, body } = await preview('ana', number, id);
  expect(status).toBe(200);
  expect(body.preview).toEqual({
    text: {
      language: 'pt-BR',
      text: 'Olá Carla, aqui é Ana. Série: {{ field.order_number }}',
      unresolved: ['field.order_number'],
    },
    actions: [
      { ...actions[0], changes: [{ field: 'priority', from: 'low', to: 'high' }] },
      { ...actions[1], changes: null },
    ],
  });
  expect(await ticket(number)).toEqual(before);
});

test('its actions are done in the name of the agent who uses it, and its text is not sent', async () => {
  const actions = [set('set_priority', { priority: 'critical' }), set('add_note', { text: 'Looked at' })];
  const id = await make('adao', { isShared: true, texts: { en: 'Hello' }, actions });
  const number = await open({ team: 'support' });
  expect((await apply('ana', number, id)).status).toBe(204);
  expect(await ticket(number)).toMatchObject({ priority: 'critical' });
  const { messages } = (await desk.as('ana').get(`/api/tickets/${number}`, { query: { include: 'messages' } })).body;
  const written = messages.map((one: { kind: string; text: string }) => [one.kind, one.text]);
  expect(written).toEqual([
    ['reply', 'O forno parou.'],
    ['note', 'Looked at'],
  ]);
  expect(messages.at(-1).author.agent.name).toBe('Ana Lima');
});

test('what it changed names the macro in the history and in the trace, as it was called then', async () => {
  const actions = [set('set_priority', { priority: 'high' }), set('add_tags', { tags: ['oven'] })];
  const id = await make('adao', { isShared: true, name: 'Oven again', actions });
  const number = await open({ team: 'support', priority: 'low' });
  await apply('ana', number, id);
  await desk.as('ana').patch(`/api/tickets/${number}`, { version: (await ticket(number)).version, priority: 'low' });
  await desk.as('adao').patch(`/api/macros/${id}`, { name: 'Renamed' });
  const { history } = (await desk.as('ana').get(`/api/tickets/${number}/history`)).body;
  const told = history.map(
    ({ type, macro, actor }: { type: string; macro: string | null; actor: { name: string } }) => [
      type,
      actor.name,
      macro,
    ],
  );
  expect(told.slice(0, 3)).toEqual([
    ['ticket.priority_changed', 'Ana Lima', null],
    ['ticket.tags_changed', 'Ana Lima', 'Oven again'],
    ['ticket.priority_changed', 'Ana Lima', 'Oven again'],
  ]);
  const { macros } = (await desk.as('ana').get(`/api/tickets/${number}/rules`)).body.trace;
  expect(macros).toMatchObject([{ id, name: 'Oven again', by: 'Ana Lima' }]);
});

test('one action that is refused leaves nothing of the others', async () => {
  const gone = '01930000-0000-7000-8000-00000000dead';
  const actions = [set('set_priority', { priority: 'critical' }), set('set_team', { team: gone })];
  const id = await make('adao', { isShared: true, actions });
  const number = await open({ team: 'support', priority: 'low' });
  expect((await apply('ana', number, id)).status).toBeGreaterThanOrEqual(400);
  expect(await ticket(number)).toMatchObject({ priority: 'low' });
});

test('an own macro exists for its owner alone', async () => {
  const id = await make('ana', { name: 'Of Ana', texts: { en: 'Hi' } });
  const number = await open({ team: 'support' });
  expect(await namesFor('ana')).toContain('Of Ana');
  for (const other of ['rafael', 'adao'] as const) {
    expect(await namesFor(other)).not.toContain('Of Ana');
    const by = desk.as(other);
    const answers = [
      await by.patch(`/api/macros/${id}`, { name: 'Mine' }),
      await by.delete(`/api/macros/${id}`),
      await preview(other, number, id),
      await apply(other, number, id),
    ];
    expect(answers.map(({ status, body }) => [status, body.error.code])).toEqual(
      answers.map(() => [404, 'macro_not_found']),
    );
  }
  expect((await desk.as('ana').patch(`/api/macros/${id}`, { name: 'Still of Ana' })).status).toBe(200);
  expect((await desk.as('ana').delete(`/api/macros/${id}`)).status).toBe(204);
  expect(await namesFor('ana')).not.toContain('Still of Ana');
});

test('own ones stand in the order their owner wants, and one that is off waits in their list', async () => {
  const by = desk.as('rafael');
  const [first, second] = [
    await make('rafael', { name: 'Mine one', texts: { en: '1' } }),
    await make('rafael', { name: 'Mine two', texts: { en: '2' } }),
  ];
  const ordered = await by.put('/api/macros/own/order', { macros: [second] });
  expect(ordered.body.macros.map(({ id }: { id: string }) => id)).toEqual([second, first]);
  expect((await namesFor('rafael')).slice(-2)).toEqual(['Mine two', 'Mine one']);
  await by.patch(`/api/macros/${second}`, { isEnabled: false });
  expect(await namesFor('rafael')).not.toContain('Mine two');
  const { macros } = (await by.get('/api/macros/own')).body;
  expect(macros.map(({ name, isEnabled }: { name: string; isEnabled: boolean }) => [name, isEnabled])).toEqual([
    ['Mine two', false],
    ['Mine one', true],
  ]);
  const refused = await desk.as('ana').put('/api/macros/own/order', { macros: [first] });
  expect([refused.status, refused.body.error.code]).toEqual([404, 'macro_not_found']);
});

test('everybody’s are kept by who may manage macros, leave an audit entry, and are offered in their order', async () => {
  const first = await make('adao', { isShared: true, name: 'Shared one', texts: { en: '1' } });
  const second = await make('adao', { isShared: true, name: 'Shared two', texts: { en: '2' } });
  const byAna = [
    await desk.as('ana').post('/api/macros', { name: 'X', isShared: true, texts: { en: 'x' } }),
    await desk.as('ana').patch(`/api/macros/${first}`, { name: 'X' }),
    await desk.as('ana').delete(`/api/macros/${first}`),
  ];
  expect(byAna.map(({ status }) => status)).toEqual([403, 403, 403]);
  expect((await desk.as('adao').put('/api/macros/order', { macros: [second, first] })).status).toBe(200);
  expect((await namesFor('ana')).slice(0, 2)).toEqual(['Shared two', 'Shared one']);
  const actions = (await desk.as('olivia').get('/api/audit')).body.entries.map((one: { action: string }) => one.action);
  expect(actions).toEqual(expect.arrayContaining(['macro.added', 'macros.ordered']));
});

test('one that is switched off is offered to nobody and does nothing', async () => {
  const id = await make('adao', { isShared: true, name: 'Off', texts: { en: 'x' } });
  await desk.as('adao').patch(`/api/macros/${id}`, { isEnabled: false });
  const number = await open({ team: 'support' });
  expect(await namesFor('ana')).not.toContain('Off');
  expect((await apply('ana', number, id)).status).toBe(404);
  const { macros } = (await desk.as('adao').get('/api/macros/shared')).body;
  expect(macros).toContainEqual(expect.objectContaining({ id, isEnabled: false }));
});

test.each([
  ['nothing to write or do', {}, 'macro_empty'],
  ['a variable there is not', { texts: { en: '{{ requester.shoe }}' } }, 'template_invalid'],
  ['an action that only rules have', { actions: [set('stop', {})] }, 'action_invalid'],
  ['an action that is incomplete', { actions: [set('set_priority', {})] }, 'action_invalid'],
])('a macro with %s is refused', async (_, fields, code) => {
  const { status, body } = await desk.as('ana').post('/api/macros', { name: 'Bad', ...fields });
  expect([status, body.error.code]).toEqual([400, code]);
});
