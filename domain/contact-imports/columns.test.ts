import { describe, expect, test } from 'vitest';
import { guessColumns, looksLikeHeadings } from './columns.ts';

const fields = [
  { key: 'plan', label: { en: 'Plan', 'pt-BR': 'Plano' }, type: 'text' as const },
  { key: 'document', label: { en: 'Document' }, type: 'tax_id' as const },
];
const guess = (headings: string[], sample: string[][] = []) => guessColumns(headings, { sample, fields });

describe('what a column is', () => {
  test.each([
    ['Nome completo', 'name'],
    ['E-mail', 'email'],
    ['EMAIL:', 'email'],
    ['Telefone (celular)', 'phone'],
    ['Telefone celular', 'phone'],
    ['WhatsApp', 'whatsapp'],
    ['Razão Social', 'organization'],
    ['Observações', 'notes'],
    ['Customer ID', 'external'],
    ['Idioma', 'language'],
    ['CPF/CNPJ', 'field:document'],
    ['Plano', 'field:plan'],
    ['Favourite colour', null],
    ['', null],
  ])('is guessed by its heading: %s', (heading, target) => {
    expect(guess([heading])).toEqual([target]);
  });

  test('first and last name are one name, a second e-mail is an e-mail, a second organization is left out', () => {
    expect(guess(['First name', 'Last name', 'Email', 'Email 2', 'Company', 'Empresa'])).toEqual([
      'name',
      'name',
      'email',
      'email',
      'organization',
      null,
    ]);
  });

  test('without a heading addresses speak for themselves', () => {
    expect(
      guess(
        ['', ''],
        [
          ['Ana', 'ana@x.example'],
          ['Bia', 'bia@x.example'],
        ],
      ),
    ).toEqual([null, 'email']);
  });
});

test.each([
  ['words are headings', ['Nome', 'E-mail'], true],
  ['somebody’s address is none', ['Ana', 'ana@x.example'], false],
  ['nothing is none', ['', ' '], false],
])('the first row: %s', (_, row, isHeadings) => {
  expect(looksLikeHeadings(row)).toBe(isHeadings);
});
