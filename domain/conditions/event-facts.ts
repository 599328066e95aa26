import type { FieldChanges } from '../events.ts';
import { customFieldPrefix } from './custom-fields.ts';
import type { EventFacts, TicketFacts } from './facts.ts';

/** What the world calls the things that the log names by their database id; null for what is gone. */
export type KeyOf = (noun: ReferredNoun, id: number) => string | null;
export type ReferredNoun = 'topic' | 'team' | 'assignee' | 'requester' | 'organization';

/** The log's names of the fields that hold ids. */
export const referredFields = {
  topicId: 'topic',
  teamId: 'team',
  assigneeId: 'assignee',
  requesterId: 'requester',
  organizationId: 'organization',
} as const satisfies Record<string, ReferredNoun>;

const plainFields = [
  'subject',
  'statusCategory',
  'priority',
  'impact',
  'urgency',
  'tier',
  'language',
  'resolution',
] as const;

/** What an event's changes, as the log keeps them, say about the ticket: before it and after it. */
export function eventFacts(
  changes: FieldChanges,
  facts: TicketFacts,
  keyOf: KeyOf,
): Required<Omit<EventFacts, 'messageText'>> {
  return { before: side(changes, 0, { facts, keyOf }), after: side(changes, 1, { facts, keyOf }) };
}

type Known = { facts: TicketFacts; keyOf: KeyOf };

function side(changes: FieldChanges, which: 0 | 1, { facts, keyOf }: Known): Partial<TicketFacts> {
  const said = Object.entries(changes).flatMap(([field, change]) => factOf(field, change[which] ?? null, keyOf));
  return { ...(Object.fromEntries(said) as Partial<TicketFacts>), ...ownFields(changes, which, facts) };
}

function factOf(field: string, value: unknown, keyOf: KeyOf): [string, unknown][] {
  const noun = nounOf(field);
  if (noun) return [[noun, named(noun, value, keyOf)]];
  if ((plainFields as readonly string[]).includes(field)) return [[field, value]];
  if (field === 'tags') return [[field, value ?? []]];
  if (field === 'status') return [[field, value && { id: 0, key: value }]]; // asked by its slug alone
  if (field === 'snoozedUntil') return [[field, value && new Date(String(value))]];
  return [];
}

function nounOf(field: string): ReferredNoun | undefined {
  return Object.hasOwn(referredFields, field) ? referredFields[field as keyof typeof referredFields] : undefined;
}

function named(noun: ReferredNoun, value: unknown, keyOf: KeyOf) {
  return typeof value === 'number' ? { id: value, key: keyOf(noun, value) ?? '' } : null;
}

/** The desk's own fields are one fact; the event names each that changed. */
function ownFields(changes: FieldChanges, which: 0 | 1, { customFields }: TicketFacts): Partial<TicketFacts> {
  const own = Object.entries(changes).filter(([field]) => field.startsWith(customFieldPrefix));
  if (own.length === 0) return {};
  const values = own.map(([field, change]) => [field.slice(customFieldPrefix.length), change[which] ?? undefined]);
  return { customFields: { ...customFields, ...Object.fromEntries(values) } };
}
