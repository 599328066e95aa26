import fc from 'fast-check';
import { expect, test } from 'vitest';
import { bodyText, headerText } from './header-text.ts';

test.each([
  ['one\r\nBcc: two', 'one Bcc: two'],
  ['a\u0000b\u2028c\u202ed', 'a b c d'],
  ['  much   space ', 'much space'],
  ['عربى and 日本語 and 👩‍👩‍👧', 'عربى and 日本語 and 👩‍👩‍👧'],
  ['broken \ud800 surrogate', 'broken \ufffd surrogate'],
])('%j becomes one clean line', (value, clean) => {
  expect(headerText(value)).toBe(clean);
});

test('a header line has no control character, no turn of direction and at most its length', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary', maxLength: 300 }), (value) => {
      const clean = headerText(value, 100);
      expect(clean).not.toMatch(/[\p{Cc}\u2028\u2029\u202a-\u202e\u2066-\u2069]/u);
      expect(clean.length).toBeLessThanOrEqual(100);
      expect(clean.isWellFormed()).toBe(true);
      expect(headerText(clean, 100)).toBe(clean);
    }),
  );
});

test('a body keeps its lines and loses only what cannot be stored', () => {
  expect(bodyText('a\r\nb\rc\u0000\n\td\ud800')).toBe('a\nb\nc\n\td\ufffd');
});
