import { type Decision, unchanged } from '../events.ts';
import { type PriorityMatrix, priorityOf } from '../triage/priority-matrix.ts';
import { changeTo, inTurn, refuseIfClosed } from './decide.ts';
import { changePriority } from './priority.ts';
import type { Grade, Ticket, TicketChanges } from './ticket.ts';

/** What is left out stays as it is. */
export type Graded = { impact?: Grade | null; urgency?: Grade | null };

/** Says how much is hit and how soon it hurts. Where the desk wants it (`matrix`), both together set the priority. */
export function gradeTicket(ticket: Ticket, asked: Graded & { matrix: PriorityMatrix | null }): Decision {
  const changes: TicketChanges = {};
  if (asked.impact !== undefined && asked.impact !== ticket.impact) changes.impact = asked.impact;
  if (asked.urgency !== undefined && asked.urgency !== ticket.urgency) changes.urgency = asked.urgency;
  if (Object.keys(changes).length === 0) return unchanged;
  refuseIfClosed(ticket);
  return inTurn(ticket, [
    (current) => changeTo(current, changes, { type: 'ticket.graded' }),
    (current) => byMatrix(current, asked.matrix),
  ]);
}

function byMatrix(ticket: Ticket, matrix: PriorityMatrix | null): Decision {
  const { impact, urgency } = ticket;
  const priority = matrix === null ? null : priorityOf(matrix, impact, urgency);
  if (priority === null) return unchanged;
  return changePriority(ticket, priority, { code: 'priority_by_matrix', values: { impact, urgency } });
}
