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
