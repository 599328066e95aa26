import type { Condition, Question } from './conditions/condition.ts';

/** What the board counts of a stretch of time: tickets that came, those answered for the first time, those solved. */
export const boardNumbers = ['volume', 'firstReply', 'solution'] as const;
export type BoardNumber = (typeof boardNumbers)[number];

/** A stretch of time; without an end it reaches until now. */
export type Stretch = { after: Date; before: Date | null };

const isWhole: Question = { field: 'is_merged', op: 'is', value: false };
const moments = { volume: 'created_at', firstReply: 'first_replied_at', solution: 'solved_at' } as const;

/** The tickets behind a number. Number and list ask the same, so that they agree. A merged ticket is a part of another one. */
export function boardTickets(number: BoardNumber, { after, before }: Stretch): Condition {
  const field = moments[number];
  const until: Question[] = before === null ? [] : [{ field, op: 'before', value: before.toISOString() }];
  return { all: [{ field, op: 'after', value: after.toISOString() }, ...until, isWhole] };
}

const isActive: Question = { field: 'status_category', op: 'any_of', value: ['new', 'open', 'pending', 'on_hold'] };

/** Whose customer waits for an answer, in nobody's sleep. */
export const waitingTickets: Condition = {
  all: [isActive, { field: 'awaits_reply', op: 'is', value: true }, { field: 'snoozed_until', op: 'is_not_set' }],
};

/** Whose next promise is past. */
export const lateTickets: Condition = { all: [isActive, { field: 'next_due_at', op: 'is_past' }] };

/**
 * Today by a clock, and the same hours of the same weekday a week before: a morning is measured against a morning. A day begins
 * where the clock of the zone says so, also where it was turned in between.
 */
export function todayAndAWeekAgo(now: Date, timeZone: string): { today: Stretch; weekAgo: Stretch & { before: Date } } {
  const here = Temporal.Instant.fromEpochMilliseconds(now.getTime()).toZonedDateTimeISO(timeZone);
  const then = here.subtract({ days: 7 });
  const at = (moment: Temporal.ZonedDateTime) => new Date(moment.epochMilliseconds);
  return {
    today: { after: at(here.startOfDay()), before: null },
    weekAgo: { after: at(then.startOfDay()), before: at(then) },
  };
}
