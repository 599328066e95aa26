import { type Decision, unchanged } from '../events.ts';
import { changeStatus, statusOf } from './status.ts';
import type { Status, Ticket } from './ticket.ts';

/**
 * What a customer's answer does to the status: pending, on hold and solved tickets are open again, new and open ones stay.
 * A machine's answer (out of office) moves nothing. Mail for a closed ticket never comes here: it opens a follow-up.
 */
export function reopenOnAnswer(
  ticket: Ticket,
  answer: { isAutomatic: boolean; statuses: readonly Status[] },
  now: Date,
): Decision {
  const { category } = ticket.status;
  if (answer.isAutomatic || category === 'new' || category === 'open') return unchanged;
  return changeStatus(
    ticket,
    {
      to: statusOf('open', answer.statuses),
      reason: { code: 'customer_answered', values: { status: ticket.status.slug } },
    },
    now,
  );
}
