import { describe, expect, test } from 'vitest';
import { type KnownPerson, planRow, planRows } from './plan.ts';
import type { ReadRow } from './read-row.ts';

const row = (said: Partial<Omit<ReadRow, 'identities'>> & { email?: string; phone?: string }): ReadRow => {
  const { email, phone, ...rest } = said;
  const identities: ReadRow['identities'] = [];
  if (email !== undefined) identities.push({ kind: 'email', value: email });
  if (phone !== undefined) identities.push({ kind: 'phone', value: phone });
  return { name: null, organization: null, language: null, notes: null, fields: {}, ...rest, identities };
};
const person = (id: number, known: Partial<KnownPerson>): KnownPerson => ({
  id,
  name: '',
  organization: null,
  language: null,
  notes: '',
  fields: {},
  identities: [],
  ...known,
});
const desk = (...people: KnownPerson[]) => ({
  known: {
    people: new Map(people.map((one) => [one.id, one])),
    owners: new Map(
      people.flatMap((one) => [
        ...one.identities.map((key) => [key, one.id] as const),
        ...(one.fields.cpf === undefined ? [] : [[`tax:cpf:${one.fields.cpf}`, one.id] as const]),
      ]),
    ),
  },
  taxFields: ['cpf'],
});
const ana = person(1, {
  name: 'Ana Lima',
  organization: 'Padaria São João',
  identities: ['email:ana@x.example', 'phone:11987654321'],
  fields: { cpf: '52998224725' },
});
const bia = person(2, { name: 'Bia', identities: ['email:bia@x.example'] });
const world = desk(ana, bia);

describe('what a row would do', () => {
  test('somebody unknown is new', () => {
    expect(planRow(row({ name: 'Caio', email: 'caio@x.example' }), world)).toEqual({ outcome: 'new' });
  });

  test('somebody known, with nothing new, stays the same', () => {
    const said = row({ name: 'Ana Lima', email: 'ana@x.example', organization: 'padaria sao joao' });
    expect(planRow(said, world)).toEqual({ outcome: 'same', personId: 1 });
  });

  test('an empty cell takes nothing away', () => {
    expect(planRow(row({ email: 'ana@x.example' }), world)).toEqual({ outcome: 'same', personId: 1 });
  });

  test('what is new about somebody known is named', () => {
    const said = row({
      name: 'Ana L.',
      email: 'ana@x.example',
      phone: '1133334444',
      notes: 'VIP',
      fields: { plan: 'gold' },
    });
    expect(planRow(said, world)).toEqual({
      outcome: 'changed',
      personId: 1,
      changes: ['name', 'notes', 'phone', 'field:plan'],
    });
  });

  test('a CPF finds the person under a new address', () => {
    const said = row({ email: 'ana.lima@y.example', fields: { cpf: '52998224725' } });
    expect(planRow(said, world)).toEqual({ outcome: 'changed', personId: 1, changes: ['email'] });
  });

  test('a CNPJ names a company and finds nobody', () => {
    const company = desk(person(3, { fields: { cpf: '11222333000181' } }));
    const said = row({ email: 'new@x.example', fields: { cpf: '11222333000181' } });
    expect(planRow(said, company)).toEqual({ outcome: 'new' });
  });

  test('addresses of two people are not made one person by a table', () => {
    const said = row({ email: 'bia@x.example', phone: '11987654321' });
    expect(planRow(said, world)).toEqual({
      outcome: 'error',
      problems: [{ code: 'two_people', values: { one: 'Bia', other: 'Ana Lima' } }],
    });
  });

  test('a colleague at the same number is not the person who has it', () => {
    expect(planRow(row({ name: 'Caio', email: 'caio@x.example', phone: '11987654321' }), world)).toEqual({
      outcome: 'error',
      problems: [{ code: 'number_of_another', values: { value: '11987654321', name: 'Ana Lima' } }],
    });
  });

  test('a number alone is the person who has it', () => {
    expect(planRow(row({ phone: '11987654321', notes: 'calls' }), world)).toMatchObject({ personId: 1 });
  });
});

describe('rows of one file', () => {
  const plan = (...rows: ReadRow[]) =>
    planRows(
      rows.map((read, at) => ({ place: at + 2, read })),
      world,
    );

  test('a person told of twice is written once, and the row says where they were told of first', () => {
    expect(plan(row({ email: 'caio@x.example' }), row({ email: 'caio@x.example', name: 'Caio' }))).toEqual([
      { place: 2, outcome: 'new' },
      { place: 3, outcome: 'error', problems: [{ code: 'repeated', values: { row: '2', value: 'caio@x.example' } }] },
    ]);
  });

  test.each([
    ['by number', row({ phone: '5551' + '234' }), row({ email: 'z@x.example', phone: '5551234' })],
    [
      'by CPF',
      row({ email: 'y@x.example', fields: { cpf: '11144477735' } }),
      row({ email: 'z@x.example', fields: { cpf: '11144477735' } }),
    ],
  ])('they are found again %s', (_, one, other) => {
    expect(plan(one, other).map(({ outcome }) => outcome)).toEqual(['new', 'error']);
  });

  test('a row that is refused claims nobody', () => {
    const rows = planRows(
      [
        { place: 2, read: { problems: [{ code: 'language_unknown', values: { value: 'x' } }] } },
        { place: 3, read: row({ email: 'caio@x.example' }) },
      ],
      world,
    );
    expect(rows.map(({ outcome }) => outcome)).toEqual(['error', 'new']);
  });
});
