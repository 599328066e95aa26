import { businessTimeAfter, businessTimeBetween } from '../business-hours/business-time.ts';
import { alwaysOpen, type Calendar } from '../business-hours/calendar.ts';
import type { SlaMetric, SlaPromises, SlaTarget } from './policy.ts';

/** Why a clock is not running: the promise was kept (late or not), or nobody waits for it any more. */
export type ClockEnd = { at: Date; how: 'met' | 'dropped' };

/** A stretch in which a clock ran; the last one of a running clock has no end. */
export type Run = { from: Date; to: Date | null };

/**
 * One promise on one ticket. `dueAt` is when its time is up: null while it rests and time is left, or when the calendar never opens
 * again. `left` is in milliseconds of the target's own hours, negative once it is late. `breachedAt` is the due time that passed.
 */
export type SlaClock = {
  metric: SlaMetric;
  startedAt: Date;
  target: SlaTarget;
  runs: readonly Run[];
  end: ClockEnd | null;
  isPaused: boolean;
  dueAt: Date | null;
  breachedAt: Date | null;
  left: number;
};

/** Runs also where nothing is promised: another priority may promise it later. */
export type Running = {
  metric: SlaMetric;
  target: SlaTarget | null;
  runs: Run[];
  end: ClockEnd | null;
  isBreachTold: boolean;
};
export type Rules = { promises: SlaPromises; calendar: Calendar };

const minute = 60_000;

/** The hours a promise counts. */
export function hoursOf(target: SlaTarget, { calendar }: Pick<Rules, 'calendar'>): Calendar {
  return target.hours === 'business' ? calendar : alwaysOpen;
}

/** When the time of a clock is up, walking through the stretches in which it ran; of one that ended, when it would have been. */
export function dueAtOf(clock: Ran, target: SlaTarget, rules: Pick<Rules, 'calendar'>): Date | null {
  return reachedAt(clock, target.minutes * minute, hoursOf(target, rules));
}

type Ran = Pick<SlaClock, 'runs' | 'end'>;

/** When a clock has run for so many milliseconds of a calendar's hours; null where it rests before, or the calendar never opens. */
export function reachedAt({ runs, end }: Ran, milliseconds: number, calendar: Calendar): Date | null {
  let left = milliseconds;
  for (const { from, to } of runs) {
    if (to === null || to === end?.at) return businessTimeAfter(calendar, from, left);
    const spent = businessTimeBetween(calendar, from, to);
    if (spent > left) return businessTimeAfter(calendar, from, left);
    left -= spent;
  }
  return null;
}

/** The clock as it stands, unless nothing is promised by it. */
export function shown(clock: Running, rules: Rules, now: Date): SlaClock[] {
  const { metric, target, runs, end: ended } = clock;
  if (target === null) return [];
  const calendar = hoursOf(target, rules);
  const dueAt = dueAtOf(clock, target, rules);
  const spent = runs.reduce((sum, { from, to }) => sum + businessTimeBetween(calendar, from, to ?? now), 0);
  return [
    {
      metric,
      startedAt: runs[0]?.from ?? now,
      target,
      runs,
      end: ended,
      isPaused: ended === null && runs.at(-1)?.to !== null,
      dueAt,
      breachedAt: dueAt !== null && dueAt < (ended?.at ?? now) ? dueAt : null,
      left: target.minutes * minute - spent,
    },
  ];
}
