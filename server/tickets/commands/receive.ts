import type { Decision } from '../../../domain/events.ts';
import type { Actor } from '../../../domain/permissions.ts';
import { note } from '../../../domain/tickets/note.ts';
import { receive } from '../../../domain/tickets/receive.ts';
import { postReply } from '../../../domain/tickets/reply.ts';
import { causeOf } from '../../platform/event-log/event-log.ts';
import type { Platform, Tx } from '../../platform/platform.ts';
import { statusesOf } from '../reads/statuses.ts';
import { type LockedTicket, lockTicketById } from '../store/lock.ts';
import type { Outgoing } from '../store/pieces.ts';
import { saveMessage } from '../store/save.ts';
import { refuseIfMoved } from './moved.ts';
import type { FiledMessage, NewMessage } from './new-message.ts';

/** A message that came in by a channel. `delivery` is given where it must go out again: an agent's reply written by mail. */
export type Received = {
  ticketId: number;
  message: NewMessage;
  actor: Actor;
  delivery?: Outgoing;
  /** Where the inbox opens closed tickets again. */
  opensClosed?: boolean;
};

/**
 * Files a message into an existing ticket: a contact's public words reopen it, an agent's count as their reply or note.
 * Whether the writer may write here was decided by whoever filed it (domain/threading.ts), so no scope is asked; so was
 * what mail for a closed ticket does.
 */
export async function receiveMessage(tx: Tx, p: Platform, received: Received): Promise<FiledMessage> {
  const { message, actor, delivery } = received;
  const ticket = await lockTicketById(tx, p, { actor: { kind: 'system' }, ticketId: received.ticketId });
  await refuseIfMoved(tx, ticket, message.writtenFor);
  const at = message.isHistory ? message.at : p.clock.now();
  const decision = await decide(tx, p, { ticket, message, at, opensClosed: received.opensClosed ?? false });
  const saved = await saveMessage(tx, ticket, {
    at,
    actor,
    cause: causeOf(actor),
    channel: message.channel,
    decision,
    message,
    ...(delivery && { delivery }),
  });
  return {
    ticketId: ticket.id,
    ticketUuid: ticket.uuid,
    number: ticket.number,
    messageId: saved.messageId,
    messageUuid: saved.messageUuid,
  };
}

type Filing = { ticket: LockedTicket; message: NewMessage; at: Date; opensClosed: boolean };

async function decide(tx: Tx, p: Platform, { ticket, message, at, opensClosed }: Filing): Promise<Decision> {
  const statuses = await statusesOf(p, tx);
  const { isAutomatic } = message;
  if (message.direction === 'in') return receive(ticket, { ...message, statuses, opensClosed }, at);
  if (message.kind === 'note') return note(ticket, { mentions: [] }, at);
  return postReply(ticket, { statuses, isAutomatic }, at);
}
