import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { businessTimeAfter, businessTimeBetween, isOpenAt, nextOpening } from './business-time.ts';
import { alwaysOpen, type Calendar, type Hours } from './calendar.ts';

const hour = 3_600_000;
const nineToSix: readonly Hours[] = [[540, 1080]];
const split: readonly Hours[] = [
  [540, 720],
  [780, 1080],
];
const weekdays = (hours: readonly Hours[]) => [hours, hours, hours, hours, hours, [], []];
const everyDay = (hours: readonly Hours[]) => Array.from({ length: 7 }, () => hours);
const calendar = (timeZone: string, week: Calendar['week'], exceptions: Calendar['exceptions'] = {}): Calendar => ({
  timeZone,
  week,
  exceptions,
});

const saoPaulo = calendar('America/Sao_Paulo', weekdays(nineToSix), { '2026-11-20': [], '2026-12-24': [[540, 780]] });
const lunch = calendar('America/Sao_Paulo', weekdays(split));
const night = (timeZone: string) => calendar(timeZone, everyDay([[0, 300]]));
const roundTheClock = (timeZone: string) => calendar(timeZone, everyDay([[0, 1440]]));
const never = calendar('America/Sao_Paulo', everyDay([]));

describe('business time between two instants', () => {
  test.each<[string, Calendar, string, string, number]>([
    ['a morning counts from opening', saoPaulo, '2026-11-18T08:00-03:00', '2026-11-18T11:30-03:00', 2.5],
    ['a night counts nothing', saoPaulo, '2026-11-18T18:00-03:00', '2026-11-19T09:00-03:00', 0],
    ['a holiday and a weekend count nothing', saoPaulo, '2026-11-19T17:00-03:00', '2026-11-23T10:00-03:00', 2],
    ['a day with shortened hours counts those', saoPaulo, '2026-12-24T09:00-03:00', '2026-12-24T20:00-03:00', 4],
    ['the lunch break counts nothing', lunch, '2026-11-18T11:00-03:00', '2026-11-18T14:00-03:00', 2],
    ['asked backwards it is nothing', saoPaulo, '2026-11-18T15:00-03:00', '2026-11-18T10:00-03:00', 0],
    ['a desk that never opens counts nothing', never, '2026-01-01T00:00Z', '2027-01-01T00:00Z', 0],
    ['a desk that never closes counts all', alwaysOpen, '2026-03-01T00:00Z', '2026-03-31T00:00Z', 720],

    ['Berlin loses an hour of the night in March', night('Europe/Berlin'), '2026-03-28T23:00Z', '2026-03-29T12:00Z', 4],
    [
      'Berlin gains an hour of the night in October',
      night('Europe/Berlin'),
      '2026-10-24T22:00Z',
      '2026-10-25T12:00Z',
      6,
    ],
    [
      'Lord Howe loses half an hour in October',
      night('Australia/Lord_Howe'),
      '2026-10-03T13:30Z',
      '2026-10-04T12:00Z',
      4.5,
    ],
    [
      'Lord Howe gains half an hour in April',
      night('Australia/Lord_Howe'),
      '2026-04-04T13:00Z',
      '2026-04-05T12:00Z',
      5.5,
    ],
    [
      'São Paulo had no midnight on a Sunday of 2018',
      night('America/Sao_Paulo'),
      '2018-11-04T02:00Z',
      '2018-11-04T20:00Z',
      4,
    ],
    [
      'São Paulo had an hour before midnight twice in 2019',
      calendar('America/Sao_Paulo', everyDay([[1320, 1440]])),
      '2019-02-16T12:00Z',
      '2019-02-17T12:00Z',
      3,
    ],
    [
      'Samoa skipped the thirtieth of December 2011',
      calendar('Pacific/Apia', everyDay(nineToSix)),
      '2011-12-29T10:00Z',
      '2012-01-01T09:59Z',
      27,
    ],
    [
      'India works by half hours',
      calendar('Asia/Kolkata', everyDay(nineToSix)),
      '2026-06-01T03:00Z',
      '2026-06-01T05:30Z',
      2,
    ],
    [
      'Nepal works by quarters',
      calendar('Asia/Kathmandu', everyDay(nineToSix)),
      '2026-06-01T03:00Z',
      '2026-06-01T05:15Z',
      2,
    ],
    ...['Europe/Berlin', 'America/Sao_Paulo', 'Australia/Lord_Howe', 'Pacific/Apia'].map(
      (zone): [string, Calendar, string, string, number] => [
        `open round the clock in ${zone}, all time counts, whatever the clocks do`,
        roundTheClock(zone),
        '2011-10-01T00:00Z',
        '2012-10-01T00:00Z',
        366 * 24,
      ],
    ),
  ])('%s', (...[, when, from, to, hours]) => {
    expect(businessTimeBetween(when, new Date(from), new Date(to)) / hour).toBe(hours);
  });
});

describe('the instant after some business time', () => {
  test.each<[string, Calendar, string, number, string | null]>([
    ['four hours from Friday afternoon end on Monday', saoPaulo, '2026-11-13T16:00-03:00', 4, '2026-11-16T11:00-03:00'],
    ['what comes at night starts in the morning', saoPaulo, '2026-11-18T03:00-03:00', 1, '2026-11-18T10:00-03:00'],
    ['a full day ends at the closing hour', saoPaulo, '2026-11-18T09:00-03:00', 9, '2026-11-18T18:00-03:00'],
    ['the lunch break is stepped over', lunch, '2026-11-18T11:30-03:00', 1, '2026-11-18T13:30-03:00'],
    ['nothing passes at once', saoPaulo, '2026-11-21T03:00-03:00', 0, '2026-11-21T03:00-03:00'],
    ['a desk that never opens never comes to it', never, '2026-11-21T03:00-03:00', 1, null],
    ['a leap day is a day', roundTheClock('UTC'), '2028-02-28T12:00Z', 24, '2028-02-29T12:00Z'],
  ])('%s', (...[, when, from, hours, expected]) => {
    const at = businessTimeAfter(when, new Date(from), hours * hour);
    expect(at?.toISOString() ?? null).toBe(expected === null ? null : new Date(expected).toISOString());
  });
});

test('a desk is open from the opening hour until the closing hour, which is not part of it', () => {
  const at = (time: string) => isOpenAt(saoPaulo, new Date(`2026-11-18T${time}-03:00`));
  expect(['08:59', '09:00', '17:59', '18:00'].map(at)).toEqual([false, true, true, false]);
  expect(isOpenAt(saoPaulo, new Date('2026-11-20T10:00-03:00'))).toBe(false);
  expect(nextOpening(saoPaulo, new Date('2026-11-19T19:00-03:00'))).toEqual(new Date('2026-11-23T09:00-03:00'));
  expect(nextOpening(never, new Date('2026-11-19T19:00-03:00'))).toBe(null);
});

describe('laws of business time', () => {
  const zones = ['America/Sao_Paulo', 'Europe/Berlin', 'Australia/Lord_Howe', 'Pacific/Apia', 'Asia/Kolkata', 'UTC'];
  const hours = fc
    .uniqueArray(fc.integer({ min: 0, max: 288 }), { minLength: 0, maxLength: 6 })
    .map((fives) => fives.toSorted((a, b) => a - b).map((five) => five * 5))
    .map((ends): Hours[] =>
      ends.flatMap((to, index): Hours[] => (index % 2 === 1 ? [[ends[index - 1] ?? 0, to]] : [])),
    );
  const calendars = fc.record({
    timeZone: fc.constantFrom(...zones),
    week: fc.array(hours, { minLength: 7, maxLength: 7 }),
    exceptions: fc.dictionary(
      fc.constantFrom('2018-11-04', '2019-02-16', '2011-12-29', '2011-12-30', '2012-01-02'),
      hours,
    ),
  });
  const starts = fc.constantFrom('2011-12-28', '2018-11-03', '2019-02-15', '2026-03-28', '2026-10-24', '2026-04-04');
  const moments = fc.array(fc.integer({ min: 0, max: 12 * 24 * 60 }), { minLength: 3, maxLength: 3 });
  const threeInstants = fc
    .tuple(starts, moments)
    .map(([start, minutes]) =>
      minutes.toSorted((a, b) => a - b).map((minute) => new Date(Date.parse(start) + minute * 60_000)),
    );
  const instants = threeInstants.map(([first]) => first ?? new Date(0));

  test('it adds up: from one to another to a third is from the first to the third', () => {
    fc.assert(
      fc.property(calendars, threeInstants, (when, three) => {
        const [a, b, c] = three as [Date, Date, Date];
        expect(businessTimeBetween(when, a, b) + businessTimeBetween(when, b, c)).toBe(businessTimeBetween(when, a, c));
      }),
      { numRuns: 300 },
    );
  });

  test('it never runs backwards, and never faster than time', () => {
    fc.assert(
      fc.property(calendars, instants, fc.integer({ min: 0, max: 20 * 24 * 60 }), (when, from, minutes) => {
        const to = new Date(from.getTime() + minutes * 60_000);
        const spent = businessTimeBetween(when, from, to);
        expect(spent).toBeGreaterThanOrEqual(0);
        expect(spent).toBeLessThanOrEqual(minutes * 60_000);
      }),
      { numRuns: 300 },
    );
  });

  test('what a calendar was asked before changes no answer', { timeout: 30_000 }, () => {
    const days = fc.array(fc.integer({ min: -300 * 24 * 60, max: 300 * 24 * 60 }), { minLength: 2, maxLength: 5 });
    fc.assert(
      fc.property(calendars, days, (when, minutes) => {
        const asked = minutes.map((minute) => new Date(Date.parse('2026-03-28') + minute * 60_000));
        const until = (from: Date) => new Date(from.getTime() + 3 * 24 * 60 * 60_000);
        for (const from of asked) {
          const fresh = { ...when };
          expect(businessTimeBetween(when, from, until(from))).toBe(businessTimeBetween(fresh, from, until(from)));
        }
      }),
      { numRuns: 200 },
    );
  });

  test('the due time is where exactly the promised time has passed, and no earlier instant', () => {
    fc.assert(
      fc.property(calendars, instants, fc.integer({ min: 1, max: 60 * 60 }), (when, from, minutes) => {
        const due = businessTimeAfter(when, from, minutes * 60_000);
        if (due === null) return;
        expect(businessTimeBetween(when, from, due)).toBe(minutes * 60_000);
        expect(businessTimeBetween(when, from, new Date(due.getTime() - 1))).toBe(minutes * 60_000 - 1);
      }),
      { numRuns: 300 },
    );
  });
});
