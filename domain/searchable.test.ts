import { describe, expect, test } from 'vitest';
import { differentWords, joinedCodes, searchableText } from './searchable.ts';

describe('searchable text', () => {
  test.each([
    ['Cobrança XK-4471', 'cobranca xk 4471\nxk4471'],
    ['CPF 123.456.789-09', 'cpf 123.456.789 09\n12345678909'],
    ['erro/falha', 'erro falha'],
    ['pós-venda', 'pos-venda'],
    ['carla@padaria.example', 'carla@padaria.example'],
    ['pedido_88 e pedido_88', 'pedido_88 e pedido_88\npedido88'],
    ['a\0b', 'a b'],
  ])('%s', (text, searchable) => {
    expect(searchableText(text)).toBe(searchable);
  });

  test('an endless word is cut, so that no text keeps the database busy', () => {
    const words = searchableText('x'.repeat(1_000)).split(' ');
    expect(Math.max(...words.map(({ length }) => length))).toBe(80);
  });

  test('a text that folding makes longer is still bounded', () => {
    expect(searchableText('\ufdfa'.repeat(200_000)).length).toBeLessThan(110_000);
  });

  test('reading codes takes time in step with the length, whatever the text', () => {
    for (const text of ['x'.repeat(200_000), 'a-'.repeat(100_000), '1.'.repeat(100_000), `${'a'.repeat(100_000)}-`]) {
      const start = performance.now();
      joinedCodes(text);
      expect(performance.now() - start).toBeLessThan(500);
    }
  });
});

describe('the different words of a text', () => {
  test.each([
    ['o forno parou e o forno esfriou', 'o forno parou e esfriou'],
    ['a  b\n\nb\ta', 'a b'],
    ['<a b> um <c b> dois', ' a b> um c dois'],
  ])('%s', (text, words) => {
    expect(differentWords(text)).toBe(words);
  });
});
