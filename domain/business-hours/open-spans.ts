import type { Calendar, Hours } from './calendar.ts';

/** From an instant to an instant, in milliseconds of Unix time; the end is not part of it. */
export type Span = readonly [from: number, to: number];

const minutesADay = 1440;
const known = new WeakMap<Calendar, Map<string, readonly Span[]>>();

/**
 * The stretches in which a desk is open on a local day, in order and apart from each other.
 *
 * A turn of the clocks is real time: open from the first instant at which the clock shows the opening (or has passed it, where that
 * time does not exist) until the last instant at which it shows the closing. A day that a country skipped has none.
 */
export function openSpans(calendar: Calendar, day: Temporal.PlainDate): readonly Span[] {
  const days = known.get(calendar) ?? new Map<string, readonly Span[]>();
  known.set(calendar, days);
  const date = day.toString();
  const spans = days.get(date) ?? joined(hoursOf(calendar, day, date).map((hours) => spanOf(calendar, day, hours)));
  days.set(date, spans);
  return spans;
}

function hoursOf(calendar: Calendar, day: Temporal.PlainDate, date: string): readonly Hours[] {
  return calendar.exceptions[date] ?? calendar.week[day.dayOfWeek - 1] ?? [];
}

function spanOf({ timeZone }: Calendar, day: Temporal.PlainDate, [from, to]: Hours): Span {
  return [instantOf(timeZone, wallTime(day, from), 'earlier'), instantOf(timeZone, wallTime(day, to), 'later')];
}

function wallTime(day: Temporal.PlainDate, minutes: number): Temporal.PlainDateTime {
  const date = minutes < minutesADay ? day : day.add({ days: 1 });
  const ofDay = minutes % minutesADay;
  return date.toPlainDateTime({ hour: Math.trunc(ofDay / 60), minute: ofDay % 60 });
}

/** A wall time that occurs twice is the one asked for; one that never occurs is the instant at which the clock jumped over it. */
function instantOf(timeZone: string, wall: Temporal.PlainDateTime, which: 'earlier' | 'later'): number {
  const shown = wall.toZonedDateTime(timeZone, { disambiguation: which });
  if (shown.toPlainDateTime().equals(wall)) return shown.epochMilliseconds;
  const after = wall.toZonedDateTime(timeZone, { disambiguation: 'later' }).add({ nanoseconds: 1 });
  return after.getTimeZoneTransition('previous')?.epochMilliseconds ?? shown.epochMilliseconds;
}

function joined(spans: readonly Span[]): Span[] {
  const apart: [number, number][] = [];
  for (const [from, to] of spans.toSorted((a, b) => a[0] - b[0])) {
    const last = apart.at(-1);
    if (to <= from) continue;
    if (last && from <= last[1]) last[1] = Math.max(last[1], to);
    else apart.push([from, to]);
  }
  return apart;
}
