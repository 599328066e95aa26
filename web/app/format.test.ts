import { beforeAll, expect, test } from 'vitest';
import { keyOf, speak } from '../../locales/translate.ts';
import { dayAndTime, fileSize, relativeTime, shortTime, weekdayAndTime } from './format.ts';

const now = new Date(2026, 10, 21, 10, 0);
const minutesAway = (minutes: number) => new Date(now.getTime() + minutes * 60_000).toISOString();

beforeAll(() => speak('pt-BR', { [keyOf('yesterday')]: ['ontem'] }));

test.each([
  ['today by its hour', -45, '09:15'],
  ['yesterday by its name', -24 * 60, 'ontem'],
  ['this year by its day', -9 * 24 * 60, '12 nov'],
  ['earlier by its date', -400 * 24 * 60, '17/10/2025'],
])('%s', (_name, minutes, expected) => {
  expect(shortTime(minutesAway(minutes), now)).toBe(expected);
});

test.each([
  [15, 'em 15 min.'],
  [-12, 'há 12 min.'],
  [190, 'em 3 h'],
  [3 * 24 * 60, 'em 3 dias'],
])('%i minutes away is %s', (minutes, expected) => {
  expect(relativeTime(minutesAway(minutes), now.getTime())).toBe(expected);
});

test.each([
  [0, '0 bytes'],
  [184_000, '184 kB'],
  [2_500_000, '2,5 MB'],
])('%i bytes are %s', (bytes, expected) => {
  expect(fileSize(bytes)).toBe(expected);
});

test('a due time has its weekday, and its date where that is not enough', () => {
  expect(weekdayAndTime(minutesAway(0))).toBe('sáb, 10:00');
  expect(dayAndTime(minutesAway(0))).toBe('sáb, 21 nov, 10:00');
});
