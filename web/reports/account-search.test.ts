import { expect, test } from 'vitest';
import { accountSearch, dateOf } from './account-search.ts';

test.each([
  ['a day and a line are kept', { day: '2026-11-30', kind: 'bounced' }, { day: '2026-11-30', kind: 'bounced' }],
  ['what is in work now is a day of its own', { day: 'now' }, { day: 'now' }],
  ['what is no day is today', { day: 'tomorrow' }, {}],
  ['what is no line is none', { kind: 'lost' }, {}],
])('%s', (...[, search, expected]) => {
  expect(accountSearch(search)).toEqual(expected);
});

test('yesterday of the first of a month is the last of the one before', () => {
  expect(dateOf(1, new Date(2026, 2, 1, 0, 30))).toBe('2026-02-28');
  expect(dateOf(0, new Date(2026, 2, 1, 23, 30))).toBe('2026-03-01');
});
