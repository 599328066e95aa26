import type { Calendar } from '../business-hours/calendar.ts';
import { hoursOf, reachedAt, type SlaClock } from './clock.ts';
import { type SlaWarning, warningMarks } from './policy.ts';

/** What was told of a clock already: how far it had run at the last warning (0: none was told), and whether it is late. */
export type Told = { mark: number; isBreachTold: boolean };

/** A clock as it was kept, and what was told of it. */
export type ToldClock = Pick<SlaClock, 'metric' | 'startedAt'> & { isRunning: boolean; told: Told };

/**
 * What was told of a clock. A merge or its undoing makes a running one count from elsewhere: it is the one that ran before and is
 * not among the clocks any more.
 */
export function toldBefore(
  clock: SlaClock,
  { clocks, told }: { clocks: readonly SlaClock[]; told: readonly ToldClock[] },
): Told | null {
  const same = told.find((one) => isSame(one, clock));
  if (same || clock.end !== null) return same?.told ?? null;
  const moved = told.filter((one) => one.isRunning && !clocks.some((other) => isSame(one, other)));
  return moved.find(({ metric }) => metric === clock.metric)?.told ?? null;
}

function isSame(one: Pick<SlaClock, 'metric' | 'startedAt'>, other: SlaClock): boolean {
  return one.metric === other.metric && one.startedAt.getTime() === other.startedAt.getTime();
}

/** `news` is what is to be told now, `timerAt` when to look again; null: not before something happens to the ticket. */
export type ClockNews = { news: 'warned' | 'breached' | null; told: Told; timerAt: Date | null };

type Asked = { clock: SlaClock; told: Told; warnings: readonly SlaWarning[]; calendar: Calendar; now: Date };

/**
 * What a clock says by itself: its warnings, then the breach; each once, late where the desk slept (of several warnings only the
 * last), and nothing any more once the promise was kept or dropped. A due time that moved away is told anew.
 */
export function newsOf({ clock, told, warnings, calendar, now }: Asked): ClockNews {
  const { dueAt, target } = clock;
  if (clock.end !== null || dueAt === null) return { news: null, told, timerAt: null };
  const marks = warningMarks(warnings, target);
  if (dueAt < now) {
    const all = { mark: marks.at(-1) ?? 0, isBreachTold: true };
    return { news: told.isBreachTold ? null : 'breached', told: all, timerAt: null };
  }
  const hours = hoursOf(target, { calendar });
  const due = marks.map((mark) => ({ mark, at: reachedAt(clock, mark, hours) ?? dueAt }));
  const last = due.findLast(({ at }) => at < now)?.mark ?? 0;
  return {
    news: last > told.mark ? 'warned' : null,
    told: { mark: last, isBreachTold: false },
    timerAt: due.find(({ at }) => at >= now)?.at ?? dueAt,
  };
}
