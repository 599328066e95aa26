import { expect, test } from 'vitest';
import { readNumber } from './number.ts';

test.each<[string, string, number | null]>([
  ['12', 'en', 12],
  ['-12.5', 'en', -12.5],
  ['1,234.5', 'en', 1234.5],
  ['1,234', 'en', 1234],
  ['12,5', 'en', 12.5],
  ['1.234,5', 'pt-BR', 1234.5],
  ['1.234', 'pt-BR', 1234],
  ['12.5', 'pt-BR', 12.5],
  ['1 234,5', 'pt-BR', 1234.5],
  ['R$ 12', 'pt-BR', null],
  ['12,', 'pt-BR', null],
  ['1.23.4', 'pt-BR', null],
  ['', 'en', null],
])('%j typed in %s is %j', (typed, language, number) => {
  expect(readNumber(typed, language)).toBe(number);
});
