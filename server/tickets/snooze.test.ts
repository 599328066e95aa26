import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type Desk, startDesk } from '../../test/server.ts';
import { wakeDueTickets } from './commands/snooze.ts';
import { eventsOf, get, openTicket, patch, write } from './desk.fixture.ts';

let desk: Desk;
beforeAll(async () => {
  desk = await startDesk();
});
afterAll(() => desk.close());

const snooze = (number: number, body: object, agent: 'ana' | 'lia' | 'caio' = 'ana') =>
  desk.as(agent).put(`/api/tickets/${number}/snooze`, body);
const inHours = (hours: number) => new Date(desk.clock.now().getTime() + hours * 3_600_000).toISOString();
const mine = () => openTicket(desk.as('ana'), { team: 'support', assignee: 'me' });
const woken = async (number: number) => (await eventsOf(desk, number)).filter(({ type }) => type === 'ticket.woke');
const news = async (agent: 'ana' | 'rafael') =>
  (await desk.as(agent).get('/api/notifications')).body.notifications.map(
    ({ type, ticket }: { type: string; ticket: { number: number } }) => `${type} ${ticket.number}`,
  );

describe('a snoozed ticket', () => {
  test('sleeps until the time that was chosen, and everybody who sees it sees until when', async () => {
    const number = await mine();
    const until = inHours(4);
    const { status, body } = await snooze(number, { until });
    expect([status, body.ticket.snoozedUntil]).toEqual([200, until]);
    expect((await eventsOf(desk, number)).at(-1)).toMatchObject({
      type: 'ticket.snoozed',
      changes: { snoozedUntil: [null, until] },
    });
  });

  test('sleeps until a time of the agent’s own clock', async () => {
    const number = await mine();
    desk.clock.set(new Date('2026-11-27T15:30:00.000Z'));
    const timeZone = 'America/Sao_Paulo';
    const { body } = await desk.as('ana').get(`/api/tickets/${number}/snooze?timeZone=${timeZone}`);
    expect(body).toEqual({
      timeZone,
      presets: [
        { preset: 'four_hours', at: expect.stringMatching(/^2026-11-27T19:30:/) },
        { preset: 'tomorrow', at: '2026-11-28T12:00:00.000Z' },
        { preset: 'monday', at: '2026-11-30T12:00:00.000Z' },
        { preset: 'next_week', at: '2026-12-04T12:00:00.000Z' },
      ],
    });
    const monday = await snooze(number, { preset: 'monday', timeZone });
    expect(monday.body.ticket.snoozedUntil).toBe('2026-11-30T12:00:00.000Z');
    const chosen = await snooze(number, { local: '2026-12-24T08:15', timeZone });
    expect(chosen.body.ticket.snoozedUntil).toBe('2026-12-24T11:15:00.000Z');
  });

  test.each([
    ['a time that is over', { until: '2020-01-01T09:00:00.000Z' }, 'snooze_in_past'],
    ['two times at once', { preset: 'tomorrow', until: '2027-01-01T09:00:00.000Z' }, 'invalid_request'],
    ['a day that does not exist', { local: '2026-02-31T09:00' }, 'unknown_time'],
    ['a time zone that does not exist', { preset: 'tomorrow', timeZone: 'Mars/Olympus' }, 'unknown_time_zone'],
  ])('is refused %s', async (_name, body, code) => {
    const answer = await snooze(await mine(), body);
    expect([answer.status, answer.body.error.code]).toEqual([400, code]);
  });

  test('is for those who see the ticket and may change it', async () => {
    const number = await openTicket(desk.as('rafael'), { team: 'billing', assignee: 'me' });
    expect((await snooze(number, { preset: 'tomorrow' })).status).toBe(404);
    expect((await snooze(number, { preset: 'tomorrow' }, 'caio')).status).toBe(403);
  });
});

describe('it wakes', () => {
  test('at its instant, once, though two workers look at the same moment, and its agent is told', async () => {
    const number = await mine();
    await snooze(number, { until: inHours(4) });
    desk.clock.advance(4 * 3_600 - 5);
    await wakeDueTickets(desk.p);
    expect(await woken(number)).toEqual([]);

    desk.clock.advance(6);
    await Promise.all([wakeDueTickets(desk.p), wakeDueTickets(desk.p), wakeDueTickets(desk.p)]);
    expect(await woken(number)).toMatchObject([{ reason: { code: 'snooze_over' }, actor_kind: 'system' }]);
    expect(await get(desk.as('ana'), number)).toMatchObject({ snoozedUntil: null, wokenFrom: null });
    await desk.settle();
    expect(await news('ana')).toContain(`ticket.woke ${number}`);
  });

  test('though the desk was down at its instant', async () => {
    const number = await mine();
    await snooze(number, { until: inHours(1) });
    desk.clock.advance(3 * 24 * 3_600);
    await desk.settle();
    expect(await woken(number)).toHaveLength(1);
  });

  test('and tells who sent it to sleep where nobody holds it', async () => {
    const number = await openTicket(desk.as('rafael'), { team: 'support' });
    await desk.as('rafael').put(`/api/tickets/${number}/snooze`, { until: inHours(1) });
    desk.clock.advance(3_601);
    await desk.settle();
    expect(await news('rafael')).toContain(`ticket.woke ${number}`);
  });

  test('by hand', async () => {
    const number = await mine();
    await snooze(number, { until: inHours(4) });
    expect((await desk.as('ana').delete(`/api/tickets/${number}/snooze`)).body.ticket.snoozedUntil).toBeNull();
    expect(await woken(number)).toMatchObject([{ reason: null, actor_kind: 'agent' }]);
  });

  test('when it is solved, and it is not woken again', async () => {
    const number = await mine();
    await snooze(number, { until: inHours(1) });
    expect((await patch(desk.as('ana'), number, { status: 'solved' })).body.ticket.snoozedUntil).toBeNull();
    desk.clock.advance(3_601);
    await desk.settle();
    expect(await woken(number)).toEqual([]);
  });

  test('not by an agent’s own words', async () => {
    const number = await mine();
    await snooze(number, { until: inHours(1) });
    await write(desk.as('ana', 'token'), number, { kind: 'reply', text: 'We look into it.' });
    expect((await get(desk.as('ana'), number)).snoozedUntil).not.toBeNull();
  });
});
