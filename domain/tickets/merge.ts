import { AppError } from '../errors.ts';
import { type Decision, type EventType, unchanged } from '../events.ts';
import { changeTo, inTurn, refuseIfClosed } from './decide.ts';
import { reopenOnAnswer } from './reopen.ts';
import { firstReplyTo } from './reply.ts';
import { statusOf } from './status.ts';
import { distinctTags } from './tag.ts';
import { isActive, type Status, type Ticket, type TicketChanges } from './ticket.ts';

/** What stands in a ticket, counted from its messages: what a list shows of it. Instants as the log keeps them. */
export type Stands = {
  messageCount: number;
  lastAuthorKind: Ticket['lastAuthorKind'];
  lastCustomerMessageAt: string | null;
  lastAgentReplyAt: string | null;
};

/**
 * `other` is the ticket it goes to, or comes from; `stands` what stands in the decided ticket afterwards. `endsSplit`: one was split
 * off from the other, and that is undone.
 */
type Moving = { other: Ticket; stands: Stands; statuses: readonly Status[]; endsSplit?: boolean };

/** Refuses what cannot be merged: a ticket into itself, one that is closed, one into a closed one. */
export function checkMerge(ticket: Ticket, into: Ticket): void {
  if (ticket.id === into.id)
    throw new AppError('conflict', 'merge_into_itself', 'A ticket cannot be merged into itself.');
  refuseIfClosed(ticket);
  if (into.status.category !== 'closed') return;
  throw new AppError('conflict', 'merge_target_closed', `Ticket ${into.number} is closed and takes nothing in.`);
}

/** A ticket gives all that was said in it to another and is closed: mail for it goes there from now on. */
export function mergeInto(ticket: Ticket, { other, stands, statuses, endsSplit }: Moving, now: Date): Decision {
  checkMerge(ticket, other);
  const status = statusOf('closed', statuses);
  const changes: TicketChanges = { status, statusChangedAt: now, closedAt: now, mergedInto: other.id };
  if (ticket.solvedAt === null) changes.solvedAt = now;
  if (ticket.snoozedUntil !== null) changes.snoozedUntil = null;
  const details = { ticketId: other.id, stands, ...(endsSplit && { endsSplit }) };
  return happened('ticket.merged', { ticket, changes, details });
}

/** The other side: what was said elsewhere stands here now, its tags too, and an unanswered customer reopens it as any would. */
export function takeIn(
  ticket: Ticket,
  { other, stands, statuses, endsSplit, firstRepliedAt }: Moving & { firstRepliedAt?: Date | null },
  now: Date,
): Decision {
  checkMerge(other, ticket);
  // Where the two were one before, who waits is for all that stands in it now to say.
  const lastAuthorKind = endsSplit ? stands.lastAuthorKind : other.lastAuthorKind;
  const awaitsAnswer = lastAuthorKind === 'contact' && isActive(other.status.category);
  const changes = {
    ...tagsTo(ticket, distinctTags([...ticket.tags, ...other.tags])),
    ...(firstRepliedAt !== undefined && firstReplyTo(ticket, firstRepliedAt)),
  };
  const details = { ticketId: other.id, stands, awaitsAnswer, ...(endsSplit && { endsSplit }) };
  return inTurn(ticket, [
    (current) => happened('ticket.took_in', { ticket: current, changes, details }),
    (current) => (awaitsAnswer ? reopenOnAnswer(current, { isAutomatic: false, statuses }, now) : unchanged),
  ]);
}

/** What a ticket was before it was merged, and whether its customer wrote to it since. */
export type Before = { status: Status; solvedAt: Date | null; wroteSince: boolean };

/** The merge is undone: the ticket is what it was, with all that was said in it and what came by mail for it since. */
export function unmerge(
  ticket: Ticket,
  { other, stands, statuses, before }: Moving & { before: Before },
  now: Date,
): Decision {
  const { status, solvedAt } = before;
  const awaitsAnswer = stands.lastAuthorKind === 'contact' && isActive(status.category);
  const changes = { status, statusChangedAt: now, closedAt: null, solvedAt, mergedInto: null };
  return inTurn(ticket, [
    (current) =>
      happened('ticket.unmerged', { ticket: current, changes, details: { ticketId: other.id, stands, awaitsAnswer } }),
    (current) => (before.wroteSince ? reopenOnAnswer(current, { isAutomatic: false, statuses }, now) : unchanged),
  ]);
}

/** The other side: what it keeps is what was written in it. It may be closed by now, and stays so. */
export function giveBack(
  ticket: Ticket,
  { other, stands, tags }: Omit<Moving, 'statuses'> & { tags: readonly string[] },
): Decision {
  const changes = tagsTo(
    ticket,
    ticket.tags.filter((tag) => !tags.includes(tag)),
  );
  return happened('ticket.gave_back', { ticket, changes, details: { ticketId: other.id, stands } });
}

function tagsTo(ticket: Ticket, tags: readonly string[]): TicketChanges {
  return tags.length === ticket.tags.length ? {} : { tags };
}

type Happened = { ticket: Ticket; changes: TicketChanges; details: Record<string, unknown> };

function happened(type: EventType, { ticket, changes, details }: Happened): Decision {
  const decision = changeTo(ticket, changes, { type });
  return { ...decision, events: decision.events.map((event) => ({ ...event, details })) };
}
