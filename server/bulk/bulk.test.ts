import { afterAll, beforeAll, expect, test } from 'vitest';
import { customerWrites } from '../../test/e2e/desk.ts';
import { type Desk, startDesk } from '../../test/server.ts';
import { ruleTalk, set } from '../automation/desk.fixture.ts';
import { bulkTalk } from './bulk.fixture.ts';

let desk: Desk;
beforeAll(async () => {
  desk = await startDesk();
});
afterAll(() => desk?.close());

const { open, ticket, history, change } = ruleTalk(() => desk);
const { run, undo, errors, get } = bulkTalk(() => desk);
const high = set('set_priority', { priority: 'high' });
const messages = async (number: number) => (await desk.as('adao').get(`/api/tickets/${number}/messages`)).body.messages;

test('several tickets are changed at once, each as if the agent had done it by hand', async () => {
  const numbers = [await open({ team: 'support' }), await open({ team: 'support' })];
  const { ana } = desk.world.agents;
  const actions = [high, set('set_assignee', { assignee: ana.uuid }), set('add_tags', { tags: ['forno'] })];
  const done = await run('ana', { tickets: { numbers }, actions });
  expect(done).toMatchObject({ state: 'done', total: 2, done: 2, failed: 0, canUndo: true, isUndo: false });
  for (const number of numbers) {
    expect(await ticket(number)).toMatchObject({ priority: 'high', assignee: { name: 'Ana Lima' }, tags: ['forno'] });
    const [newest] = await history(number);
    expect(newest.actor).toEqual({ kind: 'agent', name: 'Ana Lima' });
  }
});

test('everything in a view but for some; what enters it later is left alone', async () => {
  const [one, two, three] = [
    await open({ team: 'billing', assignee: desk.world.agents.rafael.email }),
    await open({ team: 'billing', assignee: desk.world.agents.rafael.email }),
    await open({ team: 'support', assignee: desk.world.agents.rafael.email }),
  ];
  const { start } = bulkTalk(() => desk);
  const id = await start('rafael', { tickets: { view: 'my-open', except: [two] }, actions: [high] });
  const late = await open({ team: 'support', assignee: desk.world.agents.rafael.email });
  await desk.settle();
  expect(await get('rafael', id)).toMatchObject({ total: 2, done: 2 });
  const priorities = await Promise.all([one, two, three, late].map(async (number) => (await ticket(number)).priority));
  expect(priorities).toEqual(['high', 'medium', 'high', 'medium']);
});

test('each ticket that refuses is told by its number with why, and the others are done', async () => {
  const [fine, closed, foreign] = [
    await open({ team: 'support' }),
    await open({ team: 'support' }),
    await open({ team: 'billing' }),
  ];
  await change(closed, { status: 'closed' });
  const done = await run('ana', { tickets: { numbers: [fine, closed, foreign, 999_999] }, actions: [high] });
  expect(done).toMatchObject({ state: 'done', total: 4, done: 1, failed: 3 });
  const told = (await errors('ana', done.id)).map(({ number, code }: { number: number; code: string }) => [
    number,
    code,
  ]);
  expect(told).toEqual([
    [closed, 'ticket_closed'],
    [foreign, 'ticket_not_found'],
    [999_999, 'ticket_not_found'],
  ]);
  expect((await ticket(foreign)).priority).toBe('medium');
});

test('a ticket on which one of several actions fails is left as it was', async () => {
  const number = await open({ team: 'support' });
  const actions = [high, set('set_field', { field: 'nothing', value: 'x' })];
  const done = await run('ana', { tickets: { numbers: [number] }, actions });
  expect(done).toMatchObject({ done: 0, failed: 1, canUndo: false });
  expect((await ticket(number)).priority).toBe('medium');
});

test('a run is taken back: each ticket is what it was, but for what somebody changed since', async () => {
  const [one, two] = [await open({ team: 'support', tags: ['vip'] }), await open({ team: 'support' })];
  const actions = [high, set('add_tags', { tags: ['forno'] }), set('set_status', { status: 'pending' })];
  const done = await run('ana', { tickets: { numbers: [one, two] }, actions });
  await change(two, { priority: 'critical' });
  const back = await undo('ana', done.id);
  expect(back).toMatchObject({ state: 'done', isUndo: true, total: 2, done: 2, canUndo: false });
  expect(await ticket(one)).toMatchObject({ priority: 'medium', tags: ['vip'], status: 'new' });
  expect(await ticket(two)).toMatchObject({ priority: 'critical', tags: [], status: 'new' });
  const again = await desk.as('ana').post(`/api/bulk-runs/${done.id}/undo`);
  expect([again.status, again.body.error.code]).toEqual([409, 'bulk_nothing_to_undo']);
});

test('a reply to many greets each by name, waits out the undo window, and can be taken back within it', async () => {
  const numbers = [await open({ team: 'support' }), await open({ team: 'support' })];
  const reply = { text: 'Olá {{ requester.first_name }}, o forno volta amanhã.', status: 'pending' };
  const done = await run('ana', { tickets: { numbers }, reply });
  expect(done).toMatchObject({ done: 2, hasReply: true, canUndo: true });
  for (const number of numbers) {
    expect((await messages(number)).at(-1)).toMatchObject({
      text: 'Olá Carla, o forno volta amanhã.',
      state: 'waiting',
    });
  }
  expect(await undo('ana', done.id)).toMatchObject({ done: 2, failed: 0 });
  for (const number of numbers) expect(await messages(number)).toHaveLength(1);

  const sent = await run('ana', { tickets: { numbers }, reply });
  desk.clock.advance(11);
  await desk.settle();
  expect(await ticket(numbers[0] as number)).toMatchObject({ status: 'pending' });
  const late = await undo('ana', sent.id);
  expect(late).toMatchObject({ done: 0, failed: 2 });
  expect((await errors('ana', late.id))[0]).toMatchObject({ number: numbers[0], code: 'message_sent' });
});

test('a reply goes to nobody who wrote after it was asked for, and nothing else is done there either', async () => {
  const [quiet, wrote] = [await open({ team: 'support' }), await open({ team: 'support' })];
  const { start } = bulkTalk(() => desk);
  const reply = { text: 'O forno volta amanhã.', status: 'pending' };
  const id = await start('ana', { tickets: { numbers: [quiet, wrote] }, actions: [high], reply });
  desk.clock.set(new Date(desk.p.clock.now().getTime() + 1000));
  await customerWrites(desk, wrote, 'Já voltou!');
  await desk.settle();
  expect(await get('ana', id)).toMatchObject({ total: 2, done: 1, failed: 1 });
  expect(await errors('ana', id)).toMatchObject([{ number: wrote, code: 'ticket_has_news' }]);
  expect(await ticket(wrote)).toMatchObject({ priority: 'medium', awaitsReply: true });
  expect((await messages(wrote)).map(({ text }: { text: string }) => text)).toEqual(['O forno parou.', 'Já voltou!']);
  expect((await messages(quiet)).at(-1).text).toBe('O forno volta amanhã.');
});

test('a reply with a gap is not sent to the one customer it has no word for', async () => {
  const number = await open({ team: 'support' });
  const done = await run('ana', { tickets: { numbers: [number] }, reply: { text: 'Série {{ field.order_number }}.' } });
  expect(done).toMatchObject({ done: 0, failed: 1 });
  expect((await errors('ana', done.id))[0]).toMatchObject({ number, code: 'template_unresolved' });
  expect(await messages(number)).toHaveLength(1);
});

test('notes and macros: a macro does what it does today, a note stays', async () => {
  const number = await open({ team: 'support' });
  const made = await desk
    .as('ana')
    .post('/api/macros', { name: 'Oven', actions: [high, set('add_note', { text: 'Seen' })] });
  const done = await run('ana', { tickets: { numbers: [number] }, macro: made.body.macro.id });
  expect(done).toMatchObject({ done: 1 });
  expect((await messages(number)).at(-1)).toMatchObject({ kind: 'note', author: { agent: { name: 'Ana Lima' } } });
  await undo('ana', done.id);
  expect((await ticket(number)).priority).toBe('medium');
  expect(await messages(number)).toHaveLength(2);
});

test('several tickets are merged into one, and the merge is taken back', async () => {
  const [into, one, two] = [await open(), await open(), await open()];
  const actions = [set('merge_into', { number: into })];
  const done = await run('ana', { tickets: { numbers: [into, one, two] }, actions });
  expect(done).toMatchObject({ done: 3, canUndo: true });
  expect(await ticket(one)).toMatchObject({ mergedInto: into, statusCategory: 'closed' });
  expect(await messages(into)).toHaveLength(3);
  expect(await undo('ana', done.id)).toMatchObject({ total: 2, done: 2 });
  expect(await ticket(one)).toMatchObject({ mergedInto: null, statusCategory: 'new' });
  expect(await messages(into)).toHaveLength(1);
});

test('a bulk solve asks for what the form of a topic demands', async () => {
  const topic = await desk
    .as('adao')
    .post('/api/topics', { name: { en: 'Ovens' }, form: [{ key: 'tax_id', neededTo: 'solve' }] });
  expect([topic.status, topic.body.error]).toEqual([201, undefined]);
  const number = await open({ team: 'support', topic: topic.body.topic.id });
  const done = await run('ana', { tickets: { numbers: [number] }, actions: [set('set_status', { status: 'solved' })] });
  expect(done).toMatchObject({ done: 0, failed: 1 });
  expect((await errors('ana', done.id))[0].code).toBe('fields_missing');
});

test('what a role may not do by hand it may not do in bulk; nobody finds the run of another', async () => {
  const number = await open({ team: 'support' });
  const tickets = { numbers: [number] };
  const refused = await desk.as('caio').post('/api/bulk-runs', { tickets, actions: [high] });
  expect([refused.status, refused.body.error.code]).toEqual([403, 'not_allowed']);
  const done = await run('ana', { tickets, actions: [high] });
  for (const path of ['', '/errors']) {
    expect((await desk.as('adao').get(`/api/bulk-runs/${done.id}${path}`)).status).toBe(404);
  }
  for (const path of ['stop', 'undo']) {
    expect((await desk.as('adao').post(`/api/bulk-runs/${done.id}/${path}`)).status).toBe(404);
  }
  expect((await desk.as('adao').get('/api/bulk-runs')).body.runs).toEqual([]);
});

test.each([
  ['nothing to do', { actions: [] }, 'invalid_request'],
  ['an action there is not', { actions: [set('fly', {})] }, 'action_unknown'],
  ['an action that only rules have', { actions: [set('stop', {})] }, 'action_invalid'],
  ['a view with nothing in it', { tickets: { view: 'my-open' }, actions: [high] }, 'bulk_empty'],
])('a run with %s is refused', async (_, body, code) => {
  const answer = await desk.as('lia').post('/api/bulk-runs', { tickets: { numbers: [1] }, ...body });
  expect([answer.status, answer.body.error.code]).toEqual([400, code]);
});
