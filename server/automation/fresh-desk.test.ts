import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { type Desk, startDesk } from '../../test/server.ts';
import { mailTalk } from '../inboxes/mail-talk.fixture.ts';
import { ruleTalk } from './desk.fixture.ts';

// What a desk does by itself on its first day, with nothing set: each default works, can be opened, and does nothing when it is off.

let desk: Desk;
beforeAll(async () => {
  desk = await startDesk();
});
afterAll(async () => desk?.close());
beforeEach(() => desk.clock.set(at('2026-11-09T09:00')));

const { admin, open, change, ticket, history } = ruleTalk(() => desk);
const { mail, newest } = mailTalk(() => desk);
const at = (time: string) => new Date(`${time}:00Z`);
const later = async (time: string) => {
  desk.clock.set(at(time));
  await desk.settle();
};

// biome-ignore lint/suspicious/noExplicitAny: what the API answers
async function ruleCalled(kind: 'triggers' | 'automations', name: string): Promise<any> {
  const { rules } = (await admin().get(`/api/${kind}`)).body;
  const rule = rules.find((one: { name: Record<string, string> }) => one.name.en === name);
  expect(rule).toMatchObject({ problem: null, isEnabled: true, name: { 'pt-BR': expect.any(String) } });
  return rule;
}

/** What happens while the rule is off; afterwards it is on again. */
async function whileOff(kind: 'triggers' | 'automations', name: string, happens: () => Promise<void>): Promise<void> {
  const { id } = await ruleCalled(kind, name);
  const turn = async (isEnabled: boolean) => {
    expect((await admin().patch(`/api/${kind}/${id}`, { isEnabled })).status).toBe(200);
    await desk.settle();
  };
  await turn(false);
  await happens();
  await turn(true);
}

describe('the confirmation of a new ticket', () => {
  const name = 'Confirm new tickets';
  const confirmed = async (from: string) => {
    await mail({ from, subject: 'Forno', text: 'O forno parou.' });
    const { deliveries } = (await admin().get(`/api/deliveries?ticket=${await newest()}`)).body;
    return deliveries.map(({ to, isAutomatic }: { to: string[]; isAutomatic: boolean }) => [...to, isAutomatic]);
  };

  test('is a trigger that is on: an inbox that confirms does, and says nothing while the trigger is off', async () => {
    expect(await ruleCalled('triggers', name)).toMatchObject({
      listensTo: ['ticket.opened'],
      actions: [{ action: 'confirm' }],
    });
    expect(await confirmed('mary@northwind.example')).toEqual([]); // this one was not there at the setup: decision 0016
    const inbox = `/api/inboxes/${desk.world.inbox.uuid}`;
    await admin().patch(inbox, { confirmation: { isOn: true, texts: {} } });
    expect(await confirmed('mary@northwind.example')).toEqual([['mary@northwind.example', true]]);
    await whileOff('triggers', name, async () => expect(await confirmed('john@northwind.example')).toEqual([]));
    await admin().patch(inbox, { confirmation: { isOn: false, texts: {} } });
  });
});

describe('the SLA policy', () => {
  const dueAt = async (number: number) => (await ticket(number)).nextDueAt;

  test('promises every ticket an answer, and none while it is off', async () => {
    const { policies } = (await admin().get('/api/sla-policies')).body;
    expect(policies).toMatchObject([
      { name: 'Standard', isEnabled: true, condition: { all: [] }, warnings: [{ minutes: 60 }] },
    ]);
    const number = await open();
    expect(await dueAt(number)).not.toBe(null);
    const url = `/api/sla-policies/${policies[0].id}`;
    expect(policies[0].targets.first_reply).toMatchObject({ critical: { minutes: 60 } });
    await admin().patch(url, { isEnabled: false });
    await desk.settle();
    expect([await dueAt(number), await dueAt(await open())]).toEqual([null, null]);
    await admin().patch(url, { isEnabled: true });
    await desk.settle();
    expect(await dueAt(number)).not.toBe(null);
  });
});

describe('the business hours', () => {
  test('are those of one calendar for all, in the time zone of the company, and what they are decides when a ticket is due', async () => {
    const { businessHours } = (await admin().get('/api/business-hours')).body;
    expect(businessHours).toMatchObject([{ isDefault: true, teams: [], inboxes: [] }]);
    const [{ id, week, timeZone }] = businessHours;
    expect(week.map((day: unknown[]) => day.length)).toEqual([1, 1, 1, 1, 1, 0, 0]);
    const number = await open();
    const before = (await ticket(number)).nextDueAt;
    const evenings = Array.from({ length: 7 }, () => [[600, 1440]]);
    expect((await admin().patch(`/api/business-hours/${id}`, { week: evenings })).status).toBe(200);
    await desk.settle();
    expect((await ticket(number)).nextDueAt).not.toBe(before);
    await admin().patch(`/api/business-hours/${id}`, { week, timeZone });
  });
});

describe('the alert of a critical ticket that nobody has', () => {
  const name = 'Critical and with nobody';
  const toldOf = async (number: number): Promise<string[]> => {
    const { agents } = (await admin().get('/api/agents')).body;
    const nameOf = (id: number) => Object.entries(desk.world.agents).find(([, agent]) => agent.id === id)?.[1].uuid;
    const rows = await desk.db
      .selectFrom('events')
      .innerJoin('tickets', 'tickets.id', 'events.ticket_id')
      .select('details')
      .where('number', '=', number)
      .where('type', '=', 'agent.notified')
      .execute();
    return rows
      .map(({ details }) => nameOf((details as { agentId: number }).agentId))
      .map((uuid) => agents.find((agent: { id: string }) => agent.id === uuid).name)
      .toSorted();
  };
  const critical = { priority: 'critical' };

  test('comes after ten minutes, to its team', async () => {
    const number = await open({ ...critical, team: 'support' });
    await later('2026-11-09T09:09');
    expect(await toldOf(number)).toEqual([]);
    await later('2026-11-09T09:11');
    const { members } = (await admin().get('/api/teams')).body.teams.find(
      ({ name: team }: { name: string }) => team === 'Support',
    );
    expect(await toldOf(number)).toEqual(members.map((member: { name: string }) => member.name).toSorted());
    await later('2026-11-09T12:00');
    expect((await history(number)).filter(({ type }: { type: string }) => type === 'agent.notified')).toHaveLength(
      members.length,
    );
  });

  test('goes to the owner and the admins where it is in no team', async () => {
    const number = await open(critical);
    await later('2026-11-09T09:11');
    expect(await toldOf(number)).toEqual(['Adão Reis', 'Olívia Prado']);
  });

  test('does not come for one that somebody took, for others, or while it is off', async () => {
    const taken = await open(critical);
    await change(taken, { assignee: desk.world.agents.ana.uuid });
    const usual = await open();
    await whileOff('automations', name, async () => {
      const number = await open(critical);
      await later('2026-11-09T09:30');
      for (const one of [taken, usual, number]) expect(await toldOf(one)).toEqual([]);
    });
  });
});

describe('solved tickets', () => {
  const statusOf = async (number: number) => (await ticket(number)).statusCategory;
  const solved = async () => {
    const number = await open();
    await change(number, { status: 'solved' });
    return number;
  };

  test('are closed four days after they were solved', async () => {
    const number = await solved();
    await later('2026-11-13T08:59');
    expect(await statusOf(number)).toBe('solved');
    await later('2026-11-13T09:01');
    expect(await statusOf(number)).toBe('closed');
  });

  test('stay solved while that is off', async () => {
    await whileOff('automations', 'Close solved tickets', async () => {
      const number = await solved();
      await later('2026-11-30T09:00');
      expect(await statusOf(number)).toBe('solved');
    });
  });
});
