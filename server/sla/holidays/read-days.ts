import type { SourceDay } from '../../../domain/business-hours/holidays.ts';
import { AppError } from '../../../domain/errors.ts';
import type { Config } from '../../platform/config.ts';
import { fetchOutside } from '../../platform/http/outbound-http.ts';
import { workers } from '../../platform/threads/worker-pool.ts';
import type { Country } from './country-days.ts';
import type { DaysInput } from './days-worker.ts';
import type { ICalRead } from './ical-days.ts';

// Days from elsewhere: a country's list, a calendar on the net, a calendar that was pasted.

export type SourceAsked = { kind: 'country'; country: string; region: string | null } | { kind: 'feed'; url: string };
/** `today` is the day of the desk; what is long over or far away is of no use. */
export type Around = { timeZone: string; language: string; today: string };
export type SourceRead = { name: string; days: SourceDay[]; skipped: number };

const module = new URL('./days-worker.ts', import.meta.url);
const timeoutMs = 5_000;
const yearsBack = 2;
const yearsAhead = 5;
export const largestCalendar = 1024 * 1024;
const mostRedirects = 3;

export function readCountries(): Promise<Country[]> {
  return ask<Country[]>({ ask: 'countries' });
}

/** The first of January from which on a source is asked. */
export function askedFrom({ today }: Pick<Around, 'today'>): string {
  return `${yearOf(today) - yearsBack}-01-01`;
}

export async function readSource(
  config: Pick<Config, 'outboundHosts'>,
  source: SourceAsked,
  around: Around,
): Promise<SourceRead> {
  if (source.kind === 'country') return readCountry(source, around);
  const { host } = new URL(httpsOf(source.url));
  const read = await readCalendar(await fetchCalendar(config, source.url), around);
  return { ...read, name: read.name ?? host };
}

/** Of a pasted calendar. */
export function readCalendar(text: string, around: Around): Promise<ICalRead> {
  const until = `${yearOf(around.today) + yearsAhead + 1}-01-01`;
  return ask<ICalRead>({ ask: 'ical', text, timeZone: around.timeZone, from: askedFrom(around), until });
}

async function readCountry(source: SourceAsked & { kind: 'country' }, around: Around): Promise<SourceRead> {
  const { country, region } = source;
  const years = Array.from({ length: yearsBack + 1 + yearsAhead }, (_, at) => yearOf(around.today) - yearsBack + at);
  const days = await ask<SourceDay[] | null>({ ask: 'country', country, region, language: around.language, years });
  if (days === null) throw new AppError('invalid', 'unknown_reference', 'There is no such country or region.');
  return { name: await nameOf(source, around.language), days, skipped: 0 };
}

/** "Brasil, São Paulo". */
async function nameOf({ country, region }: SourceAsked & { kind: 'country' }, language: string): Promise<string> {
  const name = new Intl.DisplayNames(language, { type: 'region', fallback: 'code' }).of(country) ?? country;
  if (region === null) return name;
  const known = (await readCountries()).find(({ id }) => id === country);
  return `${name}, ${known?.regions.find(({ id }) => id === region)?.name ?? region}`;
}

/** Calendars move: a few redirects are followed, each checked like the first address. */
async function fetchCalendar(config: Pick<Config, 'outboundHosts'>, address: string): Promise<string> {
  let url = httpsOf(address);
  for (let redirects = 0; redirects <= mostRedirects; redirects++) {
    const headers = { accept: 'text/calendar' };
    const answer = await fetchOutside(config, { url, method: 'GET', headers, maxBytes: largestCalendar });
    if (answer.status === 200) return answer.bytes.toString('utf8');
    if (answer.status < 300 || answer.status > 399 || answer.location === null) break;
    url = new URL(answer.location, url).href;
  }
  throw new AppError('unavailable', 'calendar_refused', 'There is no calendar at this address.');
}

function httpsOf(url: string): string {
  return url.replace(/^webcals?:/i, 'https:');
}

async function ask<Answer>(input: DaysInput): Promise<Answer> {
  try {
    return await workers.run<Answer>({ module, input, timeoutMs });
  } catch (error) {
    if (error instanceof AppError && /^(worker_timeout|worker_memory)$/.test(error.code)) {
      throw new AppError('invalid', 'calendar_too_large', 'This calendar names too many days.', { cause: error });
    }
    throw error;
  }
}

function yearOf(date: string): number {
  return Number(date.slice(0, 4));
}
