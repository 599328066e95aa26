import type { Calendar, Hours } from './calendar.ts';

/** From an instant to an instant, in milliseconds of Unix time; the end is not part of it. */
export type Span = readonly [from: number, to: number];

/** The open spans of a run of days, as far as somebody asked. Kept with the calendar: working them out is what costs. */
type Days = { first: Temporal.PlainDate; next: Temporal.PlainDate; from: number; until: number; spans: Span[] };

const minutesADay = 1440;
const atOnce = 42;
/** How long a calendar may stay closed before it is taken for one that never opens again. */
const longestClosure = { days: 800 };
const known = new WeakMap<Calendar, Days>();

/** Every open span that ends after an instant, in order, as long as the calendar opens again. */
export function* openSpansFrom(calendar: Calendar, instant: number): Generator<Span> {
  const days = daysAround(calendar, instant);
  let place = firstEndingAfter(days.spans, instant);
  for (;;) {
    const span = days.spans[place];
    // Days added since the place was looked up may begin before the instant.
    if (span && span[1] > instant) yield [Math.max(span[0], instant), span[1]];
    else if (!span && !mayOpenAgain(calendar, days, instant)) return;
    if (span) place++;
    else addDays(calendar, days, atOnce);
  }
}

function mayOpenAgain(calendar: Calendar, { next, until }: Days, instant: number): boolean {
  const horizon = dayOf(calendar, Math.max(until, instant)).add(longestClosure);
  return Temporal.PlainDate.compare(next, horizon) <= 0;
}

/** What is known of a calendar, begun or gone back to so that it holds the instant. */
function daysAround(calendar: Calendar, instant: number): Days {
  const held = known.get(calendar);
  if (held && instant >= held.from) return held;
  const first = dayOf(calendar, instant).subtract({ days: 1 });
  const days: Days = { first, next: first, from: startOf(calendar, first.add({ days: 1 })), until: 0, spans: [] };
  const wanted = held ? first.until(held.next).days : atOnce;
  addDays(calendar, days, Math.max(wanted, atOnce));
  known.set(calendar, days);
  return days;
}

function addDays(calendar: Calendar, days: Days, count: number): void {
  for (let added = 0; added < count; added++) {
    for (const [from, to] of spansOn(calendar, days.next)) {
      // Where clocks are turned back over midnight, yesterday's closing hour comes after today began.
      if (to > days.until) days.spans.push([Math.max(from, days.until), to]);
      days.until = Math.max(days.until, to);
    }
    days.next = days.next.add({ days: 1 });
  }
}

function firstEndingAfter(spans: readonly Span[], instant: number): number {
  let [low, high] = [0, spans.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((spans[middle] as Span)[1] > instant) high = middle;
    else low = middle + 1;
  }
  return low;
}

function dayOf({ timeZone }: Calendar, instant: number): Temporal.PlainDate {
  return Temporal.Instant.fromEpochMilliseconds(instant).toZonedDateTimeISO(timeZone).toPlainDate();
}

function startOf({ timeZone }: Calendar, day: Temporal.PlainDate): number {
  return day.toZonedDateTime(timeZone).epochMilliseconds;
}

/**
 * The stretches in which a desk is open on a local day, in order and apart from each other.
 *
 * A turn of the clocks is real time: open from the first instant at which the clock shows the opening (or has passed it, where that
 * time does not exist) until the last instant at which it shows the closing. A day that a country skipped has none.
 */
function spansOn(calendar: Calendar, day: Temporal.PlainDate): Span[] {
  return joined(hoursOf(calendar, day).map((hours) => spanOf(calendar, day, hours)));
}

function hoursOf(calendar: Calendar, day: Temporal.PlainDate): readonly Hours[] {
  return calendar.exceptions[day.toString()] ?? calendar.week[day.dayOfWeek - 1] ?? [];
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
