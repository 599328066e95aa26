import { expect, test } from 'vitest';
import { hasArrived, nextAttempt } from './webhooks.ts';

const noon = new Date('2026-11-30T12:00Z');

test('what did not arrive is tried again ever more rarely, for a day', () => {
  let at = noon;
  const gaps: number[] = [];
  for (let attempts = 1; attempts < 20; attempts++) {
    const next = nextAttempt(attempts, at);
    if (next === null) break;
    gaps.push(next.getTime() - at.getTime());
    at = next;
  }
  expect(gaps.every((gap, nth) => nth === 0 || gap >= (gaps[nth - 1] ?? 0))).toBe(true);
  expect(at.getTime() - noon.getTime()).toBeGreaterThan(24 * 3_600_000);
  expect(nextAttempt(gaps.length + 1, at)).toBe(null);
});

test.each([
  [200, true],
  [204, true],
  [302, false],
  [410, false],
  [500, false],
])('an answer %i means it arrived: %s', (status, arrived) => {
  expect(hasArrived(status)).toBe(arrived);
});
