import { AppError } from '../errors.ts';
import type { Decision } from '../events.ts';
import { refuseIfClosed } from './decide.ts';
import type { Ticket } from './ticket.ts';

// One cause, many customers: the ticket of each is an incident of the problem. It stays a ticket of its own; the link alone is made.

/** As many as one answer to all of them reaches. */
export const mostIncidents = 1_000;

/** What the two are to other tickets already. */
export type Ties = { problemOf: number; isIncident: boolean; problemIsIncident: boolean; incidents: number };

/** A ticket becomes an incident of a problem: one level, one problem each, and nothing that is closed. */
export function linkIncident(ticket: Ticket, problem: Ticket, ties: Ties): { incident: Decision; problem: Decision } {
  if (ticket.id === problem.id)
    throw new AppError('conflict', 'incident_of_itself', 'A ticket is no incident of itself.');
  refuseIfClosed(ticket);
  if (problem.status.category === 'closed')
    throw new AppError('conflict', 'problem_closed', `Ticket ${problem.number} is closed and takes no more incidents.`);
  if (ties.isIncident)
    throw new AppError('conflict', 'incident_already', `Ticket ${ticket.number} is an incident of a problem already.`);
  if (ties.problemOf > 0 || ties.problemIsIncident)
    throw new AppError('conflict', 'incident_levels', 'A problem is no incident, and an incident no problem.');
  if (ties.incidents >= mostIncidents)
    throw new AppError('conflict', 'incidents_too_many', `A problem has ${mostIncidents} incidents at most.`);
  return told('ticket.linked', ticket, problem);
}

/** Also where one of the two is closed by now: what they are does not change. */
export function unlinkIncident(ticket: Ticket, problem: Ticket): { incident: Decision; problem: Decision } {
  return told('ticket.unlinked', ticket, problem);
}

function told(type: 'ticket.linked' | 'ticket.unlinked', ticket: Ticket, problem: Ticket) {
  const say = (kind: string, ticketId: number): Decision => ({
    changes: {},
    events: [{ type, details: { kind, ticketId } }],
  });
  return { incident: say('incident_of', problem.id), problem: say('problem_of', ticket.id) };
}
