import { alwaysOpen, type Calendar } from './calendar.ts';
import { openSpansFrom } from './open-spans.ts';

/** Milliseconds of business time between two instants: how long the desk was open. Nothing when the second is not later. */
export function businessTimeBetween(calendar: Calendar, from: Date, to: Date): number {
  const [start, end] = [from.getTime(), to.getTime()];
  if (end <= start) return 0;
  if (calendar === alwaysOpen) return end - start;
  let total = 0;
  for (const [open, closed] of openSpansFrom(calendar, start)) {
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
  if (calendar === alwaysOpen) return new Date(from.getTime() + milliseconds);
  let left = milliseconds;
  for (const [open, closed] of openSpansFrom(calendar, from.getTime())) {
    const start = Math.max(open, from.getTime());
    if (closed - start >= left) return new Date(start + left);
    left -= closed - start;
  }
  return null;
}

export function isOpenAt(calendar: Calendar, at: Date): boolean {
  const [next] = openSpansFrom(calendar, at.getTime());
  return next !== undefined && next[0] <= at.getTime();
}

/** The first instant from this one on at which the desk is open; `null` when it never is. */
export function nextOpening(calendar: Calendar, at: Date): Date | null {
  const [next] = openSpansFrom(calendar, at.getTime());
  return next ? new Date(Math.max(next[0], at.getTime())) : null;
}
