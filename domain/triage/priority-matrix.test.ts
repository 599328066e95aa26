import { expect, test } from 'vitest';
import type { Grade } from '../tickets/ticket.ts';
import { priorityOf, usualMatrix } from './priority-matrix.ts';

test.each<[string, Grade | null, Grade | null, string | null]>([
  ['everybody stands still, now', 1, 1, 'critical'],
  ['everybody is hit and it can wait', 1, 3, 'medium'],
  ['one person, and it hurts now', 3, 1, 'medium'],
  ['one person, some day', 3, 3, 'low'],
  ['nobody said how urgent', 1, null, null],
  ['nobody said how many', null, 1, null],
])('%s', (...[, impact, urgency, priority]) => {
  expect(priorityOf(usualMatrix, impact, urgency)).toBe(priority);
});
