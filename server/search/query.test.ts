import { describe, expect, test } from 'vitest';
import { readQuery } from './query.ts';

const term = (kind: 'word' | 'phrase' | 'prefix', text: string, isDenied = false) => ({ kind, text, isDenied });

describe('what a person types is understood', () => {
  test.each([
    ['Cobrança indevida', [term('word', 'cobranca'), term('word', 'indevida')]],
    ['"Nota Fiscal" boleto', [term('phrase', 'nota fiscal'), term('word', 'boleto')]],
    ['"nota fiscal', [term('phrase', 'nota fiscal')]],
    ['boleto -pago -"já pago"', [term('word', 'boleto'), term('word', 'pago', true), term('phrase', 'ja pago', true)]],
    ['config*', [term('prefix', 'config')]],
    ['problema de acesso', [term('word', 'problema'), term('word', 'acesso')]],
    ['de', [term('word', 'de')]],
    ['XK-4471', [term('word', 'xk-4471')]],
    ['carla@padaria.example', [term('word', 'carla@padaria.example')]],
    ['erro !!! ???', [term('word', 'erro')]],
    ["'; drop table tickets --", [term('word', 'drop'), term('word', 'table'), term('word', 'tickets')]],
    ['a & b | c:* \\', [term('word', 'b'), term('word', 'c:*')]],
  ])('%s', (typed, terms) => {
    expect(readQuery(typed)).toMatchObject({ number: null, terms });
  });

  test('a number is a ticket and a word, with # only a ticket', () => {
    expect(readQuery('4471')).toMatchObject({ number: 4471, terms: [term('word', '4471')] });
    expect(readQuery(' #4471 ')).toMatchObject({ number: 4471, terms: [] });
  });

  test.each(['-boleto', '!!!', '""', '-"nota fiscal"', '#'])('%s asks for nothing and is refused', (typed) => {
    expect(() => readQuery(typed)).toThrowError(expect.objectContaining({ kind: 'invalid', code: 'search_empty' }));
  });
});
