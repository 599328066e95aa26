import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { hoursOf, lengthOf, lengthUnits } from './length.ts';

describe('a length of time', () => {
  test.each([
    ['ten minutes', 10 / 60, false, { count: 10, unit: 'minutes' }],
    ['a quarter of an hour', 0.25, false, { count: 15, unit: 'minutes' }],
    ['an hour', 1, false, { count: 1, unit: 'hours' }],
    ['an hour and a half', 1.5, true, { count: 90, unit: 'minutes' }],
    ['a day', 24, false, { count: 24, unit: 'hours' }],
    ['four days', 96, false, { count: 4, unit: 'days' }],
    ['48 hours of work, which are more than two days', 48, true, { count: 48, unit: 'hours' }],
    ['no minute anybody typed', 0.1234567, false, { count: 0.1234567, unit: 'hours' }],
  ] as const)('is said as %s', (...[, hours, isBusiness, expected]) => {
    expect(lengthOf(hours, isBusiness)).toEqual(expected);
  });

  test('is kept exactly, however it is said', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 9_999 }), fc.constantFrom(...lengthUnits), fc.boolean(), (...said) => {
        const [count, unit, isBusiness] = said;
        const hours = hoursOf({ count, unit });
        expect(hoursOf(lengthOf(hours, isBusiness))).toBe(hours);
      }),
    );
  });
});
