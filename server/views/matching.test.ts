import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Condition } from '../../domain/conditions/condition.ts';
import { type Desk, startDesk } from '../../test/server.ts';
import { viewRoutes } from './routes.ts';
import { addTicket } from './tickets.fixture.ts';

let desk: Desk;
beforeAll(async () => {
  desk = await startDesk({ routes: viewRoutes });
  const { agents, teams } = desk.world;
  await addTicket(desk, { number: 1, category: 'new', priority: 'low', team: teams.billing.id });
  await addTicket(desk, { number: 2, category: 'open', priority: 'critical', assignee: agents.ana.id });
  await addTicket(desk, { number: 3, category: 'open', priority: 'high', subject: 'O forno não liga' });
  await addTicket(desk, { number: 4, category: 'closed', priority: 'high' });
  await desk.db
    .updateTable('tickets')
    .set({ custom_fields: '{"order_number": "Nº 7"}', custom_fields_folded: '{"order_number": "no 7"}' })
    .where('number', '=', 3)
    .execute();
});
afterAll(async () => desk?.close());

const ask = (who: 'olivia' | 'lia', condition: unknown) => desk.as(who).post('/api/tickets/matching', { condition });
const matching = async (who: 'olivia' | 'lia', condition: Condition) => (await ask(who, condition)).body;

describe('the tickets a condition holds for now', () => {
  test('are counted, and the newest of them shown', async () => {
    expect(await matching('olivia', { field: 'priority', op: 'at_least', value: 'high' })).toEqual({
      count: 3,
      isMore: false,
      tickets: [
        { number: 4, subject: 'Ticket 4' },
        { number: 3, subject: 'O forno não liga' },
        { number: 2, subject: 'Ticket 2' },
      ],
    });
    expect(await matching('olivia', { any: [] })).toEqual({ count: 0, isMore: false, tickets: [] });
  });

  test('are those the agent may see', async () => {
    const all: Condition = { all: [] };
    expect((await matching('olivia', all)).count).toBe(4);
    const own = await matching('lia', all);
    expect(own.count).toBe(0);
  });

  test('may be asked for in business hours and by the fields of the desk’s own', async () => {
    const old: Condition = { field: 'created_at', op: 'business_hours_since_more_than', value: 0 };
    const own: Condition = { field: 'field:order_number', op: 'contains', value: 'nº 7' };
    expect(await matching('olivia', { all: [own, { any: [old, { not: old }] }] })).toMatchObject({ count: 1 });
    expect((await matching('olivia', { field: 'is_open_now', op: 'is', value: true })).count).toBeGreaterThanOrEqual(0);
  });

  test('are not guessed at: what cannot be asked is refused', async () => {
    expect(await ask('olivia', { field: 'field:nothing', op: 'is_set' })).toMatchObject({
      status: 400,
      body: { error: { code: 'condition_field_unknown' } },
    });
    expect(await ask('olivia', { field: 'priority', op: 'changed' })).toMatchObject({
      status: 400,
      body: { error: { code: 'condition_operator_invalid' } },
    });
  });

  test('are exact to a thousand, then there are more', async () => {
    await sql`insert into tickets (uuid, number, subject, subject_folded, status_id, status_category, priority, requester_id, channel)
      select gen_random_uuid(), n, 'x', 'x', status_id, status_category, priority, requester_id, channel
      from tickets, generate_series(10, 1010) as n where number = 1`.execute(desk.db);
    const { count, isMore, tickets } = await matching('olivia', { field: 'priority', op: 'is', value: 'low' });
    expect({ count, isMore, shown: tickets.length }).toEqual({ count: 1_000, isMore: true, shown: 5 });
  });
});
