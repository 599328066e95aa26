import { calendarOf, type TicketCalendar } from '../business-hours/ticket-calendars.ts';
import { AppError } from '../errors.ts';
import type { Catalogue } from './catalogue.ts';
import type { Named } from './facts.ts';

/**
 * Who asks, when, and of what kind of desk: `me` and `my_teams` mean this agent, "hours since" counts back from `now`, business
 * hours by these calendars, the desk's own fields by this catalogue. What a condition needs and nobody gave is an error.
 */
export type Asker = {
  now: Date;
  me: { id: number; teamIds: readonly number[] } | null;
  calendars?: readonly TicketCalendar[];
  catalogue?: Catalogue;
};

/** The agent that `me` and `my_teams` speak of. */
export function someone(asker: Asker): { id: number; teamIds: readonly number[] } {
  if (asker.me === null) {
    throw new AppError('invalid', 'condition_needs_agent', 'A condition about "me" was asked by nobody.');
  }
  return asker.me;
}

export function calendarsOf(asker: Asker): readonly TicketCalendar[] {
  if (asker.calendars?.some(({ isDefault }) => isDefault)) return asker.calendars;
  throw new AppError('invalid', 'condition_needs_calendars', 'A condition about business hours was asked without any.');
}

export function calendarOfTicket(asker: Asker, ticket: { team: Named | null; inbox: Named | null }): TicketCalendar {
  return calendarOf(calendarsOf(asker), { teamId: ticket.team?.id ?? null, inboxId: ticket.inbox?.id ?? null });
}

export function namesIt(fact: Named, value: string, asker: Asker): boolean {
  if (value === 'me') return fact.id === someone(asker).id;
  if (value === 'my_teams') return someone(asker).teamIds.includes(fact.id);
  return fact.key === value.toLowerCase();
}
