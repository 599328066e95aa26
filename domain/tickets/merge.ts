import { type Decision, unchanged } from '../events.ts';
import { changeTo, inTurn, refuseIfClosed } from './decide.ts';
import { reopenOnAnswer } from './reopen.ts';
import { statusOf } from './status.ts';
import type { Status, Ticket, TicketChanges } from './ticket.ts';

/** What goes over: how many messages, and whether a customer waits for an answer to them. */
export type MovedMessages = {
  messages: number;
  awaitsAnswer: boolean;
  lastAuthorKind: Ticket['lastAuthorKind'];
  lastCustomerMessageAt: string | null;
  lastAgentReplyAt: string | null;
};
/** `other` is the ticket it goes to, or comes from. */
type Merging = { other: Ticket; moved: MovedMessages; statuses: readonly Status[] };

/** A ticket gives all that was said in it to another and is closed: mail for it goes there from now on. */
export function mergeInto(ticket: Ticket, { other, moved, statuses }: Merging, now: Date): Decision {
  refuseIfClosed(ticket);
  const status = statusOf('closed', statuses);
  const changes: TicketChanges = { status, statusChangedAt: now, closedAt: now, mergedInto: other.id };
  if (ticket.solvedAt === null) changes.solvedAt = now;
  const decision = changeTo(ticket, changes, { type: 'ticket.merged' });
  const details = { ticketId: other.id, ...countOf(moved) };
  return { ...decision, events: decision.events.map((event) => ({ ...event, details })) };
}

/** The other side: what was said elsewhere stands here now, and reopens the ticket as an answer would. */
export function takeIn(ticket: Ticket, { other, moved, statuses }: Merging, now: Date): Decision {
  refuseIfClosed(ticket);
  const { awaitsAnswer, ...said } = moved;
  return inTurn(ticket, [
    () => ({ changes: {}, events: [{ type: 'ticket.took_in', details: { ticketId: other.id, ...said } }] }),
    (current) => (awaitsAnswer ? reopenOnAnswer(current, { isAutomatic: false, statuses }, now) : unchanged),
  ]);
}

function countOf({ messages }: MovedMessages): { messages: number } {
  return { messages };
}
