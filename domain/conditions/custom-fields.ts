import type { Field } from './field.ts';
import type { Place } from './operators.ts';

/** What conditions must know of a field that an admin made. `choices` holds the archived ones too: tickets may have them. */
export type CustomField = {
  key: string;
  type: 'text' | 'long_text' | 'tax_id' | 'number' | 'date' | 'choice' | 'choices' | 'checkbox';
  choices?: readonly { key: string }[];
};

/** A condition names it with this before its key: `field:order_number`. */
export const customFieldPrefix = 'field:';

const places: readonly Place[] = ['event', 'ticket', 'sql'];

/** Made once for each definition, so that what is worked out for a field is kept as long as the definition is. */
export function fieldOfCustom(custom: CustomField): Field {
  const before = known.get(custom);
  if (before) return before;
  const made = makeField(custom);
  known.set(custom, made);
  return made;
}
const known = new WeakMap<CustomField, Field>();

/** A value of another kind than the field's (its type was another once) counts as absent, here as in SQL. */
function makeField({ key, type, choices: offered = [] }: CustomField): Field {
  const choices = offered.map((choice) => choice.key);
  const common = { places, changes: true, sql: { column: 'tickets.custom_fields', key } } as const;
  switch (type) {
    case 'text':
    case 'long_text':
    case 'tax_id': {
      const sql = { column: 'tickets.custom_fields_folded', key };
      return { type: 'text', comparison: 'folded', ...common, sql, read: (f) => [textOf(f.customFields[key])] };
    }
    case 'number':
      return { type: 'number', ...common, read: (f) => numberOf(f.customFields[key]) };
    case 'date':
      return { type: 'date', ...common, read: (f) => textOf(f.customFields[key]) };
    case 'choice':
      return { type: 'choice', choices, ...common, read: (f) => textOf(f.customFields[key]) };
    case 'choices':
      return { type: 'tags', choices, ...common, read: (f) => listOf(f.customFields[key]) };
    case 'checkbox':
      return { type: 'flag', ...common, read: (f) => f.customFields[key] === true };
  }
}

type Stored = string | number | boolean | readonly string[] | undefined;

function textOf(value: Stored): string | null {
  return typeof value === 'string' ? value : null;
}

function numberOf(value: Stored): number | null {
  return typeof value === 'number' ? value : null;
}

function listOf(value: Stored): readonly string[] {
  return Array.isArray(value) ? value : [];
}
