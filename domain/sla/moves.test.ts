import { expect, test } from 'vitest';
import { movesAmong, nextDueOf } from './moves.ts';

const at = (time: string | null) => (time === null ? null : new Date(`2026-11-16T${time}Z`));
const ticket = (name: string, from: string | null, to: string | null) => ({ name, from: at(from), to: at(to) });

test('a change is counted by where it moves a ticket, and those late at once come first', () => {
  const { count, moved } = movesAmong(
    [
      ticket('stays', '14:00', '14:00'),
      ticket('is not due either way', null, null),
      ticket('later', '13:00', '18:00'),
      ticket('earlier', '16:00', '15:00'),
      ticket('late at once', '16:00', '11:00'),
      ticket('was late already', '11:00', '10:00'),
      ticket('begins late', null, '11:30'),
      ticket('ends', '13:00', null),
    ],
    new Date('2026-11-16T12:00Z'),
  );
  expect(count).toEqual({ earlier: 3, later: 1, begin: 1, end: 1, lateAtOnce: 2 });
  expect(moved.map(({ name }) => name)).toEqual([
    'late at once',
    'begins late',
    'was late already',
    'earlier',
    'later',
    'ends',
  ]);
});

test('a ticket is due when the first of its open promises is', () => {
  const open = (time: string | null) => ({ end: null, dueAt: at(time) });
  const met = { end: { at: new Date(0), how: 'met' as const }, dueAt: at('09:00') };
  expect(nextDueOf([open('15:00'), met, open('14:00'), open(null)])).toEqual(at('14:00'));
  expect(nextDueOf([met, open(null)])).toBe(null);
});
