import { describe, expect, test } from 'vitest';
import { receive } from './receive.ts';
import { snooze, wake, wakeIfDue, wakeOnAnswer } from './snooze.ts';
import { changeStatus } from './status.ts';
import { aTicket, statuses, statusIn } from './ticket.fixture.ts';

const now = new Date('2026-11-21T12:00:00.000Z');
const until = new Date('2026-11-25T12:00:00.000Z');
const asleep = aTicket({ snoozedUntil: until });
const codeOf = (act: () => unknown): string | undefined => {
  try {
    act();
  } catch (error) {
    return (error as { code: string }).code;
  }
};

describe('a ticket is put to sleep', () => {
  test('until an instant', () => {
    expect(snooze(aTicket(), { until }, now)).toEqual({
      changes: { snoozedUntil: until },
      events: [{ type: 'ticket.snoozed', changes: { snoozedUntil: [null, '2026-11-25T12:00:00.000Z'] } }],
    });
  });

  test('once: the same instant again changes nothing', () => {
    expect(snooze(asleep, { until }, now).events).toEqual([]);
  });

  test.each([
    ['not until a time that is over', aTicket(), now, 'snooze_in_past'],
    ['not for more than a year', aTicket(), new Date('2028-01-01T00:00:00.000Z'), 'snooze_too_long'],
    ['not when it is solved', aTicket({ status: statusIn('solved') }), until, 'ticket_solved'],
    ['not when it is closed', aTicket({ status: statusIn('closed') }), until, 'ticket_closed'],
  ])('%s', (...[, ticket, when, code]) => {
    expect(codeOf(() => snooze(ticket, { until: when }, now))).toBe(code);
  });
});

describe('a ticket wakes', () => {
  test('at its instant and not before', () => {
    expect(wakeIfDue(asleep, new Date(until.getTime() - 1)).events).toEqual([]);
    expect(wakeIfDue(asleep, until)).toMatchObject({
      changes: { snoozedUntil: null },
      events: [{ type: 'ticket.woke', reason: { code: 'snooze_over' } }],
    });
  });

  test('once: who is awake is not woken', () => {
    expect(wake(aTicket()).events).toEqual([]);
    expect(wakeIfDue(aTicket(), until).events).toEqual([]);
  });

  test('when the customer writes, and it is kept until when it would have slept', () => {
    const decision = receive(asleep, { isAutomatic: false, reason: null, statuses }, now);
    expect(decision.events.at(-1)).toMatchObject({
      type: 'ticket.woke',
      reason: { code: 'woken_by_answer', values: { until: '2026-11-25T12:00:00.000Z' } },
    });
  });

  test('not for an out-of-office message', () => {
    expect(wakeOnAnswer(asleep, { isAutomatic: true }).events).toEqual([]);
  });

  test('quietly when it is solved: nobody has to look at it any more', () => {
    const decision = changeStatus(asleep, { to: statusIn('solved') }, now);
    expect(decision.changes.snoozedUntil).toBeNull();
    expect(decision.events.map(({ type }) => type)).toEqual(['ticket.solved']);
  });
});
