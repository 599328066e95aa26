import type { Hours } from './calendar.ts';

/** A day on which a desk differs from its weekday; without hours it is closed. `date` is local: `2026-12-24`. */
export type Holiday = { date: string; name: string; hours: readonly Hours[] };

/**
 * A day that a country's list or a calendar feed names. `key` is the same every year, so that a choice holds for all of them.
 * Closed by itself is only what the law (or the feed) makes a holiday; optional days and observances are a choice.
 */
export type SourceDay = { key: string; date: string; name: string; kind: SourceDayKind };
export const sourceDayKinds = ['public', 'optional', 'observance'] as const;
export type SourceDayKind = (typeof sourceDayKinds)[number];

/** What is made of a day: closed, like any other day of the week, or other hours. */
export type DayChoice = 'closed' | 'as_usual' | readonly Hours[];
export type DayChoices = Readonly<Record<string, DayChoice>>;

export function choiceOf({ key, kind }: Pick<SourceDay, 'key' | 'kind'>, choices: DayChoices): DayChoice {
  return choices[key] ?? (kind === 'public' ? 'closed' : 'as_usual');
}

/** The holidays a source makes, one a date: of two on the same date the first that differs from the weekday. */
export function holidaysOf(days: readonly SourceDay[], choices: DayChoices): Holiday[] {
  const byDate = new Map<string, Holiday>();
  for (const day of days) {
    const choice = choiceOf(day, choices);
    if (choice === 'as_usual' || byDate.has(day.date)) continue;
    byDate.set(day.date, { date: day.date, name: day.name, hours: choice === 'closed' ? [] : choice });
  }
  return [...byDate.values()].toSorted((a, b) => (a.date < b.date ? -1 : 1));
}

/** Each day of a source once, as it comes next from a date on: what there is to choose from. */
export function comingDays(days: readonly SourceDay[], from: string): SourceDay[] {
  const byKey = new Map<string, SourceDay>();
  for (const day of days) {
    const known = byKey.get(day.key);
    if (day.date >= from && (!known || day.date < known.date)) byKey.set(day.key, day);
  }
  return [...byKey.values()].toSorted((a, b) => (a.date < b.date ? -1 : 1));
}

/** What a source says now, and of the time before that what it said then: the past of a ticket is computed by it. */
export function keptDays(before: readonly SourceDay[], now: readonly SourceDay[], from: string): SourceDay[] {
  return [...before.filter(({ date }) => date < from), ...now];
}

/** All days that differ: those by hand, then of each source in order the dates nobody before it named. */
export function daysThatDiffer(byHand: readonly Holiday[], sources: readonly Source[]): Holiday[] {
  const byDate = new Map(byHand.map((holiday) => [holiday.date, holiday]));
  for (const { days, choices } of sources) {
    for (const holiday of holidaysOf(days, choices)) {
      if (!byDate.has(holiday.date)) byDate.set(holiday.date, holiday);
    }
  }
  return [...byDate.values()];
}

export type Source = { days: readonly SourceDay[]; choices: DayChoices };
