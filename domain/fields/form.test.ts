import { describe, expect, test } from 'vitest';
import type { FieldDefinition, Need } from './field.ts';
import { askedBy, missingTo, shownOn, stricter } from './form.ts';

const field = (key: string, more: Partial<FieldDefinition> = {}): FieldDefinition => ({
  holder: 'ticket',
  key,
  type: 'text',
  label: { en: key },
  help: null,
  choices: [],
  neededTo: null,
  audience: 'agents',
  isArchived: false,
  ...more,
});
const definitions = [
  field('order'),
  field('amount', { neededTo: 'solve' }),
  field('cpf', { neededTo: 'open' }),
  field('fax', { isArchived: true, neededTo: 'solve' }),
  field('error'),
];
const keys = (fields: { key: string }[]) => fields.map(({ key }) => key);

test.each<[Need | null, Need | null, Need | null]>([
  [null, null, null],
  [null, 'solve', 'solve'],
  ['solve', 'open', 'open'],
  ['open', null, 'open'],
])('of %s and %s the stricter is %s', (one, other, expected) => {
  expect(stricter(one, other)).toBe(expected);
  expect(stricter(other, one)).toBe(expected);
});

describe('a form', () => {
  const form = [
    { key: 'cpf', neededTo: null },
    { key: 'order', neededTo: 'solve' as const },
    { key: 'amount', neededTo: null },
    { key: 'fax', neededTo: null },
    { key: 'gone', neededTo: null },
  ];
  const asked = askedBy(form, definitions);

  test('asks in its own order, without what is archived or gone', () => {
    expect(keys(asked.map(({ definition }) => definition))).toEqual(['cpf', 'order', 'amount']);
  });

  test.each<[string, { need: Need; values: Record<string, string> }, string[]]>([
    ['to open: what the field itself demands', { need: 'open', values: {} }, ['cpf']],
    ['to open: nothing more', { need: 'open', values: { cpf: '12345678909' } }, []],
    ['to solve: what the form and the fields demand', { need: 'solve', values: {} }, ['cpf', 'order', 'amount']],
    [
      'to solve: only what is not there yet',
      { need: 'solve', values: { order: '4711', cpf: '12345678909' } },
      ['amount'],
    ],
  ])('misses %s', (_, { need, values }, missing) => {
    expect(keys(missingTo(need, asked, values))).toEqual(missing);
  });

  test('a ticket shows its form, and after it what has a value from another one', () => {
    const shown = shownOn(form, definitions, { error: 'E-1', order: '7', fax: '11 4002' });
    expect(keys(shown.map(({ definition }) => definition))).toEqual(['cpf', 'order', 'amount', 'fax', 'error']);
  });
});
