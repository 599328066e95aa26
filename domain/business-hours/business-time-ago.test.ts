import fc from 'fast-check';
import { expect, test } from 'vitest';
import { businessTimeBetween } from './business-time.ts';
import { businessTimeAgo } from './business-time-ago.ts';
import { alwaysOpen, type Calendar, type Hours } from './calendar.ts';

const hour = 3_600_000;
const nineToSix: readonly Hours[] = [[540, 1080]];
const split: readonly Hours[] = [
  [540, 720],
  [780, 1080],
];
const weekdays = (hours: readonly Hours[]) => [hours, hours, hours, hours, hours, [], []];
const everyDay = (hours: readonly Hours[]) => Array.from({ length: 7 }, () => hours);
const office: Calendar = {
  timeZone: 'America/Sao_Paulo',
  week: weekdays(nineToSix),
  exceptions: { '2026-11-20': [] },
};
const never: Calendar = { timeZone: 'UTC', week: everyDay([]), exceptions: {} };

test.each<[string, string, number, [earliest: string, latest: string]]>([
  [
    'two hours before Thursday noon is ten',
    '2026-11-19T12:00-03:00',
    2,
    ['2026-11-19T10:00-03:00', '2026-11-19T10:00-03:00'],
  ],
  [
    'four hours before Monday noon leads over a holiday and a weekend',
    '2026-11-23T12:00-03:00',
    4,
    ['2026-11-19T17:00-03:00', '2026-11-19T17:00-03:00'],
  ],
  [
    'three before Monday noon is any time since Thursday evening',
    '2026-11-23T12:00-03:00',
    3,
    ['2026-11-19T18:00-03:00', '2026-11-23T09:00-03:00'],
  ],
  [
    'on a Saturday one hour ago was Thursday',
    '2026-11-21T12:00-03:00',
    1,
    ['2026-11-19T17:00-03:00', '2026-11-19T17:00-03:00'],
  ],
])('%s', (...[, to, hours, edges]) => {
  const { earliest, latest } = businessTimeAgo(office, new Date(to), hours * hour);
  expect([earliest, latest]).toEqual(edges.map((edge) => Date.parse(edge)));
});

test('a desk that never opens never had business time', () => {
  expect(businessTimeAgo(never, new Date('2026-11-21T12:00Z'), hour)).toEqual({
    earliest: -Infinity,
    latest: -Infinity,
  });
});

const calendars: Calendar[] = [
  office,
  { timeZone: 'Europe/Berlin', week: weekdays(split), exceptions: {} },
  { timeZone: 'Europe/Berlin', week: everyDay([[0, 300]]), exceptions: {} },
  { timeZone: 'Australia/Lord_Howe', week: everyDay([[60, 200]]), exceptions: { '2026-04-05': [] } },
  { timeZone: 'America/Sao_Paulo', week: everyDay([[0, 1440]]), exceptions: {} },
  alwaysOpen,
];

test('more business time has passed since an instant just when it is before the earliest, less when after the latest', {
  timeout: 30_000,
}, () => {
  const minute = 60_000;
  const from = Date.parse('2026-03-20T00:00Z');
  fc.assert(
    fc.property(
      fc.constantFrom(...calendars),
      fc.integer({ min: 0, max: 60 * 24 * 260 }),
      fc.oneof(fc.integer({ min: 0, max: 60 * 40 }), fc.constantFrom(0, 60, 180, 540)),
      fc.integer({ min: -60 * 24 * 10, max: 60 * 24 }),
      (...[calendar, at, minutes, offset]) => {
        const to = new Date(from + at * minute);
        const { earliest, latest } = businessTimeAgo(calendar, to, minutes * minute);
        const known = [earliest, latest].filter(Number.isFinite);
        const near = known.flatMap((edge) => [edge - 1, edge, edge + 1]);
        for (const instant of [to.getTime() + offset * minute, ...near]) {
          const passed = businessTimeBetween(calendar, new Date(instant), to);
          expect(passed > minutes * minute).toBe(instant < earliest);
          expect(passed < minutes * minute).toBe(instant > latest);
        }
      },
    ),
    { numRuns: 600 },
  );
});
