import { AppError } from '../errors.ts';
import type { Decision, EventDraft, EventType, FieldChanges, Reason } from '../events.ts';
import { valueChanges } from '../fields/changes.ts';
import type { Ticket, TicketChanges } from './ticket.ts';

/** The fields a decision may change, in the order they are recorded. */
export const changeable = [
  'subject',
  'status',
  'priority',
  'topicId',
  'teamId',
  'tier',
  'assigneeId',
  'requesterId',
  'organizationId',
  'tags',
  'customFields',
  'impact',
  'urgency',
  'resolution',
  'snoozedUntil',
  'language',
  'reopenedCount',
  'firstRepliedAt',
  'statusChangedAt',
  'assignedAt',
  'solvedAt',
  'closedAt',
  'mergedInto',
] as const satisfies readonly (keyof TicketChanges)[];

/** What follows from other things and is nobody's edit: a change of these alone leaves the version as it is. */
const derived = new Set<string>([
  'reopenedCount',
  'firstRepliedAt',
  'statusChangedAt',
  'assignedAt',
  'solvedAt',
  'closedAt',
]);

/** Refuses what may not happen to a closed ticket. */
export function refuseIfClosed(ticket: Ticket): void {
  if (ticket.status.category !== 'closed') return;
  throw new AppError('conflict', 'ticket_closed', `Ticket ${ticket.number} is closed and can no longer be changed.`);
}

/** A decision of one event that carries, from and to, exactly the given changes. */
export function changeTo(
  ticket: Ticket,
  changes: TicketChanges,
  happened: { type: EventType; reason?: Reason | undefined },
): Decision {
  const event: EventDraft = { type: happened.type, changes: fromAndTo(ticket, changes) };
  if (happened.reason) event.reason = happened.reason;
  return { changes, events: [event] };
}

/** The ticket as it is once the decision holds. */
export function after(ticket: Ticket, decision: Decision): Ticket {
  return { ...ticket, ...decision.changes };
}

/** Several decisions, each made about the ticket the one before it left behind, as one. */
export function inTurn(ticket: Ticket, steps: readonly ((ticket: Ticket) => Decision)[]): Decision {
  let now = ticket;
  const all: Decision = { changes: {}, events: [] };
  for (const step of steps) {
    const decision = step(now);
    now = after(now, decision);
    Object.assign(all.changes, decision.changes);
    all.events.push(...decision.events);
  }
  return all;
}

/** True when somebody's edit is among the changes: the ticket gets a new version. */
export function isNewVersion(changes: TicketChanges): boolean {
  return Object.keys(changes).some((field) => !derived.has(field));
}

/**
 * From and to of each change as the log keeps them: plain JSON, the status by its slug with its category beside it, each of the
 * desk's own fields that changed as `field:<key>`.
 */
export function fromAndTo(before: Partial<Ticket>, changes: Partial<Ticket>): FieldChanges {
  const [was, is] = [recorded(before), recorded(changes)];
  const plain = Object.keys(is).map((field) => [field, [was[field] ?? null, is[field]]]);
  return {
    ...Object.fromEntries(plain),
    ...(changes.customFields && valueChanges(before.customFields ?? {}, changes.customFields)),
  };
}

function recorded({ status, customFields: _, ...fields }: Partial<Ticket>): Record<string, unknown> {
  const plain = Object.entries(fields).map(([field, value]) => [field, asJson(value)]);
  return { ...(status && { status: status.slug, statusCategory: status.category }), ...Object.fromEntries(plain) };
}

function asJson(value: unknown): unknown {
  return value instanceof Date ? value.toISOString() : (value ?? null);
}
