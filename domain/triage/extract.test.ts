import fc from 'fast-check';
import { expect, test } from 'vitest';
import { type ExtractionRule, extract } from './extract.ts';

const order: ExtractionRule = {
  id: 1,
  name: 'Order number',
  fieldKey: 'order_number',
  kind: 'pattern',
  pattern: String.raw`\b(?:pedido|order)\s*(?:n[.º°o]*|#)?\s*:?\s*([A-Z]{0,3}-?\d{4,12})\b`,
};
const error: ExtractionRule = {
  id: 2,
  name: 'Error',
  fieldKey: 'error_code',
  kind: 'pattern',
  pattern: String.raw`\bE-?\d{3,5}\b`,
};
const taxId: ExtractionRule = { id: 3, name: 'CPF or CNPJ', fieldKey: 'tax_id', kind: 'tax_id', pattern: null };
const rules = [order, error, taxId];

test.each<[string, string, Record<string, string>]>([
  ['a number behind the word that names it', 'Meu pedido nº 48213 não chegou', { order_number: '48213' }],
  ['the same in English', 'Where is order #SP-48213?', { order_number: 'SP-48213' }],
  ['an error code wherever it stands', 'the screen says (E-1042).', { error_code: 'E-1042' }],
  ['a CPF as it is written', 'CPF 529.982.247-25', { tax_id: '52998224725' }],
  ['a CPF without points', 'cpf: 52998224725, obrigado', { tax_id: '52998224725' }],
  ['a CNPJ with letters', 'CNPJ 12.ABC.345/01DE-35', { tax_id: '12ABC34501DE35' }],
  ['the first that is valid, past one that is not', '111.111.111-11 ou 529.982.247-25', { tax_id: '52998224725' }],
  ['nothing of digits that only look like it', 'protocolo 52998224726 e 123.456.789-00', {}],
  ['nothing of a piece of a longer number', 'boleto 34191.79001 01043.510047 91020.150008 5299822472512345', {}],
  ['nothing of an empty text', '', {}],
])('%s is read', (_sentence, text, values) => {
  expect(Object.fromEntries(extract(text, rules).map(({ rule, value }) => [rule.fieldKey, value]))).toEqual(values);
});

test('the words it was read from are kept for the reason', () => {
  expect(extract('Pedido nº 48213.', rules)[0]).toMatchObject({ rule: order, found: 'Pedido nº 48213' });
});

test('of two rules for one field the first that finds something counts', () => {
  const protocol = { ...order, id: 9, pattern: String.raw`\bprotocolo (\d+)` };
  expect(extract('protocolo 77, pedido 48213', [protocol, order])).toMatchObject([{ value: '77' }]);
  expect(extract('pedido 48213', [protocol, order])).toMatchObject([{ value: '48213' }]);
});

test('whatever a customer writes, it ends, and what was read stands in the text', () => {
  fc.assert(
    fc.property(fc.string({ maxLength: 300 }), (text) => {
      for (const { found } of extract(`${text} pedido 12345 ${text}`, rules)) expect(text + found).toContain(found);
      expect(extract(`${text} pedido 12345`, [order]).map(({ value }) => value)).not.toEqual([]);
    }),
  );
});

test('a pattern that would run for years elsewhere comes to its end', () => {
  expect(extract(`${'a'.repeat(40_000)}!`, [{ ...order, pattern: '(a+)+$' }])).toEqual([]);
});
