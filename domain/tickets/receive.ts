import { type Decision, type Reason, unchanged } from '../events.ts';
import { inTurn, refuseIfClosed } from './decide.ts';
import { reopenOnAnswer } from './reopen.ts';
import { wakeOnAnswer } from './snooze.ts';
import type { Status, Ticket } from './ticket.ts';

/** A contact wrote publicly in a ticket. `reason` says why the desk put the message here. */
export type ReceivedMessage = {
  isAutomatic: boolean;
  reason: Reason | null;
  statuses: readonly Status[];
  isHistory?: boolean;
  /** So old that it asks for nothing any more. */
  isSettled?: boolean;
  /** The inbox opens closed tickets again. */
  opensClosed?: boolean;
};

export function receive(ticket: Ticket, message: ReceivedMessage, now: Date): Decision {
  if (message.opensClosed !== true) refuseIfClosed(ticket);
  return inTurn(ticket, [
    () => ({ changes: {}, events: [received(message)] }),
    (current) => (message.isSettled ? unchanged : reopenOnAnswer(current, message, now)),
    (current) => (message.isSettled ? unchanged : wakeOnAnswer(current, message)),
  ]);
}

function received(message: ReceivedMessage) {
  return {
    type: 'message.received' as const,
    ...(message.reason && { reason: message.reason }),
    details: { isAutomatic: message.isAutomatic, ...(message.isHistory && { isHistory: true }) },
  };
}
