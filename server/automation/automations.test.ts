import { sql } from 'kysely';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { type Desk, startDesk } from '../../test/server.ts';
import { runDue } from './commands/run-due.ts';
import { ruleTalk, set } from './desk.fixture.ts';

let desk: Desk;
beforeAll(async () => {
  desk = await startDesk();
});
afterAll(async () => desk?.close());

const { admin, make, open, change, ticket, history } = ruleTalk(() => desk);
const at = (time: string) => new Date(`2026-11-09T${time}:00Z`);
beforeEach(async () => {
  desk.clock.set(at('09:00'));
  await removeAll('automations');
});
afterEach(async () => {
  await removeAll('automations');
  await removeAll('triggers');
});

async function removeAll(kind: 'triggers' | 'automations'): Promise<void> {
  const { rules } = (await admin().get(`/api/${kind}`)).body;
  for (const { id } of rules) await admin().delete(`/api/${kind}/${id}`);
}

const untouchedForAnHour = {
  all: [
    { field: 'assignee', op: 'is_not_set' },
    { field: 'status_category', op: 'any_of', value: ['new', 'open'] },
    { field: 'created_at', op: 'hours_since_more_than', value: 1 },
  ],
};
const raise = [set('set_priority', { priority: 'critical' })];
const later = async (time: string) => {
  desk.clock.set(at(time));
  await desk.settle();
};
const priorityOf = async (number: number) => (await ticket(number)).priority;
const changesOf = async (number: number) =>
  (await history(number)).filter(({ type }: { type: string }) => type === 'ticket.priority_changed').length;
const timers = async () => (await desk.db.selectFrom('rule_timers').selectAll().execute()).length;

describe('an automation', () => {
  test('acts at the minute its condition becomes true, once, in its own name', async () => {
    await make('automations', { name: 'Nobody cares', condition: untouchedForAnHour, actions: raise });
    const number = await open();
    await later('09:59');
    expect(await priorityOf(number)).toBe('medium');
    await later('10:01');
    expect(await priorityOf(number)).toBe('critical');
    const changed = (await history(number)).find(({ type }: { type: string }) => type === 'ticket.priority_changed');
    expect(changed.actor).toMatchObject({ kind: 'rule', name: 'Nobody cares' });
    const deciding = { question: untouchedForAnHour.all[0], value: null };
    expect(changed.run).toEqual({
      kind: 'automation',
      eventType: null,
      crossedAt: expect.stringMatching(/^2026-11-09T10:00:/),
      deciding,
    });

    await change(number, { priority: 'low' });
    await later('15:00');
    expect(await priorityOf(number)).toBe('low');
  });

  test('does not when somebody took the ticket before, and does when they gave it back after', async () => {
    await make('automations', { condition: untouchedForAnHour, actions: raise });
    const number = await open();
    await later('09:30');
    await change(number, { assignee: desk.world.agents.ana.uuid });
    await later('10:30');
    expect(await priorityOf(number)).toBe('medium');
    await change(number, { assignee: null });
    expect(await priorityOf(number)).toBe('critical');
  });

  test('acts again when its condition ceased to be true and became true anew', async () => {
    const waits = { field: 'status_changed_at', op: 'hours_since_more_than', value: 1 };
    const isPending = { field: 'status_category', op: 'is', value: 'pending' };
    await make('automations', {
      condition: { all: [isPending, waits] },
      actions: [set('add_note', { text: 'Ask again.' })],
    });
    const number = await open({ assignee: desk.world.agents.ana.uuid });
    await change(number, { status: 'pending' });
    await later('10:30');
    await change(number, { status: 'open' });
    await change(number, { status: 'pending' });
    await later('11:00');
    expect((await ticket(number)).messageCount).toBe(2);
    await later('11:31');
    expect((await ticket(number)).messageCount).toBe(3);
  });

  test('that slept through its instant acts when the desk wakes, once, and two workers at once too', async () => {
    await make('automations', { condition: untouchedForAnHour, actions: [set('add_note', { text: 'Look!' })] });
    const numbers = [await open(), await open(), await open()];
    desk.clock.set(at('18:00'));
    await Promise.all([runDue(desk.p), runDue(desk.p), runDue(desk.p)]);
    await desk.settle();
    for (const number of numbers) expect((await ticket(number)).messageCount).toBe(2);
    const runs = await sql<{ crossing: string }>`select to_char(crossing_at at time zone 'UTC', 'HH24:MI') as crossing
      from rule_runs where crossing_at is not null order by id desc limit 3`.execute(desk.db);
    expect(runs.rows.map(({ crossing }) => crossing)).toEqual(['10:00', '10:00', '10:00']);
  });

  test('that is new leaves alone what was true before, unless it is asked to see to it', async () => {
    const number = await open();
    await later('12:00');
    const quiet = await make('automations', { condition: untouchedForAnHour, actions: raise });
    await later('13:00');
    expect(await priorityOf(number)).toBe('medium');
    await admin().patch(`/api/automations/${quiet}`, { alsoWaiting: true });
    await desk.settle();
    expect(await priorityOf(number)).toBe('critical');
  });

  test('that is new waits for tickets that were there before', async () => {
    const number = await open();
    await later('09:30');
    await make('automations', { condition: untouchedForAnHour, actions: raise });
    await desk.settle();
    await later('10:01');
    expect(await priorityOf(number)).toBe('critical');
  });

  test('that asks something else waits anew, and one that is switched off waits for nothing', async () => {
    const id = await make('automations', { condition: untouchedForAnHour, actions: raise });
    const number = await open();
    const patient = { ...untouchedForAnHour.all[2], value: 3 };
    await admin().patch(`/api/automations/${id}`, { condition: { all: [untouchedForAnHour.all[0], patient] } });
    await later('10:30');
    expect(await priorityOf(number)).toBe('medium');
    await admin().patch(`/api/automations/${id}`, { isEnabled: false });
    expect(await timers()).toBe(0);
    await later('12:30');
    await admin().patch(`/api/automations/${id}`, { isEnabled: true });
    await desk.settle();
    expect(await priorityOf(number)).toBe('medium');
    const fresh = await open();
    await later('15:45');
    expect(await priorityOf(fresh)).toBe('critical');
  });

  test('sets triggers off, and two that undo each other come to rest', async () => {
    const isAt = (priority: string) => ({ field: 'priority', op: 'is', value: priority });
    await make('automations', { condition: isAt('high'), actions: [set('set_priority', { priority: 'low' })] });
    await make('automations', { condition: isAt('low'), actions: [set('set_priority', { priority: 'high' })] });
    await make('triggers', {
      listensTo: ['ticket.priority_changed'],
      actions: [set('add_tags', { tags: ['moved'] })],
    });
    const number = await open();
    await change(number, { priority: 'high' });
    expect(await ticket(number)).toMatchObject({ tags: ['moved'], priority: 'high' });
    expect(await changesOf(number)).toBe(3);
    const { rows } = await sql<{ reason: unknown }>`select reason from rule_runs where outcome = 'skipped'`.execute(
      desk.db,
    );
    expect(rows).toEqual([{ reason: { code: 'rule_ran_before', values: {} } }]);
  });

  test('whose action is refused says so, and does not try for ever', async () => {
    const gone = '01930000-0000-7000-8000-00000000dead';
    await make('automations', { condition: untouchedForAnHour, actions: [set('set_team', { team: gone })] });
    const number = await open();
    await later('10:30');
    await later('10:45');
    const { rows } = await sql<{ reason: { code: string } }>`
      select reason from rule_runs where outcome = 'failed'
        and ticket_id = (select id from tickets where number = ${number})`.execute(desk.db);
    expect(rows.map(({ reason }) => reason.code)).toEqual(['rule_action_refused']);
    expect((await ticket(number)).team).toBe(null);
  });
});

test('a hundred thousand waiting timers are not looked at while none is due', async () => {
  const id = await make('automations', { condition: untouchedForAnHour, actions: raise });
  await open();
  await desk.db.transaction().execute(async (tx) => {
    await sql`set local session_replication_role = replica`.execute(tx);
    await sql`insert into rule_timers (rule_id, ticket_id, at, cause)
      select rules.id, 1000000 + n, timestamptz '2027-01-01' + n * interval '1 second', '{}'
      from rules, generate_series(1, 100000) n where rules.uuid = ${id}`.execute(tx);
  });
  await sql`analyze rule_timers`.execute(desk.db);
  const { rows } = await sql<{ 'QUERY PLAN': string }>`explain (analyze, buffers)
    select rule_id, ticket_id from rule_timers join tickets on tickets.id = rule_timers.ticket_id
    where rule_timers.at <= ${at('09:30')} order by rule_timers.at limit 1 for update of tickets skip locked`.execute(
    desk.db,
  );
  const plan = rows.map((row) => row['QUERY PLAN']).join('\n');
  expect(plan).toMatch(/Index Scan using rule_timers_due/);
  expect(plan).not.toMatch(/Seq Scan on rule_timers/);
  expect(await runDue(desk.p)).toBe(false);
  await sql`delete from rule_timers where ticket_id > 1000000`.execute(desk.db);
});
