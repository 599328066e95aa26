import type { Calendar } from '../business-hours/calendar.ts';
import { dueAtOf, type SlaClock } from './clock.ts';

/** What was told of a clock already. */
export type Told = { isWarned: boolean; isBreachTold: boolean };

/** `news` is what is to be told now, `timerAt` when to look again; null: not before something happens to the ticket. */
export type ClockNews = { news: 'warned' | 'breached' | null; told: Told; timerAt: Date | null };

type Asked = { clock: SlaClock; told: Told; warnMinutes: number; calendar: Calendar; now: Date };

/**
 * What a clock says by itself: a warning so many minutes of its own hours before its time is up, then the breach; each once, late
 * where the desk slept, and nothing any more once the promise was kept or dropped. A due time that moved away is told anew.
 */
export function newsOf({ clock, told, warnMinutes, calendar, now }: Asked): ClockNews {
  const { dueAt } = clock;
  if (clock.end !== null || dueAt === null) return { news: null, told, timerAt: null };
  if (dueAt < now) {
    return { news: told.isBreachTold ? null : 'breached', told: { isWarned: true, isBreachTold: true }, timerAt: null };
  }
  const warnAt = warningAt(clock, warnMinutes, calendar);
  const isNear = warnAt !== null && warnAt < now;
  return {
    news: isNear && !told.isWarned ? 'warned' : null,
    told: { isWarned: isNear, isBreachTold: false },
    timerAt: isNear ? dueAt : (warnAt ?? dueAt),
  };
}

function warningAt(clock: SlaClock, warnMinutes: number, calendar: Calendar): Date | null {
  const minutes = clock.target.minutes - warnMinutes;
  return warnMinutes === 0 || minutes <= 0 ? null : dueAtOf(clock, { ...clock.target, minutes }, { calendar });
}
