import type { TicketSla } from '../../contract/sla.ts';
import { t } from '../../locales/translate.ts';

export type Clock = TicketSla['clocks'][number];

const inside: Record<string, () => string> = {
  first_reply: () => t('first reply'),
  next_reply: () => t('next reply'),
  resolution: () => t('solution'),
};
const alone: Record<string, () => string> = {
  first_reply: () => t('First reply'),
  next_reply: () => t('Next reply'),
  resolution: () => t('Solution'),
};

/** What is promised, within a sentence. */
export function metricName(metric: string): string {
  return inside[metric]?.() ?? metric;
}

/** What is promised, as a label. */
export function promiseName(metric: string): string {
  return alone[metric]?.() ?? metric;
}

/** A promise in words: "4 h of business hours". */
export function targetInWords({ minutes, hours }: Clock['target']): string {
  const length = lengthInWords(minutes);
  return hours === 'business' ? t('{length} of business hours', { length }) : length;
}

export function lengthInWords(minutes: number): string {
  const [h, min] = [Math.floor(minutes / 60), minutes % 60];
  if (h === 0) return t('{min} min', { min });
  return min === 0 ? t('{h} h', { h }) : t('{h} h {min} min', { h, min });
}

/** By how much of its own hours a promise is late; nobody counts the minutes of days. */
export function lateBy({ leftSeconds }: Pick<Clock, 'leftSeconds'>): string {
  const minutes = Math.max(1, Math.round(-leftSeconds / 60));
  return lengthInWords(minutes < 600 ? minutes : Math.round(minutes / 60) * 60);
}
