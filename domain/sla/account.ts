import type { Calendar } from '../business-hours/calendar.ts';
import { openSpansFrom, type Span } from '../business-hours/open-spans.ts';
import type { Run, SlaClock } from './clock.ts';
import { hoursOf } from './clock.ts';

/** How much of a promise a local day took, in minutes. */
export type DayAccount = { date: string; minutes: number };

const mostDays = 31;

/**
 * Why a promise is due when it is: how much of it each day takes until its time is up, in the zone of its calendar. Days on which
 * the desk is closed or the clock rests are not in it. Nothing for a promise that is not due, or longer than a month of days.
 */
export function accountOf({ runs, dueAt, target }: SlaClock, calendar: Calendar): DayAccount[] {
  if (dueAt === null) return [];
  const byDate = new Map<string, number>();
  for (const span of spansOf(runs, hoursOf(target, { calendar }), dueAt.getTime())) {
    for (const [date, milliseconds] of byDay(span, calendar.timeZone)) {
      byDate.set(date, (byDate.get(date) ?? 0) + milliseconds);
      if (byDate.size > mostDays) return [];
    }
  }
  return [...byDate].map(([date, milliseconds]) => ({ date, minutes: Math.round(milliseconds / 60_000) }));
}

function* spansOf(runs: readonly Run[], calendar: Calendar, until: number): Generator<Span> {
  for (const run of runs) {
    const end = Math.min(run.to?.getTime() ?? until, until);
    yield* openWithin(calendar, run.from.getTime(), end);
  }
}

/** The stretches in which a desk is open between two instants. */
export function* openWithin(calendar: Calendar, from: number, to: number): Generator<Span> {
  for (const [open, closed] of openSpansFrom(calendar, from)) {
    if (open >= to) return;
    yield [Math.max(open, from), Math.min(closed, to)];
  }
}

function* byDay([from, to]: Span, timeZone: string): Generator<[string, number]> {
  for (let at = from; at < to; ) {
    const day = Temporal.Instant.fromEpochMilliseconds(at).toZonedDateTimeISO(timeZone).toPlainDate();
    const end = Math.min(to, day.add({ days: 1 }).toZonedDateTime(timeZone).epochMilliseconds);
    yield [day.toString(), end - at];
    at = end;
  }
}
