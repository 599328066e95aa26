import fc from 'fast-check';
import { type Catalogue, catalogueWith, operatorsOf } from '../catalogue.ts';
import { comparable } from '../comparison.ts';
import type { Condition, Question } from '../condition.ts';
import type { Field } from '../field.ts';
import type { Place, ValueShape } from '../operators.ts';
import { type Value, valueSchema } from '../values.ts';
import type { Names } from './speech.ts';

export const catalogue: Catalogue = catalogueWith([
  { key: 'order_number', type: 'text' },
  { key: 'amount', type: 'number' },
  { key: 'due', type: 'date' },
  { key: 'solution', type: 'choice', choices: [{ key: 'refund' }, { key: 'high' }, { key: 'other' }] },
  { key: 'parts', type: 'choices', choices: [{ key: 'oven' }, { key: 'door' }] },
  { key: 'paid', type: 'checkbox' },
  { holder: 'contact', key: 'plan', type: 'choice', choices: [{ key: 'gold' }, { key: 'other' }] },
  { holder: 'contact', key: 'born', type: 'date' },
  { holder: 'organization', key: 'region', type: 'text' },
  { holder: 'organization', key: 'seats', type: 'number' },
]);

const uuid = (n: number) => `01930000-0000-7000-8000-00000000000${n}`;
/** Names as desks have them: with spaces, quotes and words of the language, two the same, one like a unit or a sign. */
const people = ['Ana Souza', 'me', 'OR', 'suporte', 'O"Brien \\ Co', 'Billing', 'Billing', '(eu)'];
const known: Record<string, Record<string, string>> = {
  status: { open: 'Aberto', pending: 'Waiting: customer', 'waiting-parts': 'mudou(2)' },
  team: Object.fromEntries(people.map((name, n) => [uuid(n), name])),
  assignee: Object.fromEntries(people.map((name, n) => [uuid(n), name])),
  channel: { email: 'E-mail', chat: 'Bate-papo' },
  'field:solution': { refund: 'high', high: 'Alta', other: 'Other thing' },
  'requester.plan': { gold: 'Ouro e prata' },
};

export const names: Names = {
  nameOf: (field, key) => known[field]?.[key],
  keyOf: (field, name) => {
    const found = Object.entries(known[field] ?? {}).filter(
      ([key, one]) => key === name || one.toLowerCase() === name.toLowerCase(),
    );
    return found.length === 1 ? found[0]?.[0] : undefined;
  },
};

const texts = fc.oneof(
  fc.constantFrom(
    'boleto',
    'nota fiscal',
    '*',
    'a*',
    '"',
    '\\',
    '-x',
    'OR',
    'ou',
    'a,b',
    '(a)',
    'a:b',
    'me',
    '2h',
    ' x ',
    '>=',
    'não',
    'all(a)',
    '\n',
    '',
  ),
  fc.string({ minLength: 1, maxLength: 12, unit: 'grapheme' }),
);

function memberOf(id: string, field: Field): fc.Arbitrary<string> {
  if ('choices' in field && field.choices) return fc.constantFrom(...field.choices);
  const members = Object.keys(known[id] ?? {});
  if (field.type !== 'reference') return members.length > 0 ? fc.oneof(texts, fc.constantFrom(...members)) : texts;
  return fc.constantFrom(...(members.length > 0 ? members : [uuid(9)]), ...(field.words ?? []));
}

function valuesOf(id: string, field: Field, shape: ValueShape): fc.Arbitrary<Value | undefined> {
  const one = memberOf(id, field);
  const hours = fc.oneof(fc.integer({ min: 0, max: 500 }), fc.double({ min: 0, max: 9_999, noNaN: true }));
  const ofShape: Record<ValueShape, fc.Arbitrary<Value | undefined>> = {
    none: fc.constant(undefined),
    one,
    many: fc.array(one, { minLength: 1, maxLength: 3 }),
    text: texts,
    pattern: fc.constantFrom('^a.*b$', '[0-9]{3}', '\\d+ "x"', 'a|b'),
    number:
      field.type === 'number' && field.isWhole
        ? fc.integer()
        : fc.double({ noNaN: true, noDefaultInfinity: true }).map((n) => n + 0),
    date: fc.constantFrom('2026-12-31', '2024-02-29', '0099-01-01'),
    instant: fc
      .date({ min: new Date('2000-01-01'), max: new Date('2040-01-01'), noInvalidDate: true })
      .chain((at) =>
        fc
          .constantFrom(60_000 * 60 * 24, 60_000 * 30, 1000, 1)
          .map((unit) => new Date(Math.floor(at.getTime() / unit) * unit).toISOString()),
      ),
    hours,
    business_hours: hours,
    flag: fc.boolean(),
  };
  return ofShape[shape];
}

export function questions(place: Place): fc.Arbitrary<Question> {
  const all = catalogue.ids.flatMap((id) => {
    const field = catalogue.field(id);
    return field ? operatorsOf(field, place).map(([op, { value }]) => ({ id, field, op, shape: value })) : [];
  });
  return fc.constantFrom(...all).chain(({ id, field, op, shape }) =>
    valuesOf(id, field, shape)
      .filter((value) => valueSchema(field, shape).safeParse(value).success && isComparable(field, shape, value))
      .map((value) => (value === undefined ? { field: id, op } : { field: id, op, value })),
  );
}

function isComparable(field: Field, shape: ValueShape, value: Value | undefined): boolean {
  if (field.type !== 'text' || shape !== 'text') return true;
  try {
    return comparable(String(value), field.comparison) !== '';
  } catch {
    return false;
  }
}

/** Conditions as a form makes them: a group at the top, groups to the depth that is allowed. */
export function conditions(place: Place, depth = 5): fc.Arbitrary<Condition> {
  if (depth === 0) return questions(place);
  const inner = fc.oneof(
    { weight: 3, arbitrary: questions(place) },
    { weight: 2, arbitrary: conditions(place, depth - 1) },
  );
  const parts = fc.array(inner, { maxLength: 3 });
  return fc.oneof(
    parts.map((all) => ({ all })),
    parts.map((any) => ({ any })),
    inner.map((not) => ({ not })),
  );
}
