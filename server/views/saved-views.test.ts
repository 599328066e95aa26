import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { View } from '../../contract/views.ts';
import type { Condition } from '../../domain/conditions/condition.ts';
import { type Desk, startDesk } from '../../test/server.ts';
import type { AgentName } from '../../test/world.ts';
import { newId } from '../platform/ids.ts';
import { viewRoutes } from './routes.ts';
import { addTicket } from './tickets.fixture.ts';

let desk: Desk;
beforeAll(async () => {
  desk = await startDesk({ routes: viewRoutes });
  const { agents, teams } = desk.world;
  await addTicket(desk, { number: 1, category: 'new', priority: 'low' });
  await addTicket(desk, { number: 2, category: 'open', priority: 'critical', assignee: agents.ana.id });
  await addTicket(desk, { number: 3, category: 'open', priority: 'high', team: teams.billing.id });
  await addTicket(desk, {
    number: 4,
    category: 'open',
    priority: 'high',
    team: teams.billing.id,
    assignee: agents.lia.id,
  });
  await addTicket(desk, { number: 5, category: 'closed', priority: 'high' });
});
afterAll(async () => desk?.close());

const urgent: Condition = { field: 'priority', op: 'at_least', value: 'high' };
const mine: Condition = { field: 'assignee', op: 'is', value: 'me' };

const save = (who: AgentName, body: object) =>
  desk.as(who).post('/api/views', { name: { en: 'Urgent' }, condition: urgent, ...body });
const made = async (who: AgentName, body: object): Promise<View> => {
  const { status, body: answer } = await save(who, body);
  expect([status, answer.error]).toEqual([201, undefined]);
  return answer.view;
};
const viewsOf = async (who: AgentName): Promise<View[]> => (await desk.as(who).get('/api/views')).body.views;
const idsOf = async (who: AgentName) => (await viewsOf(who)).map(({ id }) => id);
const shown = async (who: AgentName, id: string) => (await viewsOf(who)).find((view) => view.id === id);
const numbers = async (who: AgentName, query: string): Promise<number[]> =>
  (await desk.as(who).get(`/api/tickets?${query}`)).body.tickets.map(({ number }: { number: number }) => number);
const audited = async (id: string) =>
  (await desk.db.selectFrom('audit_entries').select('action').where('object_id', '=', id).orderBy('id').execute()).map(
    ({ action }) => action,
  );

describe('a view an agent saves', () => {
  test('is there at once with its count, for them alone, and about it nobody is told', async () => {
    const view = await made('ana', { name: { 'pt-BR': 'Urgentes' } });
    expect(view).toMatchObject({
      kind: 'agent',
      name: { en: 'Urgentes', 'pt-BR': 'Urgentes' },
      condition: urgent,
      canEdit: true,
      count: 2,
      isMore: false,
      layout: 'list',
    });
    expect(await numbers('ana', `view=${view.id}`)).toEqual([2, 5]);
    for (const other of ['olivia', 'adao', 'bruno', 'lia', 'caio'] as const) {
      expect(await idsOf(other)).not.toContain(view.id);
      expect((await desk.as(other).get(`/api/tickets?view=${view.id}`)).status).toBe(404);
      expect((await desk.as(other).patch(`/api/views/${view.id}`, { name: { en: 'x' } })).status).toBe(404);
      expect((await desk.as(other).delete(`/api/views/${view.id}`)).status).toBe(404);
      expect((await desk.as(other).patch(`/api/views/${view.id}/look`, { layout: 'table' })).status).toBe(404);
    }
    expect(await audited(view.id)).toEqual([]);
  });

  test('is changed, ordered among their own, and removed', async () => {
    const [first, second] = [await made('bruno', { name: { en: 'A' } }), await made('bruno', { name: { en: 'B' } })];
    const own = async () => (await viewsOf('bruno')).filter(({ kind }) => kind === 'agent').map(({ name }) => name.en);
    expect(await own()).toEqual(['A', 'B']);
    expect((await desk.as('bruno').put('/api/views/order', { views: [second.id] })).status).toBe(200);
    expect(await own()).toEqual(['B', 'A']);
    const changed = await desk.as('bruno').patch(`/api/views/${first.id}`, { name: { en: 'C' }, condition: mine });
    expect(changed.body.view).toMatchObject({ name: { en: 'C' }, condition: mine, count: 0 });
    expect((await desk.as('bruno').delete(`/api/views/${first.id}`)).status).toBe(204);
    expect(await own()).toEqual(['B']);
  });

  test('may ask for “me” and “my teams”: everybody who looks is meant', async () => {
    const view = await made('olivia', { kind: 'workspace', condition: mine });
    expect([(await shown('ana', view.id))?.count, (await shown('lia', view.id))?.count]).toEqual([1, 1]);
    expect([await numbers('ana', `view=${view.id}`), await numbers('lia', `view=${view.id}`)]).toEqual([[2], [4]]);
    await desk.as('olivia').delete(`/api/views/${view.id}`);
  });

  test.each<[string, object, string]>([
    ['a field nobody knows', { condition: { field: 'colour', op: 'is', value: 'red' } }, 'condition_field_unknown'],
    ['what only events know', { condition: { field: 'priority', op: 'changed' } }, 'condition_operator_invalid'],
    ['no name', { name: { en: ' ' } }, 'invalid_request'],
    ['a column that is none', { columns: ['colour'] }, 'invalid_request'],
    ['a team’s without the team', { kind: 'team' }, 'view_team'],
    ['a team that is gone', { kind: 'team', team: newId() }, 'unknown_reference'],
  ])('is refused with %s', async (_, body, code) => {
    const answer = await save('olivia', body);
    expect([answer.status, answer.body.error?.code]).toEqual([400, code]);
  });
});

describe('a view for a team or for everybody', () => {
  test('is made by who may share views, and leaves its traces', async () => {
    for (const kind of ['workspace', 'team'] as const) {
      const team = kind === 'team' ? desk.world.teams.support.uuid : null;
      for (const who of ['ana', 'lia', 'caio'] as const) {
        expect((await save(who, { kind, team })).body.error?.code).toBe('not_allowed');
      }
      const view = await made('adao', { kind, team });
      const path = `/api/views/${view.id}`;
      for (const who of ['ana', 'lia'] as const) {
        expect(await shown(who, view.id)).toMatchObject({ kind, canEdit: false, isHidden: false });
        expect((await desk.as(who).patch(path, { name: { en: 'Mine' } })).status).toBe(403);
        expect((await desk.as(who).put('/api/views/order', { views: [view.id] })).status).toBe(403);
        expect((await desk.as(who).delete(path)).status).toBe(403);
      }
      expect((await desk.as('olivia').patch(path, { name: { en: 'Ours' } })).body.view.canEdit).toBe(true);
      expect((await desk.as('olivia').delete(path)).status).toBe(204);
      expect(await audited(view.id)).toEqual(['view.added', 'view.changed', 'view.removed']);
      expect(await idsOf('ana')).not.toContain(view.id);
    }
    const told = await desk.db.selectFrom('events').select('details').where('type', '=', 'views.changed').execute();
    expect(told.map(({ details }) => (details as { action: string }).action)).toContain('view.added');
  });

  test('shows each agent what they may see, and counts no more', async () => {
    const view = await made('olivia', { kind: 'workspace' });
    const seen: [AgentName, number[]][] = [
      ['olivia', [2, 3, 4, 5]],
      ['ana', [2, 5]],
      ['lia', [4]],
      ['caio', []],
    ];
    for (const [who, expected] of seen) {
      expect((await numbers(who, `view=${view.id}`)).sort()).toEqual(expected);
      expect((await shown(who, view.id))?.count).toBe(expected.length);
    }
    await desk.as('olivia').delete(`/api/views/${view.id}`);
  });

  test('of a team is its members’; who shares views keeps it, switched off until they want it', async () => {
    const view = await made('olivia', { kind: 'team', team: desk.world.teams.support.uuid });
    expect(view).toMatchObject({ team: { slug: 'support' }, isHidden: true, count: null });
    expect(await shown('ana', view.id)).toMatchObject({ isHidden: false, count: 2 });
    expect(await idsOf('bruno')).not.toContain(view.id);
    await desk.as('olivia').patch(`/api/views/${view.id}/look`, { isHidden: false });
    expect(await shown('olivia', view.id)).toMatchObject({ isHidden: false, count: 4 });
    await desk.as('olivia').delete(`/api/views/${view.id}`);
  });

  test('may become an agent’s own, and the other way round', async () => {
    const view = await made('adao', {});
    await desk.as('adao').patch(`/api/views/${view.id}`, { kind: 'workspace' });
    expect(await shown('ana', view.id)).toMatchObject({ kind: 'workspace' });
    await desk.as('adao').patch(`/api/views/${view.id}`, { kind: 'agent' });
    expect(await shown('ana', view.id)).toBeUndefined();
    expect(await shown('adao', view.id)).toMatchObject({ kind: 'agent' });
    const own = await made('ana', {});
    expect((await desk.as('ana').patch(`/api/views/${own.id}`, { kind: 'workspace' })).status).toBe(403);
  });

  test('is ordered among those of its owner', async () => {
    const [own, all] = [await made('adao', {}), await made('adao', { kind: 'workspace' })];
    const answer = await desk.as('adao').put('/api/views/order', { views: [own.id, all.id] });
    expect([answer.status, answer.body.error.code]).toEqual([400, 'views_of_several']);
    await desk.as('adao').delete(`/api/views/${all.id}`);
  });
});

describe('how an agent likes to see a view', () => {
  test('is kept for them alone, of the desk’s own views too, and put back', async () => {
    const all = (await viewsOf('ana')).find(({ slug }) => slug === 'all-active') as View;
    const look = { layout: 'table', columns: ['subject', 'field:order_number'], sort: 'created', isReversed: true };
    const path = `/api/views/${all.id}/look`;
    expect((await desk.as('ana').patch(path, look)).body.view).toMatchObject(look);
    expect((await desk.as('ana').patch(path, { isHidden: true })).body.view).toMatchObject({ ...look, isHidden: true });
    expect(await shown('olivia', all.id)).toMatchObject({ layout: 'list', isHidden: false, columns: [] });
    const put = await desk.as('ana').delete(path);
    expect(put.body.view).toMatchObject({
      layout: 'list',
      sort: 'due',
      isReversed: false,
      columns: [],
      isHidden: true,
    });
    await desk.as('ana').patch(path, { isHidden: false });
  });

  test('gives way to what they save, and goes with the view', async () => {
    const view = await made('ana', {});
    await desk.as('ana').patch(`/api/views/${view.id}/look`, { layout: 'table', sort: 'updated' });
    await desk.as('ana').patch(`/api/views/${view.id}`, { sort: 'created' });
    expect(await shown('ana', view.id)).toMatchObject({ sort: 'created', layout: 'list' });
    await desk.as('ana').delete(`/api/views/${view.id}`);
    const left = await desk.db.selectFrom('view_looks').select('view_id').where('view_id', '=', view.id).execute();
    expect(left).toEqual([]);
  });
});

test('a view whose condition can no longer be asked says so where it is opened, and keeps no other away', async () => {
  const view = await made('ana', {});
  const gone = JSON.stringify({ field: 'field:gone', op: 'is_set' });
  await sql`update views set condition = ${gone}::jsonb where uuid = ${view.id}`.execute(desk.db);
  expect(await shown('ana', view.id)).toMatchObject({ count: null });
  expect((await shown('ana', view.id))?.isMore).toBe(false);
  expect((await desk.as('ana').get(`/api/tickets?view=${view.id}`)).body.error.code).toBe('view_condition_invalid');
  await desk.as('ana').delete(`/api/views/${view.id}`);
});

describe('an order from behind', () => {
  test.each(['due', 'updated', 'created', 'priority'])('by %s pages through every ticket once', async (sort) => {
    const forth = await numbers('olivia', `sort=${sort}`);
    const back = `sort=${sort}&reversed=true`;
    expect(await numbers('olivia', back)).toEqual([...forth].reverse());
    expect(await pages(back, 1)).toEqual([...forth].reverse());
    expect(await pages(`${back}&status=open`, 2)).toEqual(
      [...(await numbers('olivia', `sort=${sort}&status=open`))].reverse(),
    );
  });

  async function pages(query: string, limit: number): Promise<number[]> {
    const seen: number[] = [];
    for (let after: string | null = ''; after !== null && seen.length < 50; ) {
      const { body } = await desk.as('olivia').get(`/api/tickets?${query}&limit=${limit}${after && `&after=${after}`}`);
      seen.push(...body.tickets.map(({ number }: { number: number }) => number));
      after = body.next;
    }
    return seen;
  }

  test('has cursors of its own', async () => {
    const { body } = await desk.as('olivia').get('/api/tickets?sort=due&limit=1');
    const answer = await desk.as('olivia').get(`/api/tickets?sort=due&reversed=true&after=${body.next}`);
    expect(answer.body.error.code).toBe('cursor_invalid');
  });
});

test('a list brings the values of the desk’s own fields when it is asked to', async () => {
  await sql`update tickets set custom_fields = '{"order_number": "A-1"}' where number = 2`.execute(desk.db);
  const { body } = await desk.as('ana').get('/api/tickets?assignee=me&include=fields');
  expect(body.tickets[0].fields).toEqual({ order_number: 'A-1' });
  expect((await desk.as('ana').get('/api/tickets?assignee=me')).body.tickets[0]).not.toHaveProperty('fields');
});
