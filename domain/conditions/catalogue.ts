import { newPartOf } from '../quotation/parts.ts';
import { priorities, statusCategories } from '../tickets/ticket.ts';
import type { Named, TicketFacts } from './facts.ts';
import { type Comparison, type FieldType, type Operator, type OperatorId, operators } from './operators.ts';

/** Where a condition can be asked: about an event as it happens, about one ticket, about all tickets in SQL. */
export type Place = 'event' | 'ticket' | 'sql';

/**
 * Where SQL finds a field, as data (this wing speaks no SQL). `from` and `on` name the rows beside the ticket that hold it.
 * `codes` lists the values of a column that stores their position; `infinityIsNone` marks an instant whose absence is infinity.
 */
export type FieldSql = {
  column: string;
  from?: string;
  on?: string;
  codes?: readonly string[];
  infinityIsNone?: true;
};

type Common = { places: readonly Place[]; sql: FieldSql };
export type ChoiceField = Common & {
  type: 'choice';
  choices?: readonly string[];
  read(facts: TicketFacts): string | null;
};
/** `names` is the table its values name, by `key`; `words` are the values that depend on who asks. */
export type ReferenceField = Common & {
  type: 'reference';
  names: string;
  key: 'uuid' | 'slug';
  words?: readonly ('me' | 'my_teams')[];
  read(facts: TicketFacts): Named | null;
};
export type TextField = Common & {
  type: 'text';
  comparison: Comparison;
  read(facts: TicketFacts): readonly (string | null)[];
};
export type NumberField = Common & { type: 'number'; read(facts: TicketFacts): number };
export type InstantField = Common & { type: 'instant'; read(facts: TicketFacts): Date | null };
/** `sql.codes` holds the one text that means true, where the column is not a boolean. */
export type FlagField = Common & { type: 'flag'; read(facts: TicketFacts): boolean | null };
export type TagsField = Common & { type: 'tags'; read(facts: TicketFacts): readonly string[] };
export type Field = ChoiceField | ReferenceField | TextField | NumberField | InstantField | FlagField | TagsField;

const everywhere: readonly Place[] = ['event', 'ticket', 'sql'];
const ofRequester = 'contacts.id = tickets.requester_id';
const ofOrganization = 'organizations.id = tickets.organization_id';

function instant(column: string, read: InstantField['read']): InstantField {
  return { type: 'instant', places: everywhere, read, sql: { column: `tickets.${column}` } };
}

function reference(names: string, column: string, read: ReferenceField['read']): ReferenceField {
  return { type: 'reference', names, key: 'uuid', places: everywhere, read, sql: { column: `tickets.${column}` } };
}

function count(column: string, read: NumberField['read']): NumberField {
  return { type: 'number', places: everywhere, read, sql: { column: `tickets.${column}` } };
}

/** Every field a condition can speak of. A new one is one entry here: forms, validation, predicate and SQL follow from it. */
export const fields = {
  status: { ...reference('statuses', 'status_id', (f) => f.status), key: 'slug' },
  status_category: {
    type: 'choice',
    places: everywhere,
    choices: statusCategories,
    read: (f) => f.statusCategory,
    sql: { column: 'tickets.status_category', codes: statusCategories },
  },
  priority: {
    type: 'choice',
    places: everywhere,
    choices: priorities,
    read: (f) => f.priority,
    sql: { column: 'tickets.priority', codes: priorities },
  },
  topic: reference('topics', 'topic_id', (f) => f.topic),
  team: { ...reference('teams', 'team_id', (f) => f.team), words: ['my_teams'] },
  assignee: { ...reference('agents', 'assignee_id', (f) => f.assignee), words: ['me'] },
  requester: reference('contacts', 'requester_id', (f) => f.requester),
  requester_name: {
    type: 'text',
    comparison: 'folded',
    places: everywhere,
    read: (f) => [f.requester.name],
    sql: { column: 'contacts.name_folded', from: 'contacts', on: ofRequester },
  },
  requester_email: {
    type: 'text',
    comparison: 'lower',
    places: everywhere,
    read: (f) => f.requester.emails,
    sql: {
      column: 'contact_identities.value',
      from: 'contact_identities',
      on: "contact_identities.contact_id = tickets.requester_id and contact_identities.kind = 'email'",
    },
  },
  organization: reference('organizations', 'organization_id', (f) => f.organization),
  organization_name: {
    type: 'text',
    comparison: 'folded',
    places: everywhere,
    read: (f) => [f.organization?.name ?? null],
    sql: { column: 'organizations.name_folded', from: 'organizations', on: ofOrganization },
  },
  organization_domain: {
    type: 'text',
    comparison: 'lower',
    places: everywhere,
    read: (f) => f.organization?.domains ?? [],
    sql: {
      column: 'organization_domains.domain',
      from: 'organization_domains',
      on: 'organization_domains.organization_id = tickets.organization_id',
    },
  },
  organization_is_vip: {
    type: 'flag',
    places: everywhere,
    read: (f) => f.organization?.isVip ?? null,
    sql: { column: 'organizations.is_vip', from: 'organizations', on: ofOrganization },
  },
  inbox: reference('inboxes', 'inbox_id', (f) => f.inbox),
  channel: { type: 'choice', places: everywhere, read: (f) => f.channel, sql: { column: 'tickets.channel' } },
  language: { type: 'choice', places: everywhere, read: (f) => f.language, sql: { column: 'tickets.language' } },
  tags: { type: 'tags', places: everywhere, read: (f) => f.tags, sql: { column: 'tickets.tags' } },
  subject: {
    type: 'text',
    comparison: 'folded',
    places: everywhere,
    read: (f) => [f.subject],
    sql: { column: 'tickets.subject_folded' },
  },
  message_text: {
    type: 'text',
    comparison: 'folded',
    places: ['event'], // bodies are found by search, never by a condition over all tickets
    read: (f) => [f.event?.messageText ?? null],
    sql: { column: '' },
  },
  message_new_text: {
    type: 'text',
    comparison: 'folded',
    places: ['event'], // without what it quotes: "contains refund" is not true again of every answer
    read: (f) => [f.event?.messageText == null ? null : newPartOf(f.event.messageText)],
    sql: { column: '' },
  },
  number: count('number', (f) => f.number),
  reopened_count: count('reopened_count', (f) => f.reopenedCount),
  message_count: count('message_count', (f) => f.messageCount),
  awaits_reply: {
    type: 'flag',
    places: everywhere,
    read: (f) => f.awaitsReply,
    sql: { column: 'tickets.last_author_kind', codes: ['contact'] },
  },
  created_at: instant('created_at', (f) => f.createdAt),
  updated_at: instant('updated_at', (f) => f.updatedAt),
  status_changed_at: instant('status_changed_at', (f) => f.statusChangedAt),
  first_replied_at: instant('first_replied_at', (f) => f.firstRepliedAt),
  last_customer_message_at: instant('last_customer_message_at', (f) => f.lastCustomerMessageAt),
  last_reply_at: instant('last_agent_reply_at', (f) => f.lastReplyAt),
  next_due_at: {
    ...instant('next_due_at', (f) => f.nextDueAt),
    sql: { column: 'tickets.next_due_at', infinityIsNone: true },
  },
  solved_at: instant('solved_at', (f) => f.solvedAt),
  closed_at: instant('closed_at', (f) => f.closedAt),
} satisfies Record<string, Field>;

export type FieldId = keyof typeof fields;
export const fieldIds = Object.keys(fields) as FieldId[];

export function fieldOf(id: string): Field | undefined {
  return Object.hasOwn(fields, id) ? (fields as Record<string, Field>)[id] : undefined;
}

/** The operators a field offers at a place: those of its type, without what SQL cannot say the same way. */
export function operatorsOf(field: Field, place: Place): [OperatorId, Operator][] {
  if (!field.places.includes(place)) return [];
  const all = Object.entries(operators[field.type as FieldType]) as [OperatorId, Operator][];
  return all.filter(([, operator]) => !(place === 'sql' && operator.notInSql));
}
