import { AppError } from '../errors.ts';
import { isActive, type Ticket } from './ticket.ts';

/** Refuses to carry on by hand what is not over: it is answered where it is. What a merged ticket was about goes on elsewhere. */
export function checkFollowUp(ticket: Pick<Ticket, 'number' | 'status' | 'mergedInto'>): void {
  if (ticket.mergedInto !== null)
    throw new AppError('conflict', 'follow_up_of_merged', `Ticket ${ticket.number} was merged into another one.`);
  if (isActive(ticket.status.category))
    throw new AppError('conflict', 'follow_up_of_active', `Ticket ${ticket.number} is still open.`);
}
