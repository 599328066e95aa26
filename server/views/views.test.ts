import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { TicketRow } from '../../contract/tickets.ts';
import type { View } from '../../contract/views.ts';
import { systemViews } from '../../domain/views.ts';
import { type Desk, startDesk } from '../../test/server.ts';
import { newId } from '../platform/ids.ts';
import { viewRoutes } from './routes.ts';
import { addTicket } from './tickets.fixture.ts';

let desk: Desk;
beforeAll(async () => {
  desk = await startDesk({ routes: viewRoutes });
  const { agents, teams } = desk.world;
  const ana = agents.ana.id;
  const support = teams.support.id;
  const billing = teams.billing.id;
  await addTicket(desk, { number: 1, category: 'new', priority: 'low' });
  await addTicket(desk, {
    number: 2,
    category: 'open',
    assignee: ana,
    team: support,
    priority: 'critical',
    author: 'contact',
  });
  await addTicket(desk, {
    number: 3,
    category: 'open',
    assignee: ana,
    team: support,
    priority: 'high',
    author: 'agent',
  });
  await addTicket(desk, {
    number: 4,
    category: 'pending',
    team: billing,
    priority: 'medium',
    due: '2026-11-21T10:00:00Z',
  });
  await addTicket(desk, { number: 5, category: 'on_hold', assignee: agents.bruno.id, team: billing, priority: 'high' });
  await addTicket(desk, {
    number: 6,
    category: 'solved',
    assignee: ana,
    team: support,
    priority: 'critical',
    solvedHoursAgo: 2,
  });
  await addTicket(desk, { number: 7, category: 'closed', team: support, priority: 'low', solvedHoursAgo: 24 * 30 });
  await addTicket(desk, {
    number: 8,
    category: 'open',
    assignee: agents.lia.id,
    team: support,
    priority: 'medium',
    due: '2026-11-21T09:00:00Z',
  });
});
afterAll(() => desk.close());

const numbers = (answer: { body: { tickets: TicketRow[] } }) => answer.body.tickets.map(({ number }) => number);
const counts = (views: View[]) => Object.fromEntries(views.map(({ slug, count }) => [slug, count]));

describe('views', () => {
  test('an owner has ten, named in both languages, with their counts', async () => {
    const { status, body } = await desk.as('olivia').get('/api/views');
    expect(status).toBe(200);
    expect(counts(body.views)).toEqual({
      'my-open': 0,
      'awaiting-my-reply': 0,
      unassigned: 2,
      'my-teams': 0,
      'all-active': 6,
      'critical-and-high': 3,
      pending: 1,
      'on-hold': 1,
      snoozed: 0,
      'recently-solved': 1,
    });
    expect(body.views[0]).toMatchObject({
      kind: 'system',
      name: { en: 'My open tickets', 'pt-BR': 'Meus em aberto' },
      isMore: false,
    });
  });

  test('an agent counts what they may see, and has a view for each team of theirs', async () => {
    const { body } = await desk.as('ana').get('/api/views');
    expect(counts(body.views)).toEqual({
      'my-open': 2,
      'awaiting-my-reply': 1,
      unassigned: 1,
      'my-teams': 3,
      'all-active': 4,
      'critical-and-high': 2,
      pending: 0,
      'on-hold': 0,
      snoozed: 0,
      'recently-solved': 1,
      'team:support': 3,
    });
  });

  test('a limited agent counts only their own', async () => {
    const { body } = await desk.as('lia').get('/api/views');
    expect(counts(body.views)).toMatchObject({
      'all-active': 1,
      unassigned: 0,
      'team:support': 1,
      'recently-solved': 0,
    });
  });

  test('each list holds as many tickets as its count says', async () => {
    for (const name of ['olivia', 'ana', 'lia', 'caio', 'rafael'] as const) {
      const { body } = await desk.as(name).get('/api/views');
      for (const view of body.views as View[]) {
        const bySlug = await desk.as(name).get(`/api/tickets?view=${view.slug}`);
        const byId = await desk.as(name).get(`/api/tickets?view=${view.id}`);
        expect(numbers(bySlug), `${name} ${view.slug}`).toHaveLength(view.count ?? -1);
        expect(numbers(byId)).toEqual(numbers(bySlug));
      }
    }
  });

  test('a saved view is counted and listed, and belongs to its agent alone', async () => {
    const uuid = newId();
    const condition = { all: [{ field: 'subject', op: 'contains', value: 'TICKET 7' }] };
    await sql`insert into views (uuid, name, owner_kind, agent_id, condition, sort) values
      (${uuid}, '{"en": "Seven"}', 'agent', ${desk.world.agents.adao.id}, ${JSON.stringify(condition)}, 'updated')`.execute(
      desk.db,
    );
    const { body } = await desk.as('adao').get('/api/views');
    expect(body.views.at(-1)).toMatchObject({ id: uuid, name: { en: 'Seven' }, kind: 'agent', count: 1 });
    expect(numbers(await desk.as('adao').get(`/api/tickets?view=${uuid}`))).toEqual([7]);
    expect((await desk.as('olivia').get(`/api/tickets?view=${uuid}`)).status).toBe(404);
  });

  test('a change is counted as soon as the log has it', async () => {
    const before = await desk.as('rafael').get('/api/views');
    await addTicket(desk, { number: 90, category: 'new', priority: 'low' });
    await sql`update event_positions set last = last + 1`.execute(desk.db);
    const after = await desk.as('rafael').get('/api/views');
    expect(counts(after.body.views).unassigned).toBe((counts(before.body.views).unassigned ?? 0) + 1);
    await sql`delete from tickets where number = 90`.execute(desk.db);
    await sql`update event_positions set last = last + 1`.execute(desk.db);
  });

  test('without a word in the log, counts are at most two seconds old', async () => {
    const before = await desk.as('bruno').get('/api/views');
    await addTicket(desk, { number: 91, category: 'new', priority: 'low' });
    const soon = await desk.as('bruno').get('/api/views');
    expect(counts(soon.body.views)).toEqual(counts(before.body.views));
    await new Promise((resolve) => setTimeout(resolve, 2_010));
    const later = await desk.as('bruno').get('/api/views');
    expect(counts(later.body.views).unassigned).toBe((counts(before.body.views).unassigned ?? 0) + 1);
    await sql`delete from tickets where number = 91`.execute(desk.db);
  });

  test('a count goes to a thousand and then says that there are more', async () => {
    await sql`insert into tickets (uuid, number, subject, subject_folded, status_id, status_category, priority, requester_id,
        channel, solved_at)
      select gen_random_uuid(), 1000 + n, 'many', 'many', (select id from statuses where slug = 'solved'), 4, 2,
        ${desk.world.contacts.carla.id}, 'email', now() from generate_series(1, 1100) n`.execute(desk.db);
    await sql`update event_positions set last = last + 1`.execute(desk.db);
    const { body } = await desk.as('olivia').get('/api/views');
    const solved = body.views.find(({ slug }: View) => slug === 'recently-solved');
    expect(solved).toMatchObject({ count: 1000, isMore: true });
    await sql`delete from tickets where number > 1000`.execute(desk.db);
  });

  test('the slugs of the desk are its own', () => {
    expect(new Set(systemViews.map(({ slug }) => slug)).size).toBe(10);
    expect(new Set(systemViews.map(({ id }) => id)).size).toBe(10);
  });
});

describe('lists', () => {
  test.each([
    ['sort=updated', [8, 7, 6, 5, 4, 3, 2, 1]],
    ['sort=created', [8, 7, 6, 5, 4, 3, 2, 1]],
    ['sort=due', [8, 4, 2, 6, 3, 5, 1, 7]],
    ['sort=priority', [2, 6, 3, 5, 8, 4, 1, 7]],
    ['status=open', [8, 3, 2]],
    ['status=solved', [6]],
    ['status=closed&sort=priority', [7]],
    ['team=support&sort=priority', [2, 6, 3, 8, 7]],
    ['team=none', [1]],
    ['assignee=none', [7, 4, 1]],
    ['assignee=ana@atende.example', [6, 3, 2]],
    ['assignee=ANA@atende.example&status=solved', [6]],
    ['view=all-active&sort=priority', [2, 3, 5, 8, 4, 1]],
    ['view=all-active&team=billing', [4, 5]],
    ['view=team:support', [8, 2, 3]],
  ])('%s', async (query, expected) => {
    expect(numbers(await desk.as('olivia').get(`/api/tickets?${query}`))).toEqual(expected);
  });

  test('every order pages through every ticket once, one at a time', async () => {
    for (const query of [
      'sort=updated',
      'sort=created',
      'sort=due',
      'sort=priority',
      'view=all-active',
      'sort=due&status=open',
    ]) {
      const whole = numbers(await desk.as('olivia').get(`/api/tickets?${query}`));
      expect(await pages(query, 1), query).toEqual(whole);
      expect(await pages(query, 3), query).toEqual(whole);
    }
  });

  async function pages(query: string, limit: number): Promise<number[]> {
    const seen: number[] = [];
    let after: string | null = '';
    while (after !== null && seen.length < 50) {
      const answer = await desk
        .as('olivia')
        .get(`/api/tickets?${query}&limit=${limit}${after ? `&after=${after}` : ''}`);
      seen.push(...numbers(answer));
      after = answer.body.next;
    }
    return seen;
  }

  test('"me" and uuids are understood', async () => {
    expect(numbers(await desk.as('ana').get('/api/tickets?assignee=me&sort=priority'))).toEqual([2, 6, 3]);
    const { teams, agents, contacts } = desk.world;
    expect(numbers(await desk.as('olivia').get(`/api/tickets?team=${teams.billing.uuid}`))).toEqual([5, 4]);
    expect(numbers(await desk.as('olivia').get(`/api/tickets?assignee=${agents.bruno.uuid}`))).toEqual([5]);
    expect(numbers(await desk.as('olivia').get(`/api/tickets?requester=${contacts.mary.uuid}`))).toEqual([]);
  });

  test('an agent finds only what they may see, whatever they ask for', async () => {
    expect(numbers(await desk.as('lia').get('/api/tickets'))).toEqual([8]);
    expect(numbers(await desk.as('lia').get('/api/tickets?assignee=ana@atende.example'))).toEqual([]);
    expect(numbers(await desk.as('caio').get('/api/tickets?sort=due'))).toEqual([]);
    expect(numbers(await desk.as('ana').get('/api/tickets?sort=due'))).toEqual([8, 2, 6, 3, 1, 7]);
  });

  test('a row carries the names, with nulls where there is nothing', async () => {
    const { body } = await desk.as('olivia').get('/api/tickets?sort=created');
    const [first] = body.tickets as TicketRow[];
    expect(first).toMatchObject({
      number: 8,
      status: 'open',
      statusCategory: 'open',
      priority: 'medium',
      requester: { name: 'Carla Souza', email: 'carla@padariacentral.example' },
      organization: { name: 'Padaria Central', isVip: true },
      assignee: { email: 'lia@atende.example' },
      team: { slug: 'support', name: 'Support' },
      topic: null,
      inbox: { channel: 'email' },
      nextDueAt: '2026-11-21T09:00:00.000Z',
      awaitsReply: false,
    });
    expect((body.tickets as TicketRow[]).at(-1)).toMatchObject({
      number: 1,
      assignee: null,
      team: null,
      nextDueAt: null,
    });
  });

  test.each([
    ['team=nobody', 400, 'unknown_reference'],
    ['assignee=nobody@x.example', 400, 'unknown_reference'],
    ['status=waiting-for-godot', 400, 'unknown_status'],
    ['view=nothing', 404, 'view_not_found'],
    [`view=${newId()}`, 404, 'view_not_found'],
    ['after=bm9uc2Vuc2U', 400, 'cursor_invalid'],
    ['after=%00', 400, 'invalid_request'],
    ['sort=due&after=dXBkYXRlZAoyMDI2LTAxLTAxIDAwOjAwOjAwKzAwCjE', 400, 'cursor_invalid'],
    ['limit=1000', 400, 'invalid_request'],
    ['colour=red', 400, 'invalid_request'],
    ['view=team:support&team=billing', 400, 'view_and_team'],
    ['team=%00', 400, 'invalid_request'],
  ])('%s is refused with %i %s', async (query, status, code) => {
    const answer = await desk.as('olivia').get(`/api/tickets?${query}`);
    expect([answer.status, answer.body.error?.code]).toEqual([status, code]);
  });
});
