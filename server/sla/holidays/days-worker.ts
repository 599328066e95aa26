import type { SourceDay } from '../../../domain/business-hours/holidays.ts';
import { type Country, type CountryAsked, countries, countryDays } from './country-days.ts';
import { type ICalAsked, type ICalRead, readICal } from './ical-days.ts';

/** Runs in a worker thread (see read-days.ts): lists of 13 MB, and calendars from strangers. */
export type DaysInput = { ask: 'countries' } | ({ ask: 'country' } & CountryAsked) | ({ ask: 'ical' } & ICalAsked);

export async function run(input: DaysInput): Promise<{ output: Country[] | SourceDay[] | ICalRead | null }> {
  if (input.ask === 'countries') return { output: countries() };
  return { output: input.ask === 'country' ? countryDays(input) : readICal(input) };
}
