import { expect, test } from 'vitest';
import { isEven } from './account.ts';

test.each([
  [
    'what came in is accounted for',
    3,
    [{ kind: 'answered', count: 2 } as const, { kind: 'parked', count: 1 } as const],
    true,
  ],
  ['one is missing', 4, [{ kind: 'answered', count: 3 } as const], false],
  ['one is counted twice', 2, [{ kind: 'answered', count: 3 } as const], false],
  ['what nobody can account for is not accounted for', 1, [{ kind: 'unaccounted', count: 1 } as const], false],
])('%s', (...[, cameIn, lines, expected]) => {
  expect(isEven(cameIn, lines)).toBe(expected);
});
