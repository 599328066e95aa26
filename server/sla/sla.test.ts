import { sql } from 'kysely';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { type Desk, startDesk } from '../../test/server.ts';
import { transaction } from '../platform/database/database.ts';
import { newId } from '../platform/ids.ts';
import { applyPolicy } from './commands/apply-policy.ts';
import { beginClocks, tellDueClocks } from './commands/keep-clocks.ts';

let desk: Desk;
beforeAll(async () => {
  desk = await startDesk();
  await desk.as('olivia').patch('/api/settings', { timeZone: 'America/Sao_Paulo' });
});
afterAll(async () => desk?.close());

/** The clock goes on while a test runs: to the minute is enough. */
const minute = (at: Date | string | null) => at && new Date(at).toISOString().slice(0, 16);

/** Monday the second of November 2026 was a holiday; the week after begins on the ninth. */
const monday = (time: string) => new Date(`2026-11-09T${time}-03:00`);
beforeEach(() => desk.clock.set(monday('09:00')));

const admin = () => desk.as('adao');
const carla = { email: 'carla@padariacentral.example' };

async function open(fields: Record<string, unknown> = {}): Promise<number> {
  const message = { text: 'O forno parou.' };
  const body = { subject: 'Forno', requester: carla, message, ...fields };
  const answer = await desk.as('ana', 'token').post('/api/tickets', body);
  expect(answer.status).toBe(201);
  await desk.settle();
  return answer.body.ticket.number;
}

async function slaOf(number: number) {
  const { status, body } = await desk.as('ana').get(`/api/tickets/${number}/sla`);
  expect(status).toBe(200);
  return body.sla;
}

const clocksOf = async (number: number) =>
  Object.fromEntries(
    (await slaOf(number)).clocks.map((clock: { metric: string; state: string; dueAt: string | null }) => [
      clock.metric,
      [clock.state, minute(clock.dueAt)],
    ]),
  );
const dueAtOf = async (number: number) =>
  minute((await desk.as('ana').get(`/api/tickets/${number}`)).body.ticket.nextDueAt);
const change = async (number: number, fields: Record<string, unknown>) => {
  const { version } = (await desk.as('ana').get(`/api/tickets/${number}`)).body.ticket;
  expect((await desk.as('ana').patch(`/api/tickets/${number}`, { version, ...fields })).status).toBe(200);
  await desk.settle();
};
const historyOf = async (number: number): Promise<string[]> =>
  (await desk.as('ana').get(`/api/tickets/${number}/history`)).body.history.map(({ type }: { type: string }) => type);

describe('a fresh desk', () => {
  test('promises an answer within a working day, and lists say when it is due', async () => {
    const number = await open();
    expect(await clocksOf(number)).toMatchObject({
      first_reply: ['running', minute(monday('17:00'))],
      resolution: ['running', '2026-11-13T16:00'],
    });
    expect(await dueAtOf(number)).toBe(minute(monday('17:00')));
    expect(await slaOf(number)).toMatchObject({
      policy: { name: 'Standard' },
      businessHours: { timeZone: 'America/Sao_Paulo' },
      ledger: [
        { what: 'started', metric: 'first_reply' },
        { what: 'started', metric: 'resolution' },
      ],
    });
  });
});

describe('the clocks of a ticket', () => {
  test('end with the reply and the solution, rest while the customer is waited for, and go on when they answer', async () => {
    const number = await open();
    desk.clock.set(monday('11:00'));
    const reply = { kind: 'reply', text: 'Já vamos ver.', status: 'pending' };
    expect((await desk.as('ana', 'token').post(`/api/tickets/${number}/messages`, reply)).status).toBe(201);
    await desk.settle();
    expect(await clocksOf(number)).toMatchObject({ first_reply: ['met', minute(monday('17:00'))] });
    expect((await clocksOf(number)).resolution).toEqual(['paused', null]);
    expect(await dueAtOf(number)).toBe(null);

    desk.clock.set(new Date('2026-11-10T09:00-03:00'));
    await change(number, { status: 'open' });
    expect(await dueAtOf(number)).toBe('2026-11-16T14:00');
    await change(number, { status: 'solved' });
    expect((await clocksOf(number)).resolution?.[0]).toBe('met');
    expect(await dueAtOf(number)).toBe(null);
  });

  test('follow the priority, and leave the version of the ticket alone', async () => {
    const number = await open();
    await change(number, { priority: 'critical' });
    expect(await dueAtOf(number)).toBe(minute(monday('10:00')));
    expect((await desk.as('ana').get(`/api/tickets/${number}`)).body.ticket.version).toBe(2);
  });

  test('are shown to nobody who may not see the ticket', async () => {
    const number = await open();
    expect((await desk.as('lia').get(`/api/tickets/${number}/sla`)).status).toBe(404);
    expect((await desk.visitor.get(`/api/tickets/${number}/sla`)).status).toBe(401);
  });
});

describe('what clocks say by themselves', () => {
  test('a warning an hour before and the breach at its time, each once, also for a desk that slept', async () => {
    const number = await open();
    const told = async () => (await historyOf(number)).filter((type) => type.startsWith('sla.')).toReversed();
    desk.clock.set(monday('15:59'));
    await desk.settle();
    expect(await told()).toEqual([]);
    desk.clock.set(monday('16:01'));
    await desk.settle();
    await desk.settle();
    expect(await told()).toEqual(['sla.warned']);
    desk.clock.set(monday('20:00'));
    await desk.settle();
    await desk.settle();
    expect(await told()).toEqual(['sla.warned', 'sla.breached']);
    expect(minute((await slaOf(number)).clocks[0].breachedAt)).toBe(minute(monday('17:00')));

    const slept = await open({ subject: 'Outro forno' });
    desk.clock.set(new Date('2026-11-12T12:00-03:00'));
    await desk.settle();
    expect((await historyOf(slept)).filter((type) => type.startsWith('sla.'))).toEqual(['sla.breached']);
  });

  test('nothing of a promise that was kept meanwhile', async () => {
    const number = await open();
    desk.clock.set(monday('20:00'));
    const reply = { kind: 'reply', text: 'Pronto.', status: 'solved' };
    await desk.as('ana', 'token').post(`/api/tickets/${number}/messages`, reply);
    await desk.settle();
    expect((await historyOf(number)).filter((type) => type.startsWith('sla.'))).toEqual([]);
  });

  test('two workers at once tell it once', async () => {
    const number = await open();
    desk.clock.set(monday('20:00'));
    await Promise.all([tellDueClocks(desk.p), tellDueClocks(desk.p), tellDueClocks(desk.p)]);
    await desk.settle();
    expect((await historyOf(number)).filter((type) => type.startsWith('sla.'))).toEqual(['sla.breached']);
  });
});

test('a desk that had tickets before it had clocks gives them some when it starts', async () => {
  const number = await open();
  await desk.db.deleteFrom('sla_clocks').execute();
  await desk.db.deleteFrom('sla_tickets').execute();
  await desk.db
    .updateTable('tickets')
    .set({ next_due_at: 'infinity' as unknown as Date })
    .where('number', '=', number)
    .execute();
  await beginClocks(desk.p);
  await desk.settle();
  expect(await dueAtOf(number)).toBe(minute(monday('17:00')));
  await beginClocks(desk.p);
  const { rows } = await sql`select from graphile_worker.jobs where task_identifier = 'recompute-sla'`.execute(desk.db);
  expect(rows).toEqual([]);
});

describe('an admin', () => {
  const week = (from: number, to: number) => [...Array.from({ length: 5 }, () => [[from, to]]), [], []];

  test('gives a team hours of its own, and open tickets follow', async () => {
    const number = await open({ team: 'support' });
    const body = {
      name: 'Night shift',
      timeZone: 'America/Sao_Paulo',
      week: week(720, 1200),
      teams: [desk.world.teams.support.uuid],
    };
    const made = await admin().post('/api/business-hours', body);
    expect(made.status).toBe(201);
    await desk.settle();
    expect(await dueAtOf(number)).toBe(minute(monday('20:00')));
    expect((await historyOf(number))[0]).toBe('sla.recomputed');

    const holidays = [{ date: '2026-11-09', name: 'Feriado', hours: [] }];
    const url = `/api/business-hours/${made.body.businessHours.id}`;
    expect((await admin().patch(url, { holidays })).body.businessHours.holidays).toEqual(holidays);
    await desk.settle();
    expect(await dueAtOf(number)).toBe('2026-11-10T23:00');
    expect((await admin().delete(url)).status).toBe(204);
    await desk.settle();
    expect(await dueAtOf(number)).toBe(minute(monday('17:00')));
  });

  test('promises more to some, by a condition, and puts that policy first', async () => {
    const number = await open();
    const targets = { first_reply: { medium: { minutes: 30, hours: 'calendar' } } };
    const condition = { all: [{ field: 'organization_is_vip', op: 'is', value: true }] };
    const made = await admin().post('/api/sla-policies', { name: 'VIP', condition, targets });
    expect(made.body.policy).toMatchObject({ name: 'VIP', isEnabled: true, pausesIn: ['pending', 'on_hold'] });
    await desk.settle();
    expect((await slaOf(number)).policy.name).toBe('Standard');

    const { policies } = (await admin().get('/api/sla-policies')).body;
    const order = (ids: string[]) => admin().put('/api/sla-policies/order', { policies: ids });
    expect((await order([policies[1].id, newId()])).status).toBe(404);
    expect((await order([made.body.policy.id])).body.policies.map(({ name }: { name: string }) => name)).toEqual([
      'VIP',
      'Standard',
    ]);
    await desk.settle();
    expect((await slaOf(number)).policy.name).toBe('VIP');
    expect(await clocksOf(number)).toEqual({ first_reply: ['running', minute(monday('09:30'))] });

    const url = `/api/sla-policies/${made.body.policy.id}`;
    expect((await admin().patch(url, { isEnabled: false })).body.policy.isEnabled).toBe(false);
    await desk.settle();
    expect((await slaOf(number)).policy.name).toBe('Standard');
    expect((await admin().delete(url)).status).toBe(204);
  });

  test('is refused what cannot be, and nobody else may', async () => {
    const hours = { name: 'x', week: week(540, 1080) };
    expect((await admin().post('/api/business-hours', { ...hours, timeZone: 'Mars/Olympus' })).status).toBe(400);
    expect((await admin().post('/api/business-hours', { ...hours, week: week(1080, 540) })).status).toBe(400);
    const nobodys = { ...hours, teams: ['01930000-0000-7000-8000-00000000dead'] };
    expect((await admin().post('/api/business-hours', nobodys)).body.error.code).toBe('unknown_reference');
    expect((await desk.as('ana').get('/api/business-hours')).status).toBe(403);
    const fresh = (await admin().get('/api/business-hours')).body.businessHours[0];
    expect((await admin().delete(`/api/business-hours/${fresh.id}`)).body.error.code).toBe('default_business_hours');
    const wrong = { name: 'x', targets: {}, condition: { field: 'mood', op: 'is', value: 'good' } };
    expect((await admin().post('/api/sla-policies', wrong)).body.error.code).toBe('condition_invalid');
    expect((await desk.as('ana').post('/api/sla-policies', { name: 'x', targets: {} })).status).toBe(403);
  });

  test('leaves an audit entry with each change', async () => {
    const { entries } = (await admin().get('/api/audit')).body;
    const actions = entries.map(({ action }: { action: string }) => action);
    expect(actions).toEqual(
      expect.arrayContaining([
        'business_hours.added',
        'business_hours.changed',
        'sla_policy.added',
        'sla_policies.ordered',
      ]),
    );
  });
});

describe('a policy given to a ticket', () => {
  const rule = { kind: 'rule' as const, id: 1, depth: 1, chain: [1] };
  async function give(number: number, policy: string | null) {
    const { id } = await desk.db
      .selectFrom('tickets')
      .select('id')
      .where('number', '=', number)
      .executeTakeFirstOrThrow();
    await transaction(desk.db, (tx) => applyPolicy(tx, desk.p, { ticketId: id, actor: rule, policy }));
    await desk.settle();
  }

  test('counts before the conditions, from the beginning, until it is taken away or switched off', async () => {
    const targets = { first_reply: { medium: { minutes: 60, hours: 'business' } } };
    const never = { any: [] };
    const { policy } = (await admin().post('/api/sla-policies', { name: 'Gold', condition: never, targets })).body;
    const number = await open();
    await give(number, policy.id);
    expect((await slaOf(number)).policy).toEqual({ id: policy.id, name: 'Gold', by: 'rule' });
    expect(await dueAtOf(number)).toBe(minute(monday('10:00')));
    expect(await historyOf(number)).toContain('sla.applied');
    await give(number, policy.id);
    expect((await historyOf(number)).filter((type) => type === 'sla.applied')).toHaveLength(1);

    await admin().patch(`/api/sla-policies/${policy.id}`, { isEnabled: false });
    await desk.settle();
    expect((await slaOf(number)).policy).toMatchObject({ name: 'Standard', by: 'condition' });
    await admin().patch(`/api/sla-policies/${policy.id}`, { isEnabled: true });
    await give(number, null);
    expect((await slaOf(number)).policy.name).toBe('Standard');
    expect(await dueAtOf(number)).toBe(minute(monday('17:00')));

    await give(number, policy.id);
    expect((await admin().delete(`/api/sla-policies/${policy.id}`)).status).toBe(204);
    await desk.settle();
    expect(await dueAtOf(number)).toBe(minute(monday('17:00')));
    await expect(give(number, policy.id)).rejects.toMatchObject({ code: 'sla_policy_not_found' });
  });
});

test('a topic may have a policy of its own: it counts before the conditions and after a rule', async () => {
  const targets = { first_reply: { medium: { minutes: 120, hours: 'business' } } };
  const { policy } = (await admin().post('/api/sla-policies', { name: 'Billing', condition: { any: [] }, targets }))
    .body;
  const row = await desk.db
    .selectFrom('sla_policies')
    .select('id')
    .where('uuid', '=', policy.id)
    .executeTakeFirstOrThrow();
  const topic = await desk.db.selectFrom('topics').select(['id', 'uuid']).limit(1).executeTakeFirstOrThrow();
  await desk.db.updateTable('topics').set({ sla_policy_id: row.id }).where('id', '=', topic.id).execute();
  const number = await open({ topic: topic.uuid });
  expect((await slaOf(number)).policy).toMatchObject({ name: 'Billing', by: 'topic' });
  expect(await dueAtOf(number)).toBe(minute(monday('11:00')));
  await change(number, { topic: null });
  expect((await slaOf(number)).policy).toMatchObject({ name: 'Standard', by: 'condition' });
  await admin().delete(`/api/sla-policies/${policy.id}`);
  await desk.settle();
});

test('several warnings of a promise are told one by one, at percentages too', async () => {
  const { id } = (await admin().get('/api/sla-policies')).body.policies.at(-1);
  await admin().patch(`/api/sla-policies/${id}`, { warnings: [{ percent: 50 }, { minutes: 60 }] });
  const number = await open();
  const told = async () => (await historyOf(number)).filter((type) => type === 'sla.warned').length;
  for (const [time, count] of [
    ['12:59', 0],
    ['13:01', 1],
    ['15:30', 1],
    ['16:01', 2],
  ] as const) {
    desk.clock.set(monday(time));
    await desk.settle();
    expect([time, await told()]).toEqual([time, count]);
  }
  for (const warnings of [[{ percent: 100 }], [{ minutes: 0 }], [{ minutes: 5, percent: 5 }]]) {
    expect((await admin().patch(`/api/sla-policies/${id}`, { warnings })).status).toBe(400);
  }
});

test('while nothing is due the timers look at an index and nothing else', async () => {
  await sql`insert into sla_clocks (ticket_id, metric, started_at, target, is_paused, timer_at)
    select (select min(id) from tickets), 'next_reply', now() + each * interval '1 second', '{}', false, now() + interval '1 year'
    from generate_series(1, 5000) each`.execute(desk.db);
  await sql`analyze sla_clocks`.execute(desk.db);
  const { rows } = await sql<{ 'QUERY PLAN': string }>`explain (analyze, buffers)
    select ticket_id from sla_clocks where timer_at < ${new Date('2026-01-01')} order by timer_at limit 50`.execute(
    desk.db,
  );
  const plan = rows.map((row) => row['QUERY PLAN']).join('\n');
  expect(plan).toContain('sla_clocks_timers');
  expect(plan).not.toContain('Seq Scan');
  expect(Number(/Buffers: shared hit=(\d+)/.exec(plan)?.[1])).toBeLessThan(10);
});
