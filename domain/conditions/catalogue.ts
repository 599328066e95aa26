import { newPartOf } from '../quotation/parts.ts';
import { type Grade, priorities, statusCategories } from '../tickets/ticket.ts';
import { type CustomField, fieldOfCustom, type OwnFieldId, ownFieldId } from './custom-fields.ts';
import type { Field, InstantField, NumberField, RankField, ReferenceField, TextField } from './field.ts';
import { type Operator, type OperatorId, operators, type Place } from './operators.ts';

const everywhere: readonly Place[] = ['event', 'ticket', 'sql'];
const ofRequester = { from: 'contacts', on: 'contacts.id = tickets.requester_id' };
const ofOrganization = { from: 'organizations', on: 'organizations.id = tickets.organization_id' };
const identityOf = (kind: string) => ({
  column: 'contact_identities.value',
  from: 'contact_identities',
  on: `contact_identities.contact_id = tickets.requester_id and contact_identities.kind = '${kind}'`,
});

/** How much is hit and how soon it hurts, the highest first: `grades[0]` is grade 1. */
export const grades = ['high', 'medium', 'low'] as const;

function instant(column: string, read: InstantField['read']): InstantField {
  return { type: 'instant', places: everywhere, read, sql: { column: `tickets.${column}` } };
}

function reference(names: string, column: string, read: ReferenceField['read']): ReferenceField {
  const sql = { column: `tickets.${column}` };
  return { type: 'reference', names, key: 'uuid', places: everywhere, changes: true, read, sql };
}

function unchanging({ changes: _, ...field }: ReferenceField): ReferenceField {
  return field;
}

function count(column: string, read: NumberField['read']): NumberField {
  const sql = { column: `tickets.${column}` };
  return { type: 'number', isWhole: true, isAlwaysSet: true, places: everywhere, read, sql };
}

function grade(column: string, read: (facts: Parameters<RankField['read']>[0]) => Grade | null): RankField {
  const named = (at: Grade | null) => (at === null ? null : (grades[at - 1] ?? null));
  const sql = { column: `tickets.${column}`, codes: grades, firstCode: 1 };
  return { type: 'rank', choices: grades, places: everywhere, changes: true, read: (facts) => named(read(facts)), sql };
}

function said(read: (text: string) => string): TextField {
  // Of events alone: bodies are found by search, never by a condition over all tickets.
  const text: TextField['read'] = ({ event }) => [event?.messageText == null ? null : read(event.messageText)];
  return { type: 'text', comparison: 'folded', places: ['event'], read: text, sql: { column: '' } };
}

/** What was written down when the ticket was solved: its words stand folded beside the record. */
function ofResolution(key: 'cause' | 'outcome'): TextField {
  const sql = { column: 'tickets.resolution_folded', key };
  const read: TextField['read'] = ({ resolution }) => [resolution?.[key] || null];
  return { type: 'text', comparison: 'folded', places: everywhere, changes: true, read, sql };
}

/** Every field that each desk has. A new one is one entry here: forms, validation, predicate and SQL follow from it. */
export const fields = {
  status: { ...reference('statuses', 'status_id', (f) => f.status), key: 'slug', isAlwaysSet: true },
  status_category: {
    type: 'choice',
    places: everywhere,
    isAlwaysSet: true,
    changes: true,
    choices: statusCategories,
    read: (f) => f.statusCategory,
    sql: { column: 'tickets.status_category', codes: statusCategories },
  },
  priority: {
    type: 'rank',
    places: everywhere,
    isAlwaysSet: true,
    changes: true,
    choices: priorities,
    read: (f) => f.priority,
    sql: { column: 'tickets.priority', codes: priorities },
  },
  impact: grade('impact', (f) => f.impact),
  urgency: grade('urgency', (f) => f.urgency),
  topic: reference('topics', 'topic_id', (f) => f.topic),
  team: { ...reference('teams', 'team_id', (f) => f.team), words: ['my_teams'] },
  tier: { ...count('tier', (f) => f.tier), changes: true },
  assignee: { ...reference('agents', 'assignee_id', (f) => f.assignee), words: ['me'] },
  requester: { ...reference('contacts', 'requester_id', (f) => f.requester), isAlwaysSet: true },
  requester_name: {
    type: 'text',
    comparison: 'folded',
    places: everywhere,
    read: (f) => [f.requester.name],
    sql: { column: 'contacts.name_folded', ...ofRequester },
  },
  requester_email: {
    type: 'text',
    comparison: 'lower',
    places: everywhere,
    read: (f) => f.requester.emails,
    sql: identityOf('email'),
  },
  requester_phone: {
    type: 'text',
    comparison: 'lower',
    places: everywhere,
    read: (f) => f.requester.phones,
    sql: identityOf('phone'),
  },
  requester_language: {
    type: 'choice',
    places: everywhere,
    read: (f) => f.requester.language,
    sql: { column: 'contacts.language', ...ofRequester },
  },
  organization: reference('organizations', 'organization_id', (f) => f.organization),
  organization_name: {
    type: 'text',
    comparison: 'folded',
    places: everywhere,
    read: (f) => [f.organization?.name ?? null],
    sql: { column: 'organizations.name_folded', ...ofOrganization },
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
    sql: { column: 'organizations.is_vip', ...ofOrganization },
  },
  inbox: unchanging(reference('inboxes', 'inbox_id', (f) => f.inbox)),
  channel: {
    type: 'choice',
    places: everywhere,
    isAlwaysSet: true,
    read: (f) => f.channel,
    sql: { column: 'tickets.channel' },
  },
  language: {
    type: 'choice',
    places: everywhere,
    changes: true,
    read: (f) => f.language,
    sql: { column: 'tickets.language' },
  },
  tags: { type: 'tags', places: everywhere, changes: true, read: (f) => f.tags, sql: { column: 'tickets.tags' } },
  subject: {
    type: 'text',
    comparison: 'folded',
    places: everywhere,
    changes: true,
    read: (f) => [f.subject],
    sql: { column: 'tickets.subject_folded' },
  },
  message_text: said((text) => text),
  message_new_text: said(newPartOf), // without what it quotes: "contains refund" is not true again of every answer
  number: count('number', (f) => f.number),
  reopened_count: count('reopened_count', (f) => f.reopenedCount),
  message_count: count('message_count', (f) => f.messageCount),
  awaits_reply: {
    type: 'flag',
    places: everywhere,
    read: (f) => f.awaitsReply,
    sql: { column: 'tickets.last_author_kind', isYes: { word: 'contact' } },
  },
  has_resolution: {
    type: 'flag',
    places: everywhere,
    changes: true,
    read: (f) => f.resolution != null,
    sql: { column: 'tickets.resolution', isYes: 'set' },
  },
  resolution_cause: ofResolution('cause'),
  resolution_outcome: ofResolution('outcome'),
  is_merged: {
    type: 'flag',
    places: everywhere,
    read: (f) => f.isMerged,
    sql: { column: 'tickets.merged_into', isYes: 'set' },
  },
  is_sla_broken: {
    type: 'flag',
    places: everywhere,
    read: (f) => f.isSlaBroken,
    sql: {
      column: 'sla_clocks.breached_at',
      from: 'sla_clocks',
      on: 'sla_clocks.ticket_id = tickets.id',
      isYes: 'set',
    },
  },
  is_open_now: { type: 'open', places: everywhere, read: () => null, sql: { column: '' } },
  created_at: { ...instant('created_at', (f) => f.createdAt), isAlwaysSet: true },
  updated_at: { ...instant('updated_at', (f) => f.updatedAt), isAlwaysSet: true },
  status_changed_at: { ...instant('status_changed_at', (f) => f.statusChangedAt), isAlwaysSet: true },
  assigned_at: instant('assigned_at', (f) => f.assignedAt),
  first_replied_at: instant('first_replied_at', (f) => f.firstRepliedAt),
  last_message_at: { ...instant('last_message_at', (f) => f.lastMessageAt), isAlwaysSet: true },
  last_customer_message_at: instant('last_customer_message_at', (f) => f.lastCustomerMessageAt),
  last_reply_at: instant('last_agent_reply_at', (f) => f.lastReplyAt),
  next_due_at: {
    ...instant('next_due_at', (f) => f.nextDueAt),
    isAhead: true,
    sql: { column: 'tickets.next_due_at', infinityIsNone: true },
  },
  snoozed_until: { ...instant('snoozed_until', (f) => f.snoozedUntil), isAhead: true, changes: true },
  solved_at: instant('solved_at', (f) => f.solvedAt),
  closed_at: instant('closed_at', (f) => f.closedAt),
} satisfies Record<string, Field>;

/** A field that every desk has, or one that an admin made: `field:<key>`, `requester.<key>`, `organization.<key>`. */
export type BuiltInId = keyof typeof fields;
export type FieldId = BuiltInId | OwnFieldId;
export const fieldIds = Object.keys(fields) as BuiltInId[];

/** The fields conditions can speak of on one desk. */
export type Catalogue = { ids: readonly FieldId[]; field(id: string): Field | undefined };

export const builtIn: Catalogue = {
  ids: fieldIds,
  field: (id) => (Object.hasOwn(fields, id) ? (fields as Record<string, Field>)[id] : undefined),
};

/** The fields that every desk has and those that this one defined. */
export function catalogueWith(customFields: readonly CustomField[]): Catalogue {
  if (customFields.length === 0) return builtIn;
  const own = new Map<string, Field>(customFields.map((field) => [ownFieldId(field), fieldOfCustom(field)]));
  return { ids: [...fieldIds, ...customFields.map(ownFieldId)], field: (id) => own.get(id) ?? builtIn.field(id) };
}

/** The operators a field offers at a place: those of its type that make sense of it, without what SQL cannot say the same way. */
export function operatorsOf(field: Field, place: Place): [OperatorId, Operator][] {
  if (!field.places.includes(place)) return [];
  const all = Object.entries(operators[field.type]) as [OperatorId, Operator][];
  return all.filter(([, operator]) => (operator.places ?? everywhere).includes(place) && hasSense(field, operator));
}

function hasSense(field: Field, { needs }: Operator): boolean {
  if (needs === 'absence') return !field.isAlwaysSet;
  if (needs === 'change') return field.changes === true;
  return needs === undefined || field.isAhead === true;
}
