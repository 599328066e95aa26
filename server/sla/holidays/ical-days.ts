import ICAL from 'ical.js';
import type { SourceDay } from '../../../domain/business-hours/holidays.ts';
import { AppError } from '../../../domain/errors.ts';

/** `timeZone` is the desk's, for entries in UTC; dates from `from` until before `until` are wanted. */
export type ICalAsked = { text: string; timeZone: string; from: string; until: string };
/** `skipped` counts entries that are no whole days. */
export type ICalRead = { name: string | null; days: SourceDay[]; skipped: number };

const mostEntries = 5_000;
const mostDays = 2_000;
/** Steps through recurrences, of all entries together. */
const mostSteps = 20_000;
const longestEvent = 366;

/**
 * The whole days that a calendar names: all-day entries and those from midnight to midnight, once or again and again, without
 * what was cancelled or excepted. Heavy on hostile input, and the library may not come back from some recurrences: only in a
 * worker thread with its time limit.
 */
export function readICal(asked: ICalAsked): ICalRead {
  try {
    return read(asked);
  } catch (error) {
    if (error instanceof AppError) throw error;
    throw unreadable();
  }
}

function read({ text, timeZone, from, until }: ICalAsked): ICalRead {
  if ((text.match(/^BEGIN:VEVENT/gim) ?? []).length > mostEntries) throw tooLarge();
  const calendar = new ICAL.Component(ICAL.parse(text) as unknown[]);
  if (calendar.name !== 'vcalendar') throw unreadable();
  for (const zone of calendar.getAllSubcomponents('vtimezone')) ICAL.TimezoneService.register(zone);
  const reading: Reading = { timeZone, from, until, steps: 0, skipped: 0, days: [] };
  for (const event of eventsOf(calendar)) readEvent(reading, event);
  const name = calendar.getFirstPropertyValue('x-wr-calname') ?? calendar.getFirstPropertyValue('name');
  const days = reading.days.toSorted((a, b) => (a.date < b.date ? -1 : 1));
  return { name: name === null ? null : cut(String(name)), days, skipped: reading.skipped };
}

type Reading = Omit<ICalAsked, 'text'> & { steps: number; skipped: number; days: SourceDay[] };

/** Single occurrences that were moved belong to the entry that recurs. */
function eventsOf(calendar: ICAL.Component): ICAL.Event[] {
  const all = calendar.getAllSubcomponents('vevent');
  const moved = Map.groupBy(
    all.filter((one) => one.hasProperty('recurrence-id')),
    uidOf,
  );
  return all
    .filter((one) => !one.hasProperty('recurrence-id'))
    .map((one) => new ICAL.Event(one, { exceptions: moved.get(uidOf(one)) ?? [] }));
}

function uidOf(component: ICAL.Component): string {
  return String(component.getFirstPropertyValue('uid') ?? '');
}

function readEvent(reading: Reading, event: ICAL.Event): void {
  if (!event.startDate || isCancelled(event)) return;
  if (!event.isRecurring()) {
    addDays(reading, event, { from: event.startDate, to: event.endDate });
    return;
  }
  if (!event.component.hasProperty('rrule')) addDays(reading, event, { from: event.startDate, to: event.endDate });
  const occurrences = event.iterator();
  for (let next = occurrences.next(); next && dateOf(next) < reading.until; next = occurrences.next()) {
    if (++reading.steps > mostSteps) throw tooLarge();
    const { item, startDate, endDate } = event.getOccurrenceDetails(next);
    if (!isCancelled(item)) addDays(reading, item, { from: startDate, to: endDate });
  }
}

function isCancelled({ component }: ICAL.Event): boolean {
  return String(component.getFirstPropertyValue('status') ?? '').toUpperCase() === 'CANCELLED';
}

function addDays(reading: Reading, event: ICAL.Event, { from, to }: { from: ICAL.Time; to: ICAL.Time }): void {
  const dates = wholeDays(reading, from, to);
  if (dates.length === 0) reading.skipped++;
  for (const date of dates) {
    if (date < reading.from || date >= reading.until) continue;
    if (reading.days.length >= mostDays) throw tooLarge();
    const name = cut(String(event.summary ?? '').trim() || date);
    reading.days.push({ key: cut(event.uid || name), date, name, kind: 'public' });
  }
}

/** The local dates from one midnight to another; none for what begins or ends within a day. */
function wholeDays({ timeZone }: Reading, from: ICAL.Time, to: ICAL.Time): string[] {
  const [first, end] = [localTime(from, timeZone), localTime(to, timeZone)];
  if (!isMidnight(first) || !isMidnight(end)) return [];
  const days = first.toPlainDate().until(end.toPlainDate()).days;
  const count = from.isDate ? Math.max(days, 1) : days;
  return Array.from({ length: Math.min(Math.max(count, 0), longestEvent) }, (_, later) =>
    first.toPlainDate().add({ days: later }).toString(),
  );
}

/** By the clock of the entry's own zone; what is written in UTC, by the desk's. */
function localTime(time: ICAL.Time, timeZone: string): Temporal.PlainDateTime {
  const { year, month, day, hour, minute, second } = time;
  const shown = new Temporal.PlainDateTime(year, month, day, hour, minute, second);
  if (time.isDate || time.zone?.tzid !== 'UTC') return shown;
  return shown.toZonedDateTime('UTC').withTimeZone(timeZone).toPlainDateTime();
}

function isMidnight({ hour, minute, second }: Temporal.PlainDateTime): boolean {
  return hour + minute + second === 0;
}

function dateOf(time: ICAL.Time): string {
  return new Temporal.PlainDate(time.year, time.month, time.day).toString();
}

function cut(text: string): string {
  return text.slice(0, 200);
}

function unreadable(): AppError {
  return new AppError('invalid', 'calendar_unreadable', 'This is no calendar in the iCal format.');
}

function tooLarge(): AppError {
  return new AppError('invalid', 'calendar_too_large', 'This calendar names too many days.');
}
