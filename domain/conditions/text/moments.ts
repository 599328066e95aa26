import type { TextLanguage } from './vocabulary.ts';
import { units } from './vocabulary.ts';

/** A length of time as it is typed: in hours, and whether they are business hours. */
export type Length = { hours: number; isBusiness: boolean };

const length = /^(\d+(?:\.\d+)?(?:e[+-]?\d+)?)([a-z]+)$/i;

export function readLength(text: string): Length | null {
  const [, amount, unit = ''] = length.exec(text) ?? [];
  if (amount === undefined) return null;
  const isUnit = (all: Record<TextLanguage, readonly string[]>) =>
    Object.values(all).some((words) => words.includes(unit.toLowerCase()));
  if (isUnit(units.business)) return { hours: Number(amount), isBusiness: true };
  if (isUnit(units.hours)) return { hours: Number(amount), isBusiness: false };
  if (isUnit(units.days)) return { hours: Number(amount) * 24, isBusiness: false };
  return isUnit(units.minutes) ? { hours: Number(amount) / 60, isBusiness: false } : null;
}

/** A day, `2026-12-31` or `31/12/2026`, in the form of the first; null for what is none. */
export function readDay(text: string): string | null {
  const [, day, month, year] = /^(\d{1,2})\/(\d{1,2})\/(\d{4})$/.exec(text) ?? [];
  const iso = year === undefined ? text : `${year}-${pad(month)}-${pad(day)}`;
  if (!/^\d{4}-\d\d-\d\d$/.test(iso)) return null;
  const at = new Date(`${iso}T00:00Z`);
  return Number.isNaN(at.getTime()) || at.toISOString().slice(0, 10) !== iso ? null : iso;
}

function pad(number: string | undefined): string {
  return (number ?? '').padStart(2, '0');
}

const localTime = /^(.+?)T(\d\d:\d\d(?::\d\d(?:\.\d{1,3})?)?)$/;
const zonedTime = /^\d{4}-\d\d-\d\dT\d\d:\d\d(?::\d\d(?:\.\d+)?)?(?:Z|[+-]\d\d:\d\d)$/;

/** An instant: a day (its beginning), a day with a time of its clock, or a time that names its offset. */
export function readInstant(text: string, timeZone: string): string | null {
  if (zonedTime.test(text)) return isoOf(new Date(text));
  const [, dayPart = text, time = '00:00'] = localTime.exec(text) ?? [];
  const day = readDay(dayPart);
  return day === null ? null : isoOf(atLocalTime(`${day}T${time}`, timeZone));
}

function isoOf(at: Date): string | null {
  return Number.isNaN(at.getTime()) ? null : at.toISOString();
}

/** The instant at which clocks of a zone show this; of two the earlier, and where they skip it, as if they had not. */
function atLocalTime(local: string, timeZone: string): Date {
  const asUtc = new Date(`${local}Z`).getTime();
  if (Number.isNaN(asUtc)) return new Date(Number.NaN);
  const guesses = [-86_400_000, 86_400_000].map((away) => asUtc - offsetAt(asUtc + away, timeZone));
  const fitting = guesses.filter((guess) => guess + offsetAt(guess, timeZone) === asUtc);
  return new Date(fitting.length > 0 ? Math.min(...fitting) : Math.max(...guesses));
}

const clocks = new Map<string, Intl.DateTimeFormat>();

/** How far clocks of a zone are ahead of UTC, in milliseconds. */
function offsetAt(instant: number, timeZone: string): number {
  const shown = Object.fromEntries(
    clockOf(timeZone)
      .formatToParts(instant)
      .map(({ type, value }) => [type, Number(value)]),
  );
  const { year = 0, month = 1, day = 1, hour = 0, minute = 0, second = 0 } = shown;
  const local = new Date(0);
  local.setUTCFullYear(year, month - 1, day);
  local.setUTCHours(hour, minute, second);
  return local.getTime() - Math.floor(instant / 1000) * 1000;
}

function clockOf(timeZone: string): Intl.DateTimeFormat {
  const known = clocks.get(timeZone);
  if (known) return known;
  const number = '2-digit';
  const fields = { year: 'numeric', month: number, day: number, hour: number, minute: number, second: number } as const;
  const clock = new Intl.DateTimeFormat('en-US', { timeZone, calendar: 'iso8601', hourCycle: 'h23', ...fields });
  clocks.set(timeZone, clock);
  return clock;
}

/** The shortest way to write an instant that reads back as the same one. */
export function writeInstant(value: string, timeZone: string): string {
  const at = new Date(value);
  if (Number.isNaN(at.getTime())) return value;
  const local = new Date(at.getTime() + offsetAt(at.getTime(), timeZone)).toISOString();
  const ways = [local.slice(0, 10), local.slice(0, 16), local.slice(0, 19)];
  return ways.find((way) => readInstant(way, timeZone) === at.toISOString()) ?? at.toISOString();
}
