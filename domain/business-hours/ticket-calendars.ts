import type { Calendar } from './calendar.ts';

/** Business hours with those who work by them, by database id. One of several is the default. */
export type TicketCalendar = {
  id: number;
  calendar: Calendar;
  isDefault: boolean;
  teamIds: readonly number[];
  inboxIds: readonly number[];
};

/** The business hours of a ticket: its team's, else its inbox's, else the default ones. */
export function calendarOf<C extends TicketCalendar>(
  calendars: readonly C[],
  { teamId, inboxId }: { teamId: number | null; inboxId: number | null },
): C {
  const found =
    calendars.find(({ teamIds }) => teamId !== null && teamIds.includes(teamId)) ??
    calendars.find(({ inboxIds }) => inboxId !== null && inboxIds.includes(inboxId)) ??
    calendars.find(({ isDefault }) => isDefault);
  return found as C;
}
