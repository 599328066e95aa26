import { type Decision, type Reason, unchanged } from '../events.ts';
import { changeTo, inTurn, refuseIfClosed } from './decide.ts';
import { changeStatus, statusOf } from './status.ts';
import type { Status, Ticket, TicketChanges } from './ticket.ts';

/** Who should hold the ticket; what is left out stays as it is, but another team begins at its first tier. */
export type Assignment = { teamId?: number | null; assigneeId?: number | null; tier?: number };

/** Gives the ticket to a team, an agent, both or nobody. A new ticket that somebody takes is open from then on. */
export function assign(
  ticket: Ticket,
  to: Assignment & { statuses: readonly Status[]; reason?: Reason },
  now: Date,
): Decision {
  const changes: TicketChanges = {};
  if (to.teamId !== undefined && to.teamId !== ticket.teamId) changes.teamId = to.teamId;
  const tier = to.tier ?? (changes.teamId === undefined ? ticket.tier : 1);
  if (tier !== ticket.tier) changes.tier = tier;
  if (to.assigneeId !== undefined && to.assigneeId !== ticket.assigneeId) {
    changes.assigneeId = to.assigneeId;
    changes.assignedAt = to.assigneeId === null ? null : now;
  }
  if (Object.keys(changes).length === 0) return unchanged;
  refuseIfClosed(ticket);

  return inTurn(ticket, [
    (current) => changeTo(current, changes, { type: 'ticket.assigned', reason: to.reason }),
    (current) => openIfTaken(current, to.statuses, now),
  ]);
}

function openIfTaken(ticket: Ticket, statuses: readonly Status[], now: Date): Decision {
  if (ticket.status.category !== 'new' || ticket.assigneeId === null) return unchanged;
  return changeStatus(
    ticket,
    {
      to: statusOf('open', statuses),
      reason: { code: 'opened_by_assignment', values: { assigneeId: ticket.assigneeId } },
    },
    now,
  );
}
