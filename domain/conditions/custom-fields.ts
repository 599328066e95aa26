import type { Holder } from '../fields/field.ts';
import type { CustomFields } from '../tickets/ticket.ts';
import type { TicketFacts } from './facts.ts';
import type { Field, FieldSql } from './field.ts';
import type { Place } from './operators.ts';

/** What conditions must know of a field that an admin made. `choices` holds the archived ones too: tickets may have them. */
export type CustomField = {
  /** A ticket, unless it says otherwise. */
  holder?: Holder;
  key: string;
  type: 'text' | 'long_text' | 'tax_id' | 'number' | 'date' | 'choice' | 'choices' | 'checkbox';
  choices?: readonly { key: string }[];
};

/** A condition names it with this before its key: `field:order_number`. */
export const customFieldPrefix = 'field:';

/** The same for the fields of everything that can hold some: `requester.plan`, `organization.region`. */
export const ownPrefixes = { ticket: customFieldPrefix, contact: 'requester.', organization: 'organization.' } as const;
export type OwnFieldId = `${(typeof ownPrefixes)[Holder]}${string}`;

export function ownFieldId({ holder = 'ticket', key }: Pick<CustomField, 'holder' | 'key'>): OwnFieldId {
  return `${ownPrefixes[holder]}${key}`;
}

/** Whose field an id names, and by which key; null for one that every desk has. */
export function ownFieldOf(id: string): { holder: Holder; key: string } | null {
  const holder = (Object.keys(ownPrefixes) as Holder[]).find((one) => id.startsWith(ownPrefixes[one]));
  return holder === undefined ? null : { holder, key: id.slice(ownPrefixes[holder].length) };
}

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

type Kept = { values: (facts: TicketFacts) => CustomFields; table: string; isTicket: boolean } & Pick<
  FieldSql,
  'from' | 'on'
>;

const nothing: CustomFields = {};

/** Where the values of each holder stand. What a requester or an organization holds is changed by no event of the ticket. */
const kept: Record<Holder, Kept> = {
  ticket: { values: (f) => f.customFields, table: 'tickets', isTicket: true },
  contact: {
    values: (f) => f.requester.customFields,
    table: 'contacts',
    isTicket: false,
    from: 'contacts',
    on: 'contacts.id = tickets.requester_id',
  },
  organization: {
    values: (f) => f.organization?.customFields ?? nothing,
    table: 'organizations',
    isTicket: false,
    from: 'organizations',
    on: 'organizations.id = tickets.organization_id',
  },
};

/** A value of another kind than the field's (its type was another once) counts as absent, here as in SQL. */
function makeField({ holder = 'ticket', key, type, choices: offered = [] }: CustomField): Field {
  const choices = offered.map((choice) => choice.key);
  const { values, table, isTicket, ...beside } = kept[holder];
  const common = {
    places,
    ...(isTicket && { changes: true as const }),
    sql: { column: `${table}.custom_fields`, key, ...beside },
  };
  switch (type) {
    case 'text':
    case 'long_text':
    case 'tax_id': {
      const sql = { ...common.sql, column: `${table}.custom_fields_folded` };
      return { type: 'text', comparison: 'folded', ...common, sql, read: (f) => [textOf(values(f)[key])] };
    }
    case 'number':
      return { type: 'number', ...common, read: (f) => numberOf(values(f)[key]) };
    case 'date':
      return { type: 'date', ...common, read: (f) => textOf(values(f)[key]) };
    case 'choice':
      return { type: 'choice', choices, ...common, read: (f) => textOf(values(f)[key]) };
    case 'choices':
      return { type: 'tags', choices, ...common, read: (f) => listOf(values(f)[key]) };
    case 'checkbox':
      return { type: 'flag', ...common, read: (f) => values(f)[key] === true };
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
