import type { z } from 'zod';
import type { HolidaySource, holidaySourceBody, SourceDay } from '../../../../contract/holidays.ts';
import { choiceOf, type DayChoice } from '../../../../domain/business-hours/holidays.ts';

/** A list of holidays in the form: one that is kept already has an id. */
export type SourceDraft = Omit<HolidaySource, 'id' | 'readAt'> & { id: string | null; readAt: string | null };
export type Choice = HolidaySource['choices'][string];

type Place = Pick<HolidaySource, 'kind' | 'country' | 'region' | 'url'>;

export function newSource(place: Place, read: { name: string | null; days: SourceDay[] }): SourceDraft {
  const name = read.name ?? place.url ?? '';
  return { ...place, id: null, name, days: read.days, choices: {}, readAt: null, failure: null, failedAt: null };
}

export function sourceBody(source: SourceDraft): z.input<typeof holidaySourceBody> {
  const { id, kind, country, region, url, choices } = source;
  if (id !== null) return { id, choices };
  return kind === 'country' ? { kind, country: country ?? '', region, choices } : { kind, url: url ?? '', choices };
}

/** What is chosen for a day from now on; what it is by itself needs no choice. */
export function withChoice(source: SourceDraft, day: SourceDay, choice: Choice): SourceDraft {
  const { [day.key]: _, ...others } = source.choices;
  const isUsual = choice === choiceOf(day, {});
  return { ...source, choices: isUsual ? others : { ...others, [day.key]: choice } };
}

export function chosen(source: SourceDraft, day: SourceDay): DayChoice {
  return choiceOf(day, source.choices);
}

/** How many of the days that come differ from their weekday. */
export function countOf(source: SourceDraft): number {
  return source.days.filter((day) => chosen(source, day) !== 'as_usual').length;
}

/** What the law makes a holiday or leaves to choose, and whatever was chosen; Mothers' Day and its like stand behind a button. */
export function isShown(source: SourceDraft, day: SourceDay): boolean {
  return day.kind !== 'observance' || day.key in source.choices;
}
