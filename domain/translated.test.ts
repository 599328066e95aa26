import { describe, expect, test } from 'vitest';
import { completed, inLanguage } from './translated.ts';

describe('words in several languages', () => {
  const words = { en: 'Invoice', 'pt-BR': 'Fatura', es: 'Factura' };
  test.each([
    ['are given in the language asked for', 'es', 'Factura'],
    ['are given in a relative of it', 'pt', 'Fatura'],
    ['and of any country', 'es-MX', 'Factura'],
    ['else in English', 'de', 'Invoice'],
  ])('%s', (_, language, expected) => {
    expect(inLanguage(words, language)).toBe(expected);
  });

  test.each([
    ['lose what is empty', { en: 'Invoice', 'pt-BR': '  ' }, { en: 'Invoice' }],
    [
      'need no English: the language there is stands in for it',
      { en: '', 'pt-BR': ' Fatura ' },
      { en: 'Fatura', 'pt-BR': 'Fatura' },
    ],
    ['are nothing when nobody said anything', { en: ' ', 'pt-BR': '' }, null],
  ])('%s', (_, typed, kept) => {
    expect(completed(typed)).toEqual(kept);
  });
});
