import { describe, expect, test } from 'vitest';
import { type SnoozePreset, snoozeTime, snoozeTimeOf } from './snooze-times.ts';

const saoPaulo = 'America/Sao_Paulo';
const newYork = 'America/New_York';

describe('the times offered for a snooze', () => {
  test.each([
    ['in four hours', 'four_hours', '2026-11-27T15:30:00.000Z', saoPaulo, '2026-11-27T19:30:00.000Z'],
    [
      'tomorrow is nine in the morning where the agent is',
      'tomorrow',
      '2026-11-27T15:30:00.000Z',
      saoPaulo,
      '2026-11-28T12:00:00.000Z',
    ],
    [
      'late at night, tomorrow is the day after the agent’s date, not the date in London',
      'tomorrow',
      '2026-11-28T01:30:00.000Z',
      saoPaulo,
      '2026-11-28T12:00:00.000Z',
    ],
    [
      'Monday on a Friday is the one after the weekend',
      'monday',
      '2026-11-27T15:30:00.000Z',
      saoPaulo,
      '2026-11-30T12:00:00.000Z',
    ],
    ['Monday on a Sunday is tomorrow', 'monday', '2026-11-29T15:30:00.000Z', saoPaulo, '2026-11-30T12:00:00.000Z'],
    ['Monday on a Monday is a week later', 'monday', '2026-11-30T15:30:00.000Z', saoPaulo, '2026-12-07T12:00:00.000Z'],
    [
      'next week is the same day of next week',
      'next_week',
      '2026-11-25T15:30:00.000Z',
      saoPaulo,
      '2026-12-02T12:00:00.000Z',
    ],
    [
      'nine stays nine when the clock is put back',
      'monday',
      '2026-10-30T15:00:00.000Z',
      newYork,
      '2026-11-02T14:00:00.000Z',
    ],
    [
      'nine stays nine when the clock is put forward',
      'monday',
      '2026-03-06T15:00:00.000Z',
      newYork,
      '2026-03-09T13:00:00.000Z',
    ],
    [
      'four hours are four hours when the clock is put forward',
      'four_hours',
      '2026-03-08T05:00:00.000Z',
      newYork,
      '2026-03-08T09:00:00.000Z',
    ],
  ] as [string, SnoozePreset, string, string, string][])('%s', (...[, preset, now, zone, expected]) => {
    expect(snoozeTime(preset, new Date(now), zone).toISOString()).toBe(expected);
  });

  test('a time somebody writes is the time on their clock', () => {
    expect(snoozeTimeOf('2026-12-24T08:15', saoPaulo).toISOString()).toBe('2026-12-24T11:15:00.000Z');
    expect(snoozeTimeOf('2026-03-08T02:30', newYork).toISOString()).toBe('2026-03-08T07:30:00.000Z');
  });
});
