import type { CustomField } from '../../../../domain/conditions/custom-fields.ts';
import type { CustomFields } from '../../../../domain/tickets/ticket.ts';

/** The desk's own fields; the values of some tickets are of another type, as if the field had been of it once. */
export const customFields: CustomField[] = [
  { key: 'order_number', type: 'text' },
  { key: 'steps', type: 'long_text' },
  { key: 'amount', type: 'number' },
  { key: 'due_date', type: 'date' },
  { key: 'solution', type: 'choice', choices: [{ key: 'refund' }, { key: 'troca' }, { key: 'other' }] },
  { key: 'parts', type: 'choices', choices: [{ key: 'oven' }, { key: 'door' }, { key: 'a b' }] },
  { key: 'is_paid', type: 'checkbox' },
  ...(['contact', 'organization'] as const).flatMap((holder): CustomField[] => [
    { holder, key: 'code', type: 'text' },
    { holder, key: 'seats', type: 'number' },
    { holder, key: 'since', type: 'date' },
    { holder, key: 'plan', type: 'choice', choices: [{ key: 'gold' }, { key: 'basic' }] },
    { holder, key: 'areas', type: 'choices', choices: [{ key: 'north' }, { key: 'south' }] },
    { holder, key: 'is_blocked', type: 'checkbox' },
  ]),
];

/** Values of people and companies, by their place: none, some, and some of another type. */
const valuesOfHolders: CustomFields[] = [
  { code: 'Ação 100%', seats: 3, since: '2026-10-25', plan: 'gold', areas: ['north'], is_blocked: true },
  {},
  { code: 'a_b', seats: 12.5, since: '2026-12-24', plan: 'basic', areas: ['north', 'south'] },
  { code: 7, seats: 'three', since: true, plan: ['gold'], areas: 'north', is_blocked: 'true' },
];
export const valuesOf = (index: number): CustomFields => valuesOfHolders[index % valuesOfHolders.length] ?? {};
