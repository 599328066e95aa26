import { AppError } from '../errors.ts';
import { type Decision, unchanged } from '../events.ts';
import { changeTo, refuseIfClosed } from './decide.ts';
import type { Resolution, Ticket } from './ticket.ts';

/** Records what was found and done, changes that record, or takes it away (null). A solved ticket can still be explained. */
export function recordResolution(ticket: Ticket, to: Resolution | null): Decision {
  if (isSame(ticket.resolution, to)) return unchanged;
  refuseIfClosed(ticket);
  return changeTo(ticket, { resolution: to }, { type: 'ticket.resolution_recorded' });
}

function isSame(was: Resolution | null, is: Resolution | null): boolean {
  if (was === null || is === null) return was === is;
  return was.cause === is.cause && was.steps === is.steps && was.outcome === is.outcome;
}

/** Where the topic wants it, a ticket is not solved before somebody wrote down how. */
export function refuseWithoutResolution(ticket: Ticket, isRequired: boolean): void {
  if (!isRequired || ticket.resolution !== null) return;
  const sentence = `Tickets of this topic are solved with a resolution: write down what was found and done in ${ticket.number}.`;
  throw new AppError('conflict', 'resolution_required', sentence);
}
