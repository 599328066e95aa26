import { AppError } from '../errors.ts';
import { type Decision, type Reason, unchanged } from '../events.ts';
import { changeTo, refuseIfClosed } from './decide.ts';
import { isActive, type Ticket } from './ticket.ts';

const longestDays = 366;
const day = 24 * 60 * 60 * 1000;

/** Puts a ticket out of the working views until an instant, or until the customer writes. Its promises run on. */
export function snooze(ticket: Ticket, { until }: { until: Date }, now: Date): Decision {
  refuseIfClosed(ticket);
  if (!isActive(ticket.status.category)) {
    throw new AppError('conflict', 'ticket_solved', `Ticket ${ticket.number} is solved: open it again first.`);
  }
  if (until <= now) throw notThen('snooze_in_past', 'That is over already: choose a later time.');
  if (until.getTime() - now.getTime() > longestDays * day) {
    throw notThen('snooze_too_long', 'A ticket can sleep for a year at most.');
  }
  if (ticket.snoozedUntil?.getTime() === until.getTime()) return unchanged;
  return changeTo(ticket, { snoozedUntil: until }, { type: 'ticket.snoozed' });
}

/** Ends the sleep of a ticket, whyever: by hand (no reason), at its instant, because the customer wrote. */
export function wake(ticket: Ticket, reason?: Reason): Decision {
  if (ticket.snoozedUntil === null) return unchanged;
  return changeTo(ticket, { snoozedUntil: null }, { type: 'ticket.woke', reason });
}

/** What the clock does at an instant it kept: the ticket may have been woken, or sent to sleep for longer, since. */
export function wakeIfDue(ticket: Ticket, now: Date): Decision {
  if (ticket.snoozedUntil === null || ticket.snoozedUntil > now) return unchanged;
  return wake(ticket, { code: 'snooze_over', values: {} });
}

/** The customer wrote. Until when it would have slept is kept, so that it can be sent back to sleep until then. */
export function wakeOnAnswer(ticket: Ticket, { isAutomatic }: { isAutomatic: boolean }): Decision {
  if (isAutomatic || ticket.snoozedUntil === null) return unchanged;
  const values = { until: ticket.snoozedUntil.toISOString() };
  return wake(ticket, { code: 'woken_by_answer', values });
}

function notThen(code: string, sentence: string): AppError {
  return new AppError('invalid', code, sentence, { fields: { until: sentence } });
}
