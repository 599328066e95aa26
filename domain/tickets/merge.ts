import { AppError } from '../errors.ts';
import { type Decision, type EventType, type FieldChanges, type Reason, unchanged } from '../events.ts';
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

/** A line of a ticket's own log, as far as it tells what merges made of its status. */
export type StatusLine = {
  type: EventType;
  at: string;
  ticketVersion: number | null;
  changes: FieldChanges;
  details: Record<string, unknown>;
};
/** What a ticket was before a merge alone opened it again, and since when it is open. */
export type Opened = { since: Date; was: Pick<TicketChanges, 'status' | 'solvedAt' | 'reopenedCount'> };
type LeftIn = { stillIn: ReadonlySet<number>; statuses: readonly Status[] };

/**
 * What the log says a ticket was before taking others in opened it. Null where it was open then, where its status was changed by
 * anything since, and where one that is still in it (`stillIn`) brought a customer who waits.
 */
export function openedByMerge(log: readonly StatusLine[], { stillIn, statuses }: LeftIn): Opened | null {
  const opening = log.findLast(({ changes }) => 'status' in changes);
  const by = log.findIndex(
    ({ type, at, ticketVersion }) =>
      type === 'ticket.took_in' && at === opening?.at && ticketVersion === opening.ticketVersion,
  );
  if (opening === undefined || by === -1 || by > log.indexOf(opening)) return null;
  const waitsStill = log.slice(by).some(({ type, details }) => {
    return type === 'ticket.took_in' && details.awaitsAnswer === true && stillIn.has(Number(details.ticketId));
  });
  const status = statuses.find(({ slug }) => slug === opening.changes.status?.[0]);
  if (waitsStill || status === undefined) return null;
  const { solvedAt, reopenedCount } = opening.changes;
  const was = {
    status,
    ...(solvedAt && { solvedAt: solvedAt[0] === null ? null : new Date(String(solvedAt[0])) }),
    ...(reopenedCount && { reopenedCount: Number(reopenedCount[0]) }),
  };
  return { since: new Date(opening.at), was };
}

type Given = Omit<Moving, 'statuses'> & { tags: readonly string[]; was: Opened['was'] | null };

/**
 * The other side: what it keeps is what was written in it. It may be closed by now, and stays so; `was` is what it is again, where
 * only the merge had opened it.
 */
export function giveBack(ticket: Ticket, { other, stands, tags, was }: Given, now: Date): Decision {
  const left = ticket.tags.filter((tag) => !tags.includes(tag));
  const changes = { ...tagsTo(ticket, left), ...(was && { ...was, statusChangedAt: now }) };
  const reason = was ? { code: 'as_before_merge', values: {} } : undefined;
  return happened('ticket.gave_back', { ticket, changes, details: { ticketId: other.id, stands }, reason });
}

function tagsTo(ticket: Ticket, tags: readonly string[]): TicketChanges {
  return tags.length === ticket.tags.length ? {} : { tags };
}

type Happened = {
  ticket: Ticket;
  changes: TicketChanges;
  details: Record<string, unknown>;
  reason?: Reason | undefined;
};

function happened(type: EventType, { ticket, changes, details, reason }: Happened): Decision {
  const decision = changeTo(ticket, changes, { type, reason });
  return { ...decision, events: decision.events.map((event) => ({ ...event, details })) };
}
