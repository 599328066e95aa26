/** A stretch of a day by the wall clock, in minutes after midnight: [540, 1080] is 9:00 to 18:00. The end may be 1440. */
export type Hours = readonly [from: number, to: number];

/** When a team works: hours of Monday to Sunday in its time zone, and the days that differ (a holiday has no hours at all). */
export type Calendar = {
  timeZone: string;
  week: readonly (readonly Hours[])[];
  /** By local date, `2026-12-24`. What stands here replaces the hours of that weekday. */
  exceptions: Readonly<Record<string, readonly Hours[]>>;
};

const allDay: readonly Hours[] = [[0, 1440]];

/** Open at every instant. Its business time is the time that passed, whatever the clocks were turned to. */
export const alwaysOpen: Calendar = { timeZone: 'UTC', week: Array.from({ length: 7 }, () => allDay), exceptions: {} };
