import { describe, expect, test } from 'vitest';
import { excerpt } from './excerpt.ts';

const shown = (text: string, words: string[], stems: string[] = []) =>
  excerpt(text, words, stems).replaceAll('\u0002', '[').replaceAll('\u0003', ']');

describe('an excerpt', () => {
  test('marks a word however it is accented or cased', () => {
    expect(shown('Minha COBRANÇA veio errada', ['cobranca'])).toBe('Minha [COBRANÇA] veio errada');
    expect(shown('Minhas solicitações', ['solicitacao'])).toBe('Minhas [solicitações]');
  });

  test('marks by stems when the word itself is not there', () => {
    expect(shown('I was paying the invoices', ['paid', 'invoicing'], ['invoic'])).toBe('I was paying the [invoices]');
  });

  test('starts near the first found word of a long text, between words', () => {
    const text = `${'antes '.repeat(100)}boleto ${'depois '.repeat(100)}`;
    const found = shown(text, ['boleto']);
    expect(found).toMatch(/^…(antes )+\[boleto\] (depois ?)+…$/);
    expect(found.length).toBeLessThan(200);
  });

  test('shows the beginning when nothing can be marked', () => {
    expect(shown('Olá,\n\nbom dia', ['boleto'])).toBe('Olá, bom dia');
  });

  test('keeps no marks or controls of the text itself', () => {
    expect(shown('a\u0002b\u0003 boleto\u0000', ['boleto'])).toBe('a b [boleto]');
  });
});
