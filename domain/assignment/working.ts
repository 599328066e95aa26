import { isOpenAt } from '../business-hours/business-time.ts';
import type { Calendar } from '../business-hours/calendar.ts';

/** Days somebody is not there, from and to included, by the dates of the agent's own time zone: `2026-12-21`. */
export type Absence = { from: string; to: string };

/** When an agent works: hours of their own, else those of the team. */
export type WorkingHours = { calendar: Calendar; absences: readonly Absence[] };

export function isAbsent({ calendar, absences }: WorkingHours, now: Date): boolean {
  if (absences.length === 0) return false;
  const today = dateIn(calendar.timeZone, now);
  return absences.some(({ from, to }) => from <= today && today <= to);
}

export function isWithinHours({ calendar }: WorkingHours, now: Date): boolean {
  return isOpenAt(calendar, now);
}

function dateIn(timeZone: string, at: Date): string {
  return Temporal.Instant.fromEpochMilliseconds(at.getTime()).toZonedDateTimeISO(timeZone).toPlainDate().toString();
}
