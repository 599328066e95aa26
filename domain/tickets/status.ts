import { AppError } from '../errors.ts';
import { type Decision, type EventType, type Reason, unchanged } from '../events.ts';
import { changeTo, refuseIfClosed } from './decide.ts';
import { isActive, type Status, type StatusCategory, type Ticket, type TicketChanges } from './ticket.ts';

/** Moves a ticket to a status; solving, closing and reopening are what the change of category makes of it. */
export function changeStatus(ticket: Ticket, asked: { to: Status; reason?: Reason }, now: Date): Decision {
  const { to } = asked;
  if (ticket.status.id === to.id) return unchanged;
  refuseIfClosed(ticket);
  refuseToBeNewAgain(ticket, to);

  const changes: TicketChanges = { status: to, statusChangedAt: now };
  const isReopened = !isActive(ticket.status.category) && isActive(to.category);
  if (isReopened) Object.assign(changes, { solvedAt: null, reopenedCount: ticket.reopenedCount + 1 });
  if (!isActive(to.category) && ticket.solvedAt === null) changes.solvedAt = now;
  if (to.category === 'closed') changes.closedAt = now;
  if (!isActive(to.category) && ticket.snoozedUntil !== null) changes.snoozedUntil = null;

  return changeTo(ticket, changes, { type: happened(ticket.status.category, to.category), reason: asked.reason });
}

/** The first status of a category in the order the admin gave them. */
export function statusOf(category: StatusCategory, statuses: readonly Status[]): Status {
  const status = statuses.find((candidate) => candidate.category === category);
  if (status) return status;
  throw new AppError('conflict', 'status_missing', `This desk has no status in the category "${category}".`);
}

function happened(from: StatusCategory, to: StatusCategory): EventType {
  if (from === to) return 'ticket.status_changed';
  if (to === 'solved') return 'ticket.solved';
  if (to === 'closed') return 'ticket.closed';
  return isActive(from) ? 'ticket.status_changed' : 'ticket.reopened';
}

function refuseToBeNewAgain(ticket: Ticket, to: Status): void {
  if (to.category !== 'new' || ticket.status.category === 'new' || ticket.firstRepliedAt === null) return;
  throw new AppError(
    'conflict',
    'ticket_answered',
    `Ticket ${ticket.number} was answered and cannot become new again.`,
  );
}
