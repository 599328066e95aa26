import { describe, expect, test } from 'vitest';
import { beginningOf, isBeginning, longestText } from './long-text.ts';

const letters = (count: number) => 'a'.repeat(count);

describe('a very long text', () => {
  test.each([
    ['an empty one', ''],
    ['a short one', 'Bom dia.'],
    ['one just as long as a message may be', letters(longestText)],
  ])('%s is kept whole and not called a beginning', (_what, text) => {
    expect(beginningOf(text)).toBe(text);
    expect(isBeginning(text)).toBe(false);
  });

  test('one letter more is cut, says so, and is as long as a message may be', () => {
    const cut = beginningOf(letters(longestText + 1));
    expect(cut).toBe(`${letters(longestText - 1)}…`);
    expect(isBeginning(cut)).toBe(true);
  });

  test('is never cut inside a character', () => {
    const cut = beginningOf(`${letters(longestText - 2)}😀${letters(10)}`);
    expect(cut.isWellFormed()).toBe(true);
    expect(cut).toBe(`${letters(longestText - 2)} …`);
    expect(isBeginning(cut)).toBe(true);
  });

  test('cut twice is cut once', () => {
    const cut = beginningOf(letters(3 * longestText));
    expect(beginningOf(cut)).toBe(cut);
  });
});
