import { type Decision, type Reason, unchanged } from '../events.ts';
import { changeTo, refuseIfClosed } from './decide.ts';
import type { Priority, Ticket } from './ticket.ts';

export function changePriority(ticket: Ticket, to: Priority, reason?: Reason): Decision {
  if (ticket.priority === to) return unchanged;
  refuseIfClosed(ticket);
  return changeTo(ticket, { priority: to }, { type: 'ticket.priority_changed', reason });
}
