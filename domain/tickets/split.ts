import { AppError } from '../errors.ts';
import type { Decision, EventDraft } from '../events.ts';
import { changeTo, refuseIfClosed } from './decide.ts';
import type { Stands } from './merge.ts';
import { type Opening, openingChanges, untouched } from './open.ts';
import { firstReplyTo } from './reply.ts';
import { statusOf } from './status.ts';
import type { Status, Ticket } from './ticket.ts';

// Two matters in one ticket. Some of its messages are at home in a new ticket from then on (domain/tickets/merge-tree.ts says where
// what is at home somewhere stands), until the split is undone: then they are at home where they were, and what was written in the
// new ticket meanwhile comes with them.

/** One message alone, or it and all that was said after it. */
export const splitTakes = ['message', 'later'] as const;
export type SplitTakes = (typeof splitTakes)[number];

/** A message as a split sees it. */
export type SplitMessage = {
  id: number;
  uuid: string;
  state: 'waiting' | 'posted';
  /** Who of outside wrote it. */
  contactId: number | null;
  /** When it left, where one of us answers by it. */
  answeredAt: Date | null;
};

/**
 * The messages that go, of all that stand in the ticket in the order in which they are shown. A reply that still can be taken back
 * goes with what it answers, but nothing is split at it.
 */
export function chosenForSplit<Said extends SplitMessage>(
  said: readonly Said[],
  { at, takes }: { at: string; takes: SplitTakes },
): Said[] {
  const first = said.findIndex(({ uuid }) => uuid === at);
  const begin = said[first];
  if (begin === undefined)
    throw new AppError('not_found', 'message_not_found', 'There is no such message in this ticket.');
  if (begin.state === 'waiting')
    throw new AppError('conflict', 'split_at_waiting', 'This reply can still be taken back. Split when it is sent.');
  const chosen = takes === 'message' ? [begin] : said.slice(first);
  if (chosen.length === said.length)
    throw new AppError('conflict', 'split_takes_all', 'Nothing would be left of the ticket.');
  return chosen;
}

/** Whose ticket the new one is: the author's of the message it is split at, else the requester's. */
export function requesterOfSplit(ticket: Ticket, [at]: readonly SplitMessage[]): number {
  return at?.contactId ?? ticket.requesterId;
}

/** When one of us first answered by one of these messages. */
export function firstAnswerAmong(messages: readonly SplitMessage[]): Date | null {
  const instants = messages.flatMap(({ answeredAt }) => (answeredAt === null ? [] : [answeredAt.getTime()]));
  return instants.length === 0 ? null : new Date(Math.min(...instants));
}

type Made = {
  subject: string;
  requesterId: number;
  organizationId: number | null;
  firstRepliedAt: Date | null;
  statuses: readonly Status[];
};

/** The new ticket: where the other one is and whose that is, but nothing of what was found out about the other's matter. */
export function openSplit(ticket: Ticket, made: Made, now: Date): { ticket: Opening; events: EventDraft[] } {
  refuseIfClosed(ticket);
  const { subject, requesterId, organizationId, firstRepliedAt, statuses } = made;
  const { priority, topicId, teamId, tier, assigneeId, inboxId, channel, language } = ticket;
  const isTaken = assigneeId !== null;
  const opening: Opening = {
    ...untouched(now),
    ...{ priority, topicId, teamId, tier, assigneeId, inboxId, channel, language },
    ...{ subject, requesterId, organizationId, firstRepliedAt },
    status: statusOf(isTaken || firstRepliedAt !== null ? 'open' : 'new', statuses),
    tags: [],
    customFields: {},
    assignedAt: isTaken ? now : null,
    solvedAt: null,
  };
  return { ticket: opening, events: [{ type: 'ticket.opened', changes: openingChanges(opening) }] };
}

type Side = { other: Pick<Ticket, 'id'>; count: number; stands: Stands };

/** The new ticket, once the messages stand in it. */
export function splitFrom({ other, count, stands }: Side): Decision {
  return { changes: {}, events: [{ type: 'ticket.split_from', details: { ticketId: other.id, count, stands } }] };
}

/** The other side. Where the answer that counted as its first went, the first of those that stay counts. */
export function splitOff(ticket: Ticket, side: Side & Pick<Made, 'firstRepliedAt'>): Decision {
  refuseIfClosed(ticket);
  const { other, count, stands, firstRepliedAt } = side;
  const changes = firstReplyTo(ticket, firstRepliedAt);
  const { events } = changeTo(ticket, changes, { type: 'ticket.split_off' });
  const details = { ticketId: other.id, count, stands };
  return { changes, events: events.map((event) => ({ ...event, details })) };
}

/** Refuses to undo the split that made `ticket` while other steps stand upon it: those are undone first. */
export function checkUnsplit(ticket: Ticket, from: Ticket, { isSplit }: { isSplit: boolean }): void {
  for (const one of [ticket, from]) {
    if (one.mergedInto !== null)
      throw new AppError('conflict', 'split_merged', `Ticket ${one.number} was merged since. Undo that first.`);
    refuseIfClosed(one);
  }
  if (isSplit)
    throw new AppError('conflict', 'split_again', `Ticket ${ticket.number} was split itself since. Undo that first.`);
}
