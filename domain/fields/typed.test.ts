import { expect, test } from 'vitest';
import type { FieldType } from './field.ts';
import { readTyped } from './typed.ts';

const choices = [
  { key: 'refund', label: { en: 'Refund', 'pt-BR': 'Reembolso' }, isArchived: false },
  { key: 'repair', label: { en: 'Repair', 'pt-BR': 'Conserto' }, isArchived: false },
];

test.each<[FieldType, string, object]>([
  ['text', ' A-77 ', { value: 'A-77' }],
  ['number', '1.234,5', { value: 1234.5 }],
  ['number', 'many', { problem: 'not_a_number' }],
  ['date', '2026-11-30', { value: '2026-11-30' }],
  ['choice', 'reembolso', { value: 'refund' }],
  ['choice', 'repair', { value: 'repair' }],
  ['choice', 'gift', { problem: 'not_a_choice' }],
  ['choices', 'Conserto, refund', { value: ['refund', 'repair'] }],
  ['checkbox', 'Sim', { value: true }],
  ['checkbox', 'não', { value: null }],
  ['tax_id', '529.982.247-25', { value: '52998224725' }],
  ['text', '', { value: null }],
])('a %s typed as %j is read', (type, typed, read) => {
  expect(readTyped({ type, choices }, typed, 'pt-BR')).toEqual(read);
});
