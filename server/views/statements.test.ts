import { afterAll, beforeAll, expect, test } from 'vitest';
import { type Desk, startDesk } from '../../test/server.ts';
import { statementsOf } from '../../test/statements.ts';
import { viewRoutes } from './routes.ts';
import { addTicket } from './tickets.fixture.ts';

let desk: Desk;
beforeAll(async () => {
  desk = await startDesk({ routes: viewRoutes });
  for (let number = 1; number <= 60; number++) await addTicket(desk, { number, category: 'open', priority: 'low' });
});
afterAll(() => desk.close());

test.each([
  '',
  '?view=all-active',
  '?view=unassigned&sort=priority',
  '?view=team:support',
  '?status=open&team=support&assignee=ana@atende.example',
  '?team=none&assignee=me&sort=due',
  '?sort=created&limit=10',
])('a list takes at most 2 statements, also when nothing was asked before: %s', async (query) => {
  for (const agent of ['olivia', 'ana', 'lia'] as const) {
    for (const by of ['session', 'token'] as const) {
      const sent = await statementsOf(() => desk.as(agent, by).get(`/api/tickets${query}`));
      expect(sent.length, sent.join('\n')).toBeLessThanOrEqual(2);
      expect(sent.length).toBeGreaterThan(0);
    }
  }
});

test('the page that follows takes no more', async () => {
  const first = await desk.as('olivia').get('/api/tickets?view=all-active&limit=20');
  const sent = await statementsOf(() =>
    desk.as('olivia').get(`/api/tickets?view=all-active&limit=20&after=${first.body.next}`),
  );
  expect(sent.length, sent.join('\n')).toBeLessThanOrEqual(2);
});

test('counted views are answered again without counting', async () => {
  const first = await statementsOf(() => desk.as('ana').get('/api/views'));
  expect(first.some((text) => text.includes('filter'))).toBe(true);
  const second = await statementsOf(() => desk.as('ana').get('/api/views'));
  expect(second.some((text) => text.includes('filter'))).toBe(false);
  expect(second.length).toBeLessThanOrEqual(2);
});
