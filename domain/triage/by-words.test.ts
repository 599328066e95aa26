import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { isConvincing, suggesterByWords, type WordRule } from './by-words.ts';

const billing: WordRule = {
  field: 'topic',
  value: '2',
  words: ['boleto', 'nota fiscal', 'invoice', 'refund', 'cobrança'],
  isSure: true,
};
const support: WordRule = {
  field: 'topic',
  value: '1',
  words: ['erro', 'error', 'não funciona', 'crash'],
  isSure: true,
};
const urgent: WordRule = { field: 'priority', value: 'critical', words: ['parado', 'outage'], isSure: false };
const suggest = suggesterByWords([billing, support, urgent]);
const said = (subject: string, text = '') => ({ subject, text, language: null });

describe('a message is', () => {
  test.each<[string, ReturnType<typeof said>, string[]]>([
    ['about billing by one word of its subject', said('BOLETO vencido'), ['topic:2']],
    ['about billing by two words of its text', said('Olá', 'Mandem a nota fiscal e o boleto'), ['topic:2']],
    ['perhaps about billing by one word of its text', said('Olá', 'e o boleto?'), ['topic:2']],
    ['about nothing by words inside other words', said('Boletos', 'errou, herror'), []],
    ['about nothing when it speaks of everything', said('Olá', 'erro no boleto'), []],
    ['about what it speaks of more', said('Boleto com erro', 'a cobrança e a nota fiscal'), ['topic:2']],
    ['found with and without accents', said('COBRANCA indevida'), ['topic:2']],
    ['urgent besides', said('Sistema parado, erro 500'), ['topic:1', 'priority:critical']],
    ['nothing when it says nothing', said('', ''), []],
  ])('%s', (_sentence, message, values) => {
    expect(suggest(message).map(({ field, value }) => `${field}:${value}`)).toEqual(values);
  });
});

test('the reason names the words that decided', () => {
  expect(suggest(said('Boleto', 'e a nota fiscal'))[0]).toEqual({
    field: 'topic',
    value: '2',
    confidence: 0.75,
    reason: { code: 'suggested_by_words', values: { words: ['boleto', 'nota fiscal'], isSure: true } },
    source: 'rules',
  });
});

test('it is done at once only where the rule says so and the words are clear', () => {
  const [clear] = suggest(said('Boleto'));
  const [weak] = suggest(said('', 'boleto'));
  const [asks] = suggest(said('Tudo parado'));
  expect([clear, weak, asks].map((one) => one && isConvincing(one))).toEqual([true, false, false]);
});

test('whatever is said, a field is suggested once and by a share of certainty', () => {
  fc.assert(
    fc.property(fc.string(), fc.array(fc.constantFrom('boleto', 'erro', 'refund', 'parado', 'x')), (subject, words) => {
      const all = suggest(said(subject, words.join(' ')));
      expect(new Set(all.map(({ field }) => field)).size).toBe(all.length);
      for (const { confidence } of all) expect(confidence >= 0.5 && confidence < 1).toBe(true);
    }),
  );
});
