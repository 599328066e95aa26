import { AppError } from '../errors.ts';
import type { Decision } from '../events.ts';
import { assign } from './assign.ts';
import { changeTo, inTurn, refuseIfClosed } from './decide.ts';
import { wake } from './snooze.ts';
import { isActive, type Status, type Ticket } from './ticket.ts';

/** A team may have this many tiers. */
export const mostTiers = 3;

/** Who has a ticket: a team, a tier in it, and whoever holds it. */
export type Post = Pick<Ticket, 'teamId' | 'tier' | 'assigneeId'>;
type Place = Pick<Post, 'teamId' | 'tier'>;

/** Where it may be sent: a team with the number of its tiers; `tier` is the one asked for. */
export type AskedPlace = { team: { id: number; tiers: number } | null; tier?: number | undefined };

/**
 * Where an escalation goes. Within its own team: to the tier asked for, else the next one, and always upwards. To another team: to
 * the tier asked for, else its first.
 */
export function placeFor(ticket: Place, { team, tier }: AskedPlace): Place {
  if (team === null) throw new AppError('conflict', 'no_team_to_escalate', 'Choose a team: this ticket has none.');
  const isOwn = team.id === ticket.teamId;
  const to = tier ?? (isOwn ? ticket.tier + 1 : 1);
  if (to > team.tiers || (isOwn && to <= ticket.tier)) {
    throw new AppError('conflict', 'no_higher_tier', 'There is no higher tier in this team: choose another one.');
  }
  return { teamId: team.id, tier: to };
}

type Handing = { reason: string; statuses: readonly Status[] };

/**
 * Hands a ticket up. Nobody holds it there yet, it does not sleep any longer, and whoever answers now has the whole time for it:
 * its reply clock starts again (domain/sla reads that from the event).
 */
export function escalate(ticket: Ticket, { to, reason, statuses }: Handing & { to: Place }, now: Date): Decision {
  refuseUnlessActive(ticket);
  const details = { reason, teamId: to.teamId, tier: to.tier, restartsReply: true };
  return inTurn(ticket, [
    (current) => withDetails(changeTo(current, tierOf(current, to), { type: 'ticket.escalated' }), details),
    (current) => assign(current, { ...to, assigneeId: null, statuses }, now),
    (current) => wake(current, { code: 'woken_by_escalation', values: {} }),
  ]);
}

/** Gives a ticket back to who had it before it was escalated. */
export function deescalate(ticket: Ticket, { to, reason, statuses }: Handing & { to: Post }, now: Date): Decision {
  refuseUnlessActive(ticket);
  const details = { reason, teamId: to.teamId, tier: to.tier, agentId: to.assigneeId };
  return inTurn(ticket, [
    (current) => withDetails(changeTo(current, tierOf(current, to), { type: 'ticket.deescalated' }), details),
    (current) => assign(current, { ...to, statuses }, now),
    (current) => wake(current, { code: 'woken_by_escalation', values: {} }),
  ]);
}

/** What an agent wrote about an escalation, as one note: why, and what was tried. */
export function escalationNote({ reason, tried }: { reason: string; tried: string }): string {
  return tried === '' ? reason : `${reason}\n\n${tried}`;
}

function tierOf(ticket: Ticket, { tier }: Place): Pick<Ticket, 'tier'> | Record<string, never> {
  return tier === ticket.tier ? {} : { tier };
}

function withDetails(decision: Decision, details: Record<string, unknown>): Decision {
  return { ...decision, events: decision.events.map((event) => ({ ...event, details })) };
}

function refuseUnlessActive(ticket: Ticket): void {
  refuseIfClosed(ticket);
  if (isActive(ticket.status.category)) return;
  throw new AppError('conflict', 'ticket_solved', `Ticket ${ticket.number} is solved: open it again first.`);
}
