import { AppError } from '../errors.ts';
import { type Decision, unchanged } from '../events.ts';
import { changeTo, inTurn } from './decide.ts';
import { changeStatus, statusOf } from './status.ts';
import type { Status, Ticket } from './ticket.ts';

export type PostedReply = { status?: Status; statuses: readonly Status[]; isAutomatic?: boolean };

/**
 * A public reply as it leaves. The first one of an agent stops the first-response clock; a new ticket that was answered is
 * open. The status chosen with the reply comes last. A ticket closed inside the undo window keeps its words and its status.
 */
export function postReply(ticket: Ticket, reply: PostedReply, now: Date): Decision {
  if (reply.status?.category === 'new') {
    throw new AppError('conflict', 'ticket_answered', 'A ticket that is answered is not new any more.');
  }
  const sent: Decision = {
    changes: {},
    events: [{ type: 'message.sent', details: { isAutomatic: reply.isAutomatic ?? false } }],
  };
  if (ticket.status.category === 'closed' || reply.isAutomatic) return sent;
  return inTurn(ticket, [
    (current) => firstReply(current, now, sent),
    (current) =>
      reply.status ? changeStatus(current, { to: reply.status }, now) : openIfNew(current, reply.statuses, now),
  ]);
}

function firstReply(ticket: Ticket, now: Date, sent: Decision): Decision {
  if (ticket.firstRepliedAt !== null) return sent;
  const { changes, events } = changeTo(ticket, { firstRepliedAt: now }, { type: 'message.sent' });
  return { changes, events: events.map((event) => ({ ...event, details: { isAutomatic: false } })) };
}

function openIfNew(ticket: Ticket, statuses: readonly Status[], now: Date): Decision {
  if (ticket.status.category !== 'new') return unchanged;
  return changeStatus(ticket, { to: statusOf('open', statuses), reason: { code: 'opened_by_reply', values: {} } }, now);
}

/** What an instant of the first answer changes of a ticket; nothing where it is the one that is known. */
export function firstReplyTo(ticket: Ticket, firstRepliedAt: Date | null): Pick<Partial<Ticket>, 'firstRepliedAt'> {
  return ticket.firstRepliedAt?.getTime() === firstRepliedAt?.getTime() ? {} : { firstRepliedAt };
}
