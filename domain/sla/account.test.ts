import { expect, test } from 'vitest';
import { alwaysOpen, type Calendar, type Hours } from '../business-hours/calendar.ts';
import { accountOf } from './account.ts';
import { dueAtOf, type Run, type SlaClock } from './clock.ts';

const split: readonly Hours[] = [
  [540, 720],
  [780, 1080],
];
const calendar: Calendar = {
  timeZone: 'America/Sao_Paulo',
  week: [split, split, split, split, split, [], []],
  exceptions: { '2026-11-20': [] },
};
const at = (day: string) => new Date(`2026-11-${day.replace(' ', 'T')}-03:00`);
const open: Run = { from: at('19 16:00'), to: null };

function account(hours: number, { runs = [open], kind = 'business' as 'business' | 'calendar' } = {}): string[] {
  const target = { minutes: hours * 60, hours: kind };
  const clock = {
    runs,
    end: null,
    target,
    dueAt: dueAtOf({ runs, end: null }, target, { calendar }),
  } as unknown as SlaClock;
  return accountOf(clock, calendar).map(({ date, minutes }) => `${date.slice(8)} ${minutes}`);
}

test.each<[string, string[], string[]]>([
  ['the rest of today, and the day after the holiday and the weekend', account(6), ['19 120', '23 240']],
  ['one day where it is enough', account(1), ['19 60']],
  [
    'nothing for the time the ticket waited',
    account(6, {
      runs: [
        { from: at('19 16:00'), to: at('19 17:00') },
        { from: at('24 10:00'), to: null },
      ],
    }),
    ['19 60', '24 300'],
  ],
  [
    'every hour of a promise of all hours, by the days of the desk',
    account(10, { kind: 'calendar' }),
    ['19 480', '20 120'],
  ],
  ['nothing of what is never due', account(400, { runs: [{ from: at('19 16:00'), to: at('19 17:00') }] }), []],
  ['nothing of what would fill more than a month', account(9 * 40), []],
])('the account of a promise: %s', (...[, said, expected]) => expect(said).toEqual(expected));

test('the account adds up to the promise', () => {
  const target = { minutes: 2_000, hours: 'business' as const };
  const dueAt = dueAtOf({ runs: [open], end: null }, target, { calendar });
  const clock = { runs: [open], end: null, target, dueAt } as unknown as SlaClock;
  expect(accountOf(clock, calendar).reduce((sum, { minutes }) => sum + minutes, 0)).toBe(2_000);
  expect(accountOf({ ...clock, target: { minutes: 600, hours: 'calendar' } }, alwaysOpen).length).toBeGreaterThan(0);
});
