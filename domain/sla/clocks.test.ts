import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { businessTimeBetween } from '../business-hours/business-time.ts';
import type { Calendar, Hours } from '../business-hours/calendar.ts';
import { priorities, statusCategories } from '../tickets/ticket.ts';
import { slaClocks } from './clocks.ts';
import type { SlaMoment } from './history.ts';
import type { SlaMetric, SlaPromises, SlaTarget } from './policy.ts';

const nineToSix: readonly Hours[] = [[540, 1080]];
const calendar: Calendar = {
  timeZone: 'America/Sao_Paulo',
  week: [nineToSix, nineToSix, nineToSix, nineToSix, nineToSix, [], []],
  exceptions: { '2026-11-20': [] },
};
const hours = (count: number, kind: SlaTarget['hours'] = 'business'): SlaTarget => ({
  minutes: count * 60,
  hours: kind,
});
const promises: SlaPromises = {
  targets: {
    first_reply: { critical: hours(1, 'calendar'), high: hours(2), medium: hours(4), low: hours(9) },
    next_reply: { critical: hours(1, 'calendar'), high: hours(2), medium: hours(4) },
    resolution: { critical: hours(4), high: hours(9), medium: hours(18), low: hours(45) },
  },
  pausesIn: ['pending', 'on_hold'],
};

/** An instant of November 2026 in São Paulo: '16 09:30' is Monday the sixteenth, half past nine. */
const at = (day: string) => new Date(`2026-11-${day.replace(' ', 'T')}-03:00`);
const opened = (day: string, priority: (typeof priorities)[number] = 'medium'): SlaMoment => ({
  at: at(day),
  what: 'opened',
  category: 'new',
  priority,
  byCustomer: true,
});
const wrote = (day: string): SlaMoment => ({ at: at(day), what: 'customer_wrote' });
const replied = (day: string): SlaMoment => ({ at: at(day), what: 'agent_replied' });
const turned = (day: string, to: (typeof statusCategories)[number]): SlaMoment => ({
  at: at(day),
  what: 'status_changed',
  to,
});
const became = (day: string, to: (typeof priorities)[number]): SlaMoment => ({
  at: at(day),
  what: 'priority_changed',
  to,
});
const took = (day: string, since: string): SlaMoment => ({ at: at(day), what: 'took_in', since: at(since) });

function clocksOf(
  history: SlaMoment[],
  now: string,
  given: Partial<{ promises: SlaPromises; calendar: Calendar }> = {},
) {
  return slaClocks({ history, promises, calendar, now: at(now), ...given });
}

/** How a clock stands, in a word and its due time. */
function standing(history: SlaMoment[], now: string, metric: SlaMetric): string {
  const clock = clocksOf(history, now).clocks.findLast((one) => one.metric === metric);
  if (!clock) return 'none';
  const state = clock.end?.how ?? (clock.isPaused ? 'paused' : 'running');
  const due = clock.dueAt?.toISOString() === undefined ? '' : ` until ${local(clock.dueAt)}`;
  return `${state}${due}${clock.breachedAt ? ', breached' : ''}`;
}

function local(date: Date): string {
  return new Date(date.getTime() - 3 * 3_600_000).toISOString().slice(8, 16).replace('T', ' ');
}

describe('the first reply', () => {
  test.each<[string, SlaMoment[], string, string]>([
    [
      'to a mail of Monday morning is due four working hours later',
      [opened('16 09:00')],
      '16 10:00',
      'running until 16 13:00',
    ],
    [
      'to a mail of Friday evening is due on the next working day',
      [opened('13 17:00')],
      '13 18:00',
      'running until 16 12:00',
    ],
    ['steps over a holiday', [opened('19 17:00')], '19 18:00', 'running until 23 12:00'],
    [
      'to something critical is due in an hour, at night too',
      [opened('15 03:00', 'critical')],
      '15 03:30',
      'running until 15 04:00',
    ],
    ['given in time keeps the promise', [opened('16 09:00'), replied('16 12:00')], '20 09:00', 'met until 16 13:00'],
    ['given late keeps it late', [opened('16 09:00'), replied('16 14:00')], '20 09:00', 'met until 16 13:00, breached'],
    ['not given is late once its time is up', [opened('16 09:00')], '16 13:01', 'running until 16 13:00, breached'],
    ['is not late at the very instant', [opened('16 09:00')], '16 13:00', 'running until 16 13:00'],
    [
      'does not start again when the customer writes twice',
      [opened('16 09:00'), wrote('16 12:00')],
      '16 12:30',
      'running until 16 13:00',
    ],
    [
      'does not rest while the ticket is pending',
      [opened('16 09:00'), turned('16 10:00', 'pending')],
      '16 11:00',
      'running until 16 13:00',
    ],
    [
      'is given up when the ticket is solved without one',
      [opened('16 09:00'), turned('16 10:00', 'solved')],
      '16 11:00',
      'dropped until 16 13:00',
    ],
    [
      'takes a new promise with a new priority',
      [opened('16 09:00'), became('16 10:00', 'high')],
      '16 10:30',
      'running until 16 11:00',
    ],
    [
      'is late at once where the stricter promise has passed already',
      [opened('16 09:00'), became('16 12:00', 'high')],
      '16 12:01',
      'running until 16 11:00, breached',
    ],
    [
      'that was given is judged by the priority of then',
      [opened('16 09:00'), replied('16 12:00'), became('16 12:30', 'critical')],
      '16 13:00',
      'met until 16 13:00',
    ],
    [
      'has the whole time again for who takes over',
      [opened('16 09:00'), { at: at('16 12:00'), what: 'handed_over' }],
      '16 12:30',
      'running until 16 16:00',
    ],
    [
      'is given up when its ticket is merged',
      [opened('16 09:00'), { at: at('16 10:00'), what: 'merged' }],
      '16 11:00',
      'dropped until 16 13:00',
    ],
    [
      'counts from an older message that came by a merge, in the hours of this ticket',
      [opened('16 11:00'), took('16 12:00', '13 17:00')],
      '16 11:30',
      'running until 16 12:00',
    ],
    [
      'is late at once where who came by a merge waits too long already',
      [opened('16 11:00'), took('16 12:30', '13 17:00')],
      '16 12:31',
      'running until 16 12:00, breached',
    ],
    [
      'counts as before where who came by a merge wrote later',
      [opened('16 09:00'), took('16 12:00', '16 11:00')],
      '16 12:30',
      'running until 16 13:00',
    ],
  ])('%s', (...[, history, now, expected]) => {
    expect(standing(history, now, 'first_reply')).toBe(expected);
  });

  test('is not owed for a ticket an agent opened', () => {
    const byAgent: SlaMoment = {
      at: at('16 09:00'),
      what: 'opened',
      category: 'open',
      priority: 'medium',
      byCustomer: false,
    };
    expect(standing([byAgent], '16 10:00', 'first_reply')).toBe('none');
    expect(standing([byAgent, wrote('16 10:00')], '16 10:00', 'next_reply')).toBe('running until 16 14:00');
  });
});

describe('each later reply', () => {
  const answered = [opened('16 09:00'), replied('16 10:00')];
  test.each<[string, SlaMoment[], string, string]>([
    ['is not owed before the customer wrote again', answered, '16 11:00', 'none'],
    [
      'is due from the oldest unanswered message',
      [...answered, wrote('16 11:00'), wrote('16 14:00')],
      '16 14:30',
      'running until 16 15:00',
    ],
    ['ends with the answer', [...answered, wrote('16 11:00'), replied('16 12:00')], '16 14:30', 'met until 16 15:00'],
    [
      'starts anew with the next message',
      [...answered, wrote('16 11:00'), replied('16 12:00'), wrote('17 09:00')],
      '17 09:00',
      'running until 17 13:00',
    ],
    [
      'is owed when a solved ticket is reopened',
      [...answered, turned('16 11:00', 'solved'), wrote('17 09:00'), turned('17 09:00', 'open')],
      '17 09:30',
      'running until 17 13:00',
    ],
    [
      'is owed to a customer who came by a merge, since they wrote',
      [...answered, took('16 14:00', '16 12:30')],
      '16 15:00',
      'running until 16 16:30',
    ],
    [
      'is not promised to low priority',
      [opened('16 09:00', 'low'), replied('16 10:00'), wrote('16 11:00')],
      '16 12:00',
      'none',
    ],
    [
      'counts from the message when a priority that promises it comes later',
      [opened('16 09:00', 'low'), replied('16 10:00'), wrote('16 11:00'), became('16 12:00', 'medium')],
      '16 12:30',
      'running until 16 15:00',
    ],
  ])('%s', (...[, history, now, expected]) => {
    expect(standing(history, now, 'next_reply')).toBe(expected);
  });
});

describe('the resolution', () => {
  const waiting = [opened('16 09:00'), replied('16 10:00'), turned('16 11:00', 'pending')];
  test.each<[string, SlaMoment[], string, string]>([
    ['is due after two working days', [opened('16 09:00')], '16 10:00', 'running until 17 18:00'],
    ['rests while the ticket waits for the customer', waiting, '18 09:00', 'paused'],
    [
      'goes on with the time that was left',
      [...waiting, turned('18 09:00', 'open')],
      '18 10:00',
      'running until 19 16:00',
    ],
    [
      'ends when the ticket is solved',
      [opened('16 09:00'), turned('17 09:00', 'solved')],
      '19 09:00',
      'met until 17 18:00',
    ],
    [
      'is late when solved too late',
      [opened('16 09:00'), turned('18 09:30', 'solved')],
      '19 09:00',
      'met until 17 18:00, breached',
    ],
    [
      'goes on when the ticket is reopened',
      [opened('16 09:00'), turned('16 18:00', 'solved'), turned('18 09:00', 'open')],
      '18 10:00',
      'running until 18 18:00',
    ],
    [
      'that was late stays late while it rests',
      [opened('16 09:00'), turned('18 10:00', 'on_hold')],
      '19 10:00',
      'paused until 17 18:00, breached',
    ],
    [
      'counts nothing for a ticket that came solved',
      [{ ...opened('16 09:00'), category: 'solved' } as SlaMoment],
      '18 10:00',
      'none',
    ],
  ])('%s', (...[, history, now, expected]) => {
    expect(standing(history, now, 'resolution')).toBe(expected);
  });

  test('a status changed in the past is a matter of computing it again', () => {
    const asItWas = [opened('16 09:00'), turned('17 09:00', 'pending'), turned('18 09:00', 'open')];
    const asItIs = [opened('16 09:00'), turned('16 10:00', 'pending'), turned('18 09:00', 'open')];
    expect(standing(asItWas, '18 10:00', 'resolution')).toBe('running until 18 18:00');
    expect(standing(asItIs, '18 10:00', 'resolution')).toBe('running until 19 17:00');
  });

  test('another policy, calendar or list of holidays moves what it would have moved from the start', () => {
    const history = [opened('19 09:00'), turned('19 10:00', 'open')];
    const due = (given: Parameters<typeof clocksOf>[2]) =>
      clocksOf(history, '19 11:00', given).clocks.find(({ metric }) => metric === 'resolution')?.dueAt;
    expect(due({})).toEqual(at('23 18:00'));
    expect(due({ calendar: { ...calendar, exceptions: {} } })).toEqual(at('20 18:00'));
    expect(due({ promises: { ...promises, targets: { resolution: { medium: hours(24, 'calendar') } } } })).toEqual(
      at('20 09:00'),
    );
    expect(due({ calendar: { ...calendar, week: [] } })).toBe(null);
  });
});

test('the ledger says that a merge moved the promise, when it did', () => {
  const { ledger } = clocksOf([opened('16 11:00'), took('16 12:00', '13 17:00')], '16 12:30');
  expect(ledger.filter(({ metric }) => metric === 'first_reply').map((entry) => [entry.what, local(entry.at)])).toEqual(
    [
      ['started', '16 11:00'],
      ['took_in', '16 12:00'],
      ['breached', '16 12:00'],
    ],
  );
});

test('the ledger tells in order why a ticket is due when it is', () => {
  const history = [
    opened('16 09:00'),
    replied('16 14:00'),
    turned('16 15:00', 'pending'),
    wrote('17 10:00'),
    turned('17 10:00', 'open'),
    became('17 11:00', 'high'),
  ];
  const told = clocksOf(history, '17 13:00').ledger.map((entry) =>
    [local(entry.at), entry.metric, entry.what, entry.category, entry.dueAt && local(entry.dueAt)]
      .filter(Boolean)
      .join(' '),
  );
  expect(told).toEqual([
    '16 09:00 first_reply started 16 13:00',
    '16 09:00 resolution started 17 18:00',
    '16 13:00 first_reply breached 16 13:00',
    '16 14:00 first_reply met 16 13:00',
    '16 15:00 resolution paused pending',
    '17 10:00 next_reply started 17 14:00',
    '17 10:00 resolution resumed open 18 13:00',
    '17 11:00 next_reply retargeted 17 12:00',
    '17 11:00 resolution retargeted 17 13:00',
    '17 12:00 next_reply breached 17 12:00',
  ]);
});

describe('laws of the clocks', () => {
  const step = fc.oneof(
    fc.constant<Pick<SlaMoment, 'what'>>({ what: 'customer_wrote' }),
    fc.constant<Pick<SlaMoment, 'what'>>({ what: 'agent_replied' }),
    fc.constant<Pick<SlaMoment, 'what'>>({ what: 'handed_over' }),
    fc
      .integer({ min: 0, max: 900 })
      .map((minutes) => ({ what: 'took_in', since: new Date(+at('16 09:00') - minutes * 60_000) }) as const),
    fc.constantFrom(...statusCategories).map((to) => ({ what: 'status_changed', to }) as const),
    fc.constantFrom(...priorities).map((to) => ({ what: 'priority_changed', to }) as const),
  );
  const histories = fc.array(fc.tuple(step, fc.integer({ min: 0, max: 1_200 })), { maxLength: 30 }).map((steps) => {
    let time = at('16 09:00').getTime();
    const later = steps.map(([what, minutes]) => {
      time += minutes * 60_000;
      return { ...what, at: new Date(time) } as SlaMoment;
    });
    return { history: [opened('16 09:00'), ...later], end: new Date(time + 3_600_000) };
  });

  test('a due time is where the promised time has passed in the stretches the clock ran', () => {
    fc.assert(
      fc.property(histories, ({ history, end }) => {
        for (const clock of slaClocks({ history, promises, calendar, now: end }).clocks) {
          const until = clock.dueAt;
          const wasInTime = clock.end !== null && until !== null && until > clock.end.at;
          if (until === null || wasInTime || clock.target.hours !== 'business') continue;
          const spent = clock.runs.reduce((sum, run) => {
            const to = run.to === null || run.to > until ? until : run.to;
            return sum + businessTimeBetween(calendar, run.from, to);
          }, 0);
          expect(spent).toBe(clock.target.minutes * 60_000);
        }
      }),
    );
  });

  test('what has ended does not change by time alone, and the ledger only grows', () => {
    fc.assert(
      fc.property(histories, ({ history, end }) => {
        const now = slaClocks({ history, promises, calendar, now: end });
        const later = slaClocks({ history, promises, calendar, now: new Date(end.getTime() + 30 * 86_400_000) });
        const ended = ({ clocks }: typeof now) => clocks.filter((clock) => clock.end !== null);
        expect(ended(later)).toEqual(ended(now));
        expect(later.ledger.slice(0, now.ledger.length)).toEqual(now.ledger);
      }),
    );
  });

  test('at most one reply and one resolution run at a time', () => {
    fc.assert(
      fc.property(histories, ({ history, end }) => {
        const open = slaClocks({ history, promises, calendar, now: end }).clocks.filter((clock) => clock.end === null);
        expect(open.filter(({ metric }) => metric === 'resolution').length).toBeLessThanOrEqual(1);
        expect(open.filter(({ metric }) => metric !== 'resolution').length).toBeLessThanOrEqual(1);
      }),
    );
  });
});
