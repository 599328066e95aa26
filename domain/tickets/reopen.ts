import { type Decision, type Reason, unchanged } from '../events.ts';
import { changeTo } from './decide.ts';
import { changeStatus, statusOf } from './status.ts';
import type { Status, Ticket } from './ticket.ts';

/**
 * What a customer's answer does to the status: pending, on hold and solved tickets are open again, new and open ones stay.
 * A machine's answer (out of office) moves nothing. A closed ticket comes here only where its inbox opens such again.
 */
export function reopenOnAnswer(
  ticket: Ticket,
  answer: { isAutomatic: boolean; statuses: readonly Status[] },
  now: Date,
): Decision {
  const { category } = ticket.status;
  if (answer.isAutomatic || category === 'new' || category === 'open') return unchanged;
  const to = statusOf('open', answer.statuses);
  const reason = { code: 'customer_answered', values: { status: ticket.status.slug } };
  return category === 'closed' ? openAgain(ticket, { to, reason }, now) : changeStatus(ticket, { to, reason }, now);
}

/** Nobody changes a closed ticket by hand; only the policy of an inbox brings one back. */
function openAgain(ticket: Ticket, { to, reason }: { to: Status; reason: Reason }, now: Date): Decision {
  const reopenedCount = ticket.reopenedCount + 1;
  const changes = { status: to, statusChangedAt: now, solvedAt: null, closedAt: null, reopenedCount };
  return changeTo(ticket, changes, { type: 'ticket.reopened', reason });
}
