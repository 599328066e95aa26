import { expect, test } from 'vitest';
import { alwaysOpen } from '../business-hours/calendar.ts';
import type { SlaClock } from './clock.ts';
import { newsOf, type Told, type ToldClock, toldBefore } from './news.ts';
import { type SlaWarning, warningMarks } from './policy.ts';

const at = (time: string) => new Date(`2026-11-16T${time}Z`);
const clock: SlaClock = {
  metric: 'first_reply',
  startedAt: at('09:00'),
  target: { minutes: 240, hours: 'calendar' },
  runs: [{ from: at('09:00'), to: null }],
  end: null,
  isPaused: false,
  dueAt: at('13:00'),
  breachedAt: null,
  left: 0,
};
const hour = 3_600_000;
const nothing: Told = { mark: 0, isBreachTold: false };
const warned: Told = { mark: 3 * hour, isBreachTold: false };
const both: Told = { mark: 3 * hour, isBreachTold: true };
const anHourBefore: SlaWarning[] = [{ minutes: 60 }];
const thrice: SlaWarning[] = [{ percent: 50 }, { percent: 75 }, { minutes: 30 }];
const said = (
  now: string,
  told: Told,
  { warnings = anHourBefore, ...more }: Partial<SlaClock & { warnings: SlaWarning[] }> = {},
) => newsOf({ clock: { ...clock, ...more }, told, warnings, calendar: alwaysOpen, now: at(now) });

test.each<[string, ReturnType<typeof said>, string | null, Date | null]>([
  ['nothing while there is time', said('11:00', nothing), null, at('12:00')],
  ['a warning when little is left', said('12:01', nothing), 'warned', at('13:00')],
  ['the warning once', said('12:30', warned), null, at('13:00')],
  ['the breach when the time is up', said('13:01', warned), 'breached', null],
  ['the breach alone when the desk slept through both', said('15:00', nothing), 'breached', null],
  ['the breach once', said('15:00', both), null, null],
  ['nothing of a promise that was kept', said('15:00', nothing, { end: { at: at('12:30'), how: 'met' } }), null, null],
  ['nothing while it rests', said('15:00', nothing, { dueAt: null, isPaused: true }), null, null],
  ['no warning where none is wanted', said('12:30', nothing, { warnings: [] }), null, at('13:00')],
  [
    'no warning for a promise shorter than the warning',
    said('12:30', nothing, { warnings: [{ minutes: 300 }] }),
    null,
    at('13:00'),
  ],
  ['all of it anew for a due time that moved away', said('11:00', both), null, at('12:00')],
  ['a warning at half of the time', said('11:01', nothing, { warnings: thrice }), 'warned', at('12:00')],
  [
    'the next one at three quarters',
    said('12:01', { ...nothing, mark: 2 * hour }, { warnings: thrice }),
    'warned',
    at('12:30'),
  ],
  ['each warning once', said('12:15', warned, { warnings: thrice }), null, at('12:30')],
  ['the last one half an hour before', said('12:31', warned, { warnings: thrice }), 'warned', at('13:00')],
  ['one warning when the desk slept through two', said('12:31', nothing, { warnings: thrice }), 'warned', at('13:00')],
])('a clock says %s', (...[, { news, timerAt }, expected, lookAgainAt]) => {
  expect([news, timerAt]).toEqual([expected, lookAgainAt]);
});

test('what was told of a due time that moved away is forgotten', () => {
  expect(said('11:00', both).told).toEqual(nothing);
});

test('warnings that come at the same instant are one, and those of no use none', () => {
  const target = { minutes: 120, hours: 'business' } as const;
  expect(warningMarks([{ percent: 50 }, { minutes: 60 }, { minutes: 120 }, { minutes: 15 }], target)).toEqual([
    hour,
    1.75 * hour,
  ]);
});

const kept: ToldClock = { metric: 'first_reply', startedAt: at('09:00'), isRunning: true, told: both };
const elsewhere: SlaClock = { ...clock, startedAt: at('08:00') };
test.each<[string, SlaClock, SlaClock[], ToldClock, Told | null]>([
  ['is known of the clock itself', clock, [clock], kept, both],
  ['goes with a clock that counts from elsewhere since a merge', elsewhere, [elsewhere], kept, both],
  ['stays with the clock that an escalation ended', elsewhere, [clock, elsewhere], kept, null],
  ['is nothing for another promise', { ...elsewhere, metric: 'resolution' }, [], kept, null],
  ['is nothing where the one before had ended', elsewhere, [elsewhere], { ...kept, isRunning: false }, null],
])('what was told %s', (...[, asked, clocks, told, expected]) => {
  expect(toldBefore(asked, { clocks, told: [told] })).toEqual(expected);
});
