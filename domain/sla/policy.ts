import type { Priority, StatusCategory } from '../tickets/ticket.ts';

/** What a policy promises: an answer to the first message, to each later one, and the end of the matter. */
export const slaMetrics = ['first_reply', 'next_reply', 'resolution'] as const;
export type SlaMetric = (typeof slaMetrics)[number];

/** A promise: so many minutes, of all time (`calendar`) or of the time in which the desk is open (`business`). */
export type SlaTarget = { minutes: number; hours: 'calendar' | 'business' };

/** Promises by metric and priority; what is absent is not promised. The resolution clock rests in the categories named. */
export type SlaPromises = {
  targets: Partial<Record<SlaMetric, Partial<Record<Priority, SlaTarget>>>>;
  pausesIn: readonly StatusCategory[];
};

export function targetOf(promises: SlaPromises, metric: SlaMetric, priority: Priority): SlaTarget | null {
  return promises.targets[metric]?.[priority] ?? null;
}

/** When to warn: so many minutes of its own hours before the time is up, or once so many percent of it have passed. */
export type SlaWarning = { minutes: number } | { percent: number };

/** How far a clock has run when its warnings are due, in milliseconds of its own hours, the earliest first. */
export function warningMarks(warnings: readonly SlaWarning[], { minutes }: SlaTarget): number[] {
  const whole = minutes * 60_000;
  const marks = warnings.map((warning) =>
    'percent' in warning ? (whole * warning.percent) / 100 : whole - warning.minutes * 60_000,
  );
  return [...new Set(marks)].filter((mark) => mark > 0 && mark < whole).toSorted((a, b) => a - b);
}
