import { describe, expect, test } from 'vitest';
import type { FieldDefinition, FieldType } from './field.ts';
import { readValue } from './value.ts';

const choices: FieldDefinition['choices'] = [
  { key: 'oven', label: { en: 'Oven' }, isArchived: false },
  { key: 'mixer', label: { en: 'Mixer' }, isArchived: false },
  { key: 'scale', label: { en: 'Scale' }, isArchived: true },
];
const read = (type: FieldType, given: unknown) => readValue({ type, choices }, given);

describe('a value is kept', () => {
  test.each<[string, [FieldType, unknown], unknown]>([
    ['without blanks round it', ['text', '  E-4711 '], 'E-4711'],
    ['with its lines', ['long_text', 'one\ntwo'], 'one\ntwo'],
    ['as a number', ['number', 12.5], 12.5],
    ['as zero, which is a number and not nothing', ['number', 0], 0],
    ['as a day', ['date', '2028-02-29'], '2028-02-29'],
    ['as one of the choices', ['choice', 'oven'], 'oven'],
    ['also as a choice that is no longer offered', ['choice', 'scale'], 'scale'],
    [
      'as several choices in the order of the field, each once',
      ['choices', ['mixer', 'oven', 'mixer']],
      ['oven', 'mixer'],
    ],
    ['as ticked', ['checkbox', true], true],
    ['as the bare characters of a tax id', ['tax_id', '12.abc.345/01de-35'], '12ABC34501DE35'],
  ])('%s', (_, [type, given], value) => {
    expect(read(type, given)).toEqual({ value });
  });

  test.each<[string, FieldType, unknown]>([
    ['empty text', 'text', '   '],
    ['null', 'number', null],
    ['no choices', 'choices', []],
    ['a box that is not ticked', 'checkbox', false],
  ])('%s takes it away', (_, type, given) => {
    expect(read(type, given)).toEqual({ value: null });
  });

  test.each<[string, [FieldType, unknown], string]>([
    ['a number where text belongs', ['text', 4711], 'not_text'],
    ['a novel in one line', ['text', 'x'.repeat(501)], 'too_long'],
    ['text where a number belongs', ['number', '12'], 'not_a_number'],
    ['infinity', ['number', Number.POSITIVE_INFINITY], 'not_a_number'],
    ['a day that no calendar has', ['date', '2027-02-29'], 'not_a_date'],
    ['a day as Brazilians write it', ['date', '30/11/2026'], 'not_a_date'],
    ['a choice nobody offers', ['choice', 'fridge'], 'not_a_choice'],
    ['one unknown among several choices', ['choices', ['oven', 'fridge']], 'not_a_choice'],
    ['one choice where several belong', ['choices', 'oven'], 'not_a_choice'],
    ['a word in a box', ['checkbox', 'yes'], 'not_yes_or_no'],
    ['a CPF with a slip of the finger', ['tax_id', '123.456.789-90'], 'not_a_tax_id'],
  ])('but not %s', (_, [type, given], problem) => {
    expect(read(type, given)).toEqual({ problem });
  });
});
