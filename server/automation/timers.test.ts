import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { type Desk, startDesk } from '../../test/server.ts';
import { runDue } from './commands/run-due.ts';
import { ruleTalk, set } from './desk.fixture.ts';

// What automations wait for follows whatever it depends on: the promise, whose ticket it is, when the desk is open.

let desk: Desk;
beforeAll(async () => {
  desk = await startDesk();
});
afterAll(async () => desk?.close());

const { admin, make, open, change, ticket } = ruleTalk(() => desk);
const at = (time: string) => new Date(`2026-11-09T${time}:00Z`);
const hours = (count: number) => ({ minutes: count * 60, hours: 'calendar' });

let policyUrl: string;
const promise = async (policy: Record<string, unknown>) => {
  expect((await admin().patch(policyUrl, policy)).status).toBe(200);
  await desk.settle();
};
const northwind = (fields: Record<string, unknown>) =>
  changed(`/api/organizations/${desk.world.organizations.northwind.uuid}`, fields);
const changed = async (url: string, fields: Record<string, unknown>) => {
  expect((await admin().patch(url, fields)).status).toBe(200);
  await desk.settle();
};

beforeEach(async () => {
  desk.clock.set(at('09:00'));
  const { rules } = (await admin().get('/api/automations')).body;
  for (const { id } of rules) await admin().delete(`/api/automations/${id}`);
  policyUrl = `/api/sla-policies/${(await admin().get('/api/sla-policies')).body.policies.at(-1).id}`;
  await promise({ condition: { all: [] }, targets: { first_reply: { medium: hours(4), high: hours(2) } } });
});
afterEach(() => northwind({ isVip: false }));

const byMary = { requester: { email: 'mary@northwind.example' } };
const note = [set('add_note', { text: 'Look!' })];
const dueInAnHour = { field: 'next_due_at', op: 'hours_until_less_than', value: 1 };
const later = async (time: string) => {
  desk.clock.set(at(time));
  await desk.settle();
};
const hasActed = async (number: number) => (await ticket(number)).messageCount > 1;
/** When the ticket's only automation looks at it, to the minute. */
async function timerOf(number: number): Promise<string | null> {
  const row = await desk.db
    .selectFrom('rule_timers')
    .innerJoin('tickets', 'tickets.id', 'rule_timers.ticket_id')
    .select('at')
    .where('number', '=', number)
    .executeTakeFirst();
  return row?.at?.toISOString().slice(11, 16) ?? null;
}

describe('an hour before a ticket is due', () => {
  beforeEach(async () => {
    await make('automations', { condition: dueInAnHour, actions: note });
  });

  test('is known as soon as the ticket came in', async () => {
    const number = await open();
    expect(await timerOf(number)).toBe('12:00');
    await later('11:59');
    expect(await hasActed(number)).toBe(false);
    await later('12:01');
    expect(await hasActed(number)).toBe(true);
  });

  test('moves with a new policy', async () => {
    const number = await open();
    await promise({ targets: { first_reply: { medium: hours(3) } } });
    expect(await timerOf(number)).toBe('11:00');
    await promise({ targets: {} });
    expect(await timerOf(number)).toBe(null);
  });

  test('moves with the priority', async () => {
    const number = await open();
    await change(number, { priority: 'high' });
    expect(await timerOf(number)).toBe('10:00');
  });

  test('moves with the business hours', async () => {
    await promise({ targets: { first_reply: { medium: { minutes: 240, hours: 'business' } } } });
    const number = await open();
    const { businessHours } = (await admin().get('/api/business-hours')).body;
    const { id, week, timeZone } = businessHours[0];
    const everyDay = (from: number, to: number) => Array.from({ length: 7 }, () => [[from, to]]);
    await changed(`/api/business-hours/${id}`, { timeZone: 'UTC', week: everyDay(600, 1200) });
    expect(await timerOf(number)).toBe('13:00');
    await changed(`/api/business-hours/${id}`, { timeZone, week });
  });

  test('moves with the VIP flag of the organization, where the policy is for VIPs', async () => {
    const condition = { all: [{ field: 'organization_is_vip', op: 'is', value: true }] };
    await promise({ condition });
    const number = await open(byMary);
    expect(await timerOf(number)).toBe(null);
    await northwind({ isVip: true });
    expect(await timerOf(number)).toBe('12:00');
    await northwind({ isVip: false });
    expect(await timerOf(number)).toBe(null);
  });

  test('comes once, whoever looks, and though the promise moved back and forth', async () => {
    const number = await open();
    await promise({ targets: { first_reply: { medium: hours(3) } } });
    desk.clock.set(at('11:30'));
    await Promise.all([runDue(desk.p), runDue(desk.p), desk.settle(), runDue(desk.p)]);
    await desk.settle();
    expect((await ticket(number)).messageCount).toBe(2);
    await promise({ targets: { first_reply: { medium: { minutes: 170, hours: 'calendar' } } } });
    await later('11:50');
    expect((await ticket(number)).messageCount).toBe(2);
  });
});

describe('what is asked of people', () => {
  const anHourOld = { field: 'created_at', op: 'hours_since_more_than', value: 1 };
  const waiting = (field: string, op: string, value: unknown) => ({ all: [{ field, op, value }, anHourOld] });

  test('a customer who becomes a VIP is waited for, and no longer once they are none', async () => {
    await make('automations', { condition: waiting('organization_is_vip', 'is', true), actions: note });
    const [hers, other] = [await open(byMary), await open()];
    await later('09:30');
    expect(await timerOf(hers)).toBe(null);
    await northwind({ isVip: true });
    expect([await timerOf(hers), await timerOf(other)]).toEqual(['10:00', '10:00']);
    await northwind({ isVip: false });
    expect(await timerOf(hers)).toBe(null);
    await northwind({ isVip: true });
    await later('10:01');
    expect(await hasActed(hers)).toBe(true);
  });

  test('a change of the requester counts for their tickets', async () => {
    await make('automations', { condition: waiting('requester_name', 'contains', 'director'), actions: note });
    const number = await open(byMary);
    const { contacts } = (await admin().get('/api/contacts?q=mary')).body;
    await changed(`/api/contacts/${contacts[0].id}`, { name: 'Mary, Director' });
    await later('10:01');
    expect(await hasActed(number)).toBe(true);
  });

  const person = async (name: string, email: string) => {
    const body = { name, identities: [{ kind: 'email', value: email }] };
    return (await admin().post('/api/contacts', body)).body.contact.id;
  };

  test('what a contact becomes by a merge counts for the tickets they had, and no longer once it is undone', async () => {
    await make('automations', { condition: waiting('requester_name', 'contains', 'president'), actions: note });
    const kept = await person('Ida', 'ida@northwind.example');
    const number = await open({ requester: { email: 'ida@northwind.example' } });
    await desk.settle();
    expect(await timerOf(number)).toBe(null);
    const other = await person('Ida, President', 'ida@home.example');
    await admin().post(`/api/contacts/${kept}/merges`, { other, take: ['name'] });
    await desk.settle();
    expect(await timerOf(number)).toBe('10:00');
    await admin().delete(`/api/merged-contacts/${other}`);
    await desk.settle();
    expect(await timerOf(number)).toBe(null);
  });

  test('a promise that asks for the requester follows what is known of them', async () => {
    await promise({ condition: { all: [{ field: 'requester_name', op: 'contains', value: 'gold' }] } });
    await make('automations', { condition: dueInAnHour, actions: note });
    const id = await person('Otto', 'otto@northwind.example');
    const number = await open({ requester: { email: 'otto@northwind.example' } });
    await desk.settle();
    expect([(await ticket(number)).nextDueAt, await timerOf(number)]).toEqual([null, null]);
    await changed(`/api/contacts/${id}`, { name: 'Otto (gold)' });
    expect([(await ticket(number)).nextDueAt.slice(11, 16), await timerOf(number)]).toEqual(['13:00', '12:00']);
  });

  test('hours of work are counted anew when the desk is open at other times', async () => {
    await make('automations', { condition: { ...anHourOld, op: 'business_hours_since_more_than' }, actions: note });
    const { id, week, timeZone } = (await admin().get('/api/business-hours')).body.businessHours[0];
    const closed = Array.from({ length: 7 }, () => []);
    await changed(`/api/business-hours/${id}`, { timeZone: 'UTC', week: closed });
    const number = await open();
    expect(await timerOf(number)).toBe(null);
    await changed(`/api/business-hours/${id}`, { week: closed.map(() => [[480, 1200]]) });
    expect(await timerOf(number)).toBe('10:00');
    await changed(`/api/business-hours/${id}`, { timeZone, week });
  });
});
