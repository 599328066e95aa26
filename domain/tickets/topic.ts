import { type Decision, type Reason, unchanged } from '../events.ts';
import { changeTo, refuseIfClosed } from './decide.ts';
import type { Ticket } from './ticket.ts';

export function changeTopic(ticket: Ticket, topicId: number | null, reason?: Reason): Decision {
  if (ticket.topicId === topicId) return unchanged;
  refuseIfClosed(ticket);
  return changeTo(ticket, { topicId }, { type: 'ticket.topic_changed', reason });
}
