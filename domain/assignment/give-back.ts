import { businessTimeBetween } from '../business-hours/business-time.ts';
import type { Calendar } from '../business-hours/calendar.ts';
import type { Reason } from '../events.ts';

/** When tickets of a team go back to be given to somebody else. Minutes of null: never for that cause. */
export type ReturnRules = {
  /** The agent went offline or turned away so long ago. */
  absentMinutes: number | null;
  /** The agent has had the ticket for so many business minutes and did nothing in it. */
  silentMinutes: number | null;
  /** Also tickets that the agent answered already. */
  returnsAnswered: boolean;
};

/** A ticket that somebody holds. `givenAt` is when the desk gave it and null where a person did. */
export type HeldTicket = { agentId: number; givenAt: Date | null; isAnswered: boolean; hasSignOfLife: boolean };

/** `goneSince`: offline or away since then; null while there. */
export type Holder = { isActive: boolean; isAway: boolean; goneSince: Date | null };

type At = { rules: ReturnRules; holder: Holder; calendar: Calendar; now: Date };

/**
 * Why a ticket goes back to wait for somebody, or null: it stays. Whose account was turned off loses all, who is gone or silent only
 * what the desk gave. An answered ticket stays with who answered it unless the team wants otherwise.
 */
export function reasonToReturn(ticket: HeldTicket, at: At): Reason | null {
  const { agentId } = ticket;
  if (ticket.isAnswered && !at.rules.returnsAnswered) return null;
  if (!at.holder.isActive) return { code: 'returned_disabled', values: { agentId } };
  if (ticket.givenAt === null) return null;
  return fromTheGone(ticket, at) ?? fromTheSilent({ ...ticket, givenAt: ticket.givenAt }, at);
}

const minute = 60_000;

function fromTheGone({ agentId }: HeldTicket, { rules, holder, now }: At): Reason | null {
  const minutes = rules.absentMinutes;
  if (minutes === null || holder.goneSince === null) return null;
  if (now.getTime() - holder.goneSince.getTime() < minutes * minute) return null;
  return { code: holder.isAway ? 'returned_away' : 'returned_offline', values: { agentId, minutes } };
}

function fromTheSilent(ticket: HeldTicket & { givenAt: Date }, { rules, calendar, now }: At): Reason | null {
  const minutes = rules.silentMinutes;
  if (minutes === null || ticket.hasSignOfLife) return null;
  if (businessTimeBetween(calendar, ticket.givenAt, now) < minutes * minute) return null;
  return { code: 'returned_silent', values: { agentId: ticket.agentId, minutes } };
}
