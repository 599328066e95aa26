import type { Calendar } from './calendar.ts';
import { openSpans, type Span } from './open-spans.ts';

/** How long a calendar may stay closed before it is taken for one that never opens again. */
const longestClosure = { days: 800 };

/** Milliseconds of business time between two instants: how long the desk was open. Nothing when the second is not later. */
export function businessTimeBetween(calendar: Calendar, from: Date, to: Date): number {
  const [start, end] = [from.getTime(), to.getTime()];
  if (end <= start) return 0;
  let total = 0;
  for (const [open, closed] of spansFrom(calendar, start)) {
    if (open >= end) break;
    total += Math.min(closed, end) - Math.max(open, start);
  }
  return total;
}

/**
 * The instant at which so many milliseconds of business time have passed since another: the first one at which they have, so the
 * closing hour rather than the next opening. None passed: the instant itself. `null` for a calendar that never opens again.
 */
export function businessTimeAfter(calendar: Calendar, from: Date, milliseconds: number): Date | null {
  if (milliseconds <= 0) return from;
  let left = milliseconds;
  for (const [open, closed] of spansFrom(calendar, from.getTime())) {
    const start = Math.max(open, from.getTime());
    if (closed - start >= left) return new Date(start + left);
    left -= closed - start;
  }
  return null;
}

export function isOpenAt(calendar: Calendar, at: Date): boolean {
  const [next] = spansFrom(calendar, at.getTime());
  return next !== undefined && next[0] <= at.getTime();
}

/** The first instant from this one on at which the desk is open; `null` when it never is. */
export function nextOpening(calendar: Calendar, at: Date): Date | null {
  const [next] = spansFrom(calendar, at.getTime());
  return next ? new Date(Math.max(next[0], at.getTime())) : null;
}

/** Every open span that ends after an instant, in order, as long as the calendar opens again. */
function* spansFrom(calendar: Calendar, instant: number): Generator<Span> {
  const start = Temporal.Instant.fromEpochMilliseconds(instant).toZonedDateTimeISO(calendar.timeZone).toPlainDate();
  // The day before, too: where clocks are turned back over midnight, yesterday's closing hour comes after today began.
  let day = start.subtract({ days: 1 });
  let horizon = start.add(longestClosure);
  let last = instant;
  for (; Temporal.PlainDate.compare(day, horizon) < 0; day = day.add({ days: 1 })) {
    for (const [from, to] of openSpans(calendar, day)) {
      if (to <= last) continue;
      yield [Math.max(from, last), to];
      last = to;
      horizon = day.add(longestClosure);
    }
  }
}
