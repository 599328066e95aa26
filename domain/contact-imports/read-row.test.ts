import { describe, expect, test } from 'vitest';
import type { FieldDefinition } from '../fields/field.ts';
import type { Target } from './columns.ts';
import { readRow } from './read-row.ts';

const field = (key: string, type: FieldDefinition['type']): FieldDefinition => ({
  holder: 'contact',
  key,
  type,
  label: { en: key },
  help: null,
  choices: [{ key: 'gold', label: { en: 'Gold', 'pt-BR': 'Ouro' }, isArchived: false }],
  neededTo: null,
  audience: 'agents',
  isArchived: false,
});
const fields = [field('since', 'date'), field('value', 'number'), field('level', 'choice'), field('cpf', 'tax_id')];
const read = (row: Readonly<Record<string, string>>, language = 'pt-BR') =>
  readRow(Object.values(row), { columns: Object.keys(row) as Target[], fields, language });

describe('a row', () => {
  test('says who somebody is, in the spelling the desk keeps', () => {
    expect(
      read({
        name: '  Ana   Lima ',
        email: 'ANA@X.example; ana@y.example ana@z.example',
        phone: '(11) 98765-4321',
        language: 'Português',
      }),
    ).toMatchObject({
      name: 'Ana Lima',
      identities: [
        { kind: 'email', value: 'ana@x.example' },
        { kind: 'email', value: 'ana@y.example' },
        { kind: 'email', value: 'ana@z.example' },
        { kind: 'phone', value: '11987654321' },
      ],
      language: 'pt-BR',
    });
  });

  test('leaves open what its cells leave open', () => {
    expect(read({ name: '', email: 'ana@x.example', notes: ' ', organization: '' })).toEqual({
      name: null,
      identities: [{ kind: 'email', value: 'ana@x.example' }],
      organization: null,
      language: null,
      notes: null,
      fields: {},
    });
  });

  test('joins several columns of one kind', () => {
    const columns = ['name', 'name', 'phone', 'phone', 'notes', 'notes'] as const;
    const cells = ['Ana', 'Lima', '+55 11 3333-4444', '+55 (11) 3333-4444', 'one', 'two'];
    expect(readRow(cells, { columns, fields, language: 'en' })).toMatchObject({
      name: 'Ana Lima',
      identities: [{ kind: 'phone', value: '+551133334444' }],
      notes: 'one\ntwo',
    });
  });

  test.each([
    ['a day as Brazilians write it', { 'field:since': '05/11/2026' }, 'pt-BR', { since: '2026-11-05' }],
    ['a day as Americans write it', { 'field:since': '11/05/2026' }, 'en', { since: '2026-11-05' }],
    ['a day with its hour', { 'field:since': '2026-11-05T12:30:00.000Z' }, 'en', { since: '2026-11-05' }],
    ['a number with a decimal comma', { 'field:value': '1.234,50' }, 'pt-BR', { value: 1234.5 }],
    ['a choice by its label', { 'field:level': 'ouro' }, 'pt-BR', { level: 'gold' }],
    ['a CPF with its signs', { 'field:cpf': '529.982.247-25' }, 'pt-BR', { cpf: '52998224725' }],
    ['a CPF that lost its first zeros to a spreadsheet', { 'field:cpf': '191' }, 'pt-BR', undefined],
    ['a CPF that lost one zero', { 'field:cpf': '1234567890' }, 'pt-BR', { cpf: '01234567890' }],
    ['a CNPJ that lost one zero', { 'field:cpf': '1234567000195' }, 'pt-BR', { cpf: '01234567000195' }],
    ['a CNPJ with letters', { 'field:cpf': '12.ABC.345/01DE-35' }, 'pt-BR', { cpf: '12ABC34501DE35' }],
  ])('reads %s', (...[, cells, language, values]) => {
    const row = read({ email: 'ana@x.example', ...cells }, language);
    if (values === undefined) expect(row).toHaveProperty('problems');
    else expect(row).toMatchObject({ fields: values });
  });

  test.each([
    ['an e-mail address that is none', { email: 'ana at x.example' }, 'email_invalid'],
    ['a number that is none', { phone: '12' }, 'number_invalid'],
    ['a name and no way to reach them', { name: 'Ana' }, 'no_address'],
    ['a language nobody speaks', { email: 'a@x.example', language: 'the usual' }, 'language_unknown'],
    ['a CPF with a wrong check digit', { email: 'a@x.example', 'field:cpf': '529.982.247-26' }, 'field_invalid'],
    ['a day that is none', { email: 'a@x.example', 'field:since': '31/02/2026' }, 'field_invalid'],
    ['a name without end', { email: 'a@x.example', name: 'x'.repeat(201) }, 'too_long'],
  ])('is refused for %s', (_, cells, code) => {
    expect(read(cells)).toMatchObject({ problems: expect.arrayContaining([expect.objectContaining({ code })]) });
  });

  test('names a wrong address as it was written', () => {
    expect(read({ email: 'ana at x.example' })).toEqual({
      problems: [{ code: 'email_invalid', values: { value: 'ana at x.example' } }],
    });
  });

  test('tells all that is wrong with it at once', () => {
    const row = read({ email: 'nobody', language: 'the usual', 'field:value': 'much' });
    expect('problems' in row && row.problems.map(({ code }) => code)).toEqual([
      'email_invalid',
      'language_unknown',
      'field_invalid',
    ]);
  });
});
