import { currentLanguage, t } from '../../locales/translate.ts';

const minute = 60_000;
const day = 24 * 60 * minute;

/** The hour today, "yesterday", the day this year, else the date: what a list has room for. */
export function shortTime(instant: string, now = new Date()): string {
  const at = new Date(instant);
  const days = daysBetween(at, now);
  if (days === 0) return at.toLocaleTimeString(currentLanguage(), { timeStyle: 'short' });
  if (days === 1) return t('yesterday');
  if (at.getFullYear() === now.getFullYear()) {
    return at
      .toLocaleDateString(currentLanguage(), { day: 'numeric', month: 'short' })
      .replace(' de ', ' ')
      .replace('.', '');
  }
  return at.toLocaleDateString(currentLanguage());
}

/** Everything about an instant, for a title or a log. */
export function fullTime(instant: string): string {
  return new Date(instant).toLocaleString(currentLanguage(), { dateStyle: 'long', timeStyle: 'short' });
}

/** A day by its weekday and date, and the time: "Mon, 9 Nov, 17:00". */
export function dayAndTime(instant: string): string {
  return dated(instant, { weekday: 'short', day: 'numeric', month: 'short' });
}

/** A date without a time, `2026-12-24`, with its weekday and year. */
export function calendarDay(date: string): string {
  const day = { weekday: 'short', day: 'numeric', month: 'short', year: 'numeric', timeZone: 'UTC' } as const;
  return new Date(date).toLocaleDateString(currentLanguage(), day).replaceAll(' de ', ' ').replaceAll('.', '');
}

/** A date of these weeks, `2026-11-09`: "Mon, Nov 9". */
export function dayName(date: string): string {
  const day = { weekday: 'short', day: 'numeric', month: 'short', timeZone: 'UTC' } as const;
  return new Date(date).toLocaleDateString(currentLanguage(), day).replaceAll(' de ', ' ').replaceAll('.', '');
}

/** "a, b and c". */
export function listInWords(parts: readonly string[]): string {
  return new Intl.ListFormat(currentLanguage(), { type: 'conjunction' }).format(parts);
}

/** A day of this week needs no date: "Mon, 17:00". */
export function weekdayAndTime(instant: string): string {
  return dated(instant, { weekday: 'short' });
}

function dated(instant: string, day: Intl.DateTimeFormatOptions): string {
  const at = new Date(instant);
  const name = at.toLocaleDateString(currentLanguage(), day).replace(' de ', ' ').replaceAll('.', '');
  return `${name}, ${at.toLocaleTimeString(currentLanguage(), { timeStyle: 'short' })}`;
}

/** How far an instant is from now: "in 15 min", "2 h ago". */
export function relativeTime(instant: string, now = Date.now()): string {
  const difference = new Date(instant).getTime() - now;
  const format = new Intl.RelativeTimeFormat(currentLanguage(), { style: 'short', numeric: 'auto' });
  const size = Math.abs(difference);
  if (size < 60 * minute) return format.format(Math.round(difference / minute), 'minute');
  if (size < day) return format.format(Math.round(difference / (60 * minute)), 'hour');
  return format.format(Math.round(difference / day), 'day');
}

export function fileSize(bytes: number): string {
  const units = ['byte', 'kilobyte', 'megabyte', 'gigabyte'] as const;
  const step = Math.min(units.length - 1, Math.floor(Math.log10(Math.max(bytes, 1)) / 3));
  const options = {
    style: 'unit',
    unit: units[step] ?? 'byte',
    unitDisplay: 'short',
    maximumFractionDigits: 1,
  } as const;
  return new Intl.NumberFormat(currentLanguage(), options).format(bytes / 1000 ** step);
}

export function wholeNumber(value: number): string {
  return new Intl.NumberFormat(currentLanguage()).format(value);
}

/** A weight or a limit: as many decimals as it has, two at most. */
export function decimal(value: number): string {
  return new Intl.NumberFormat(currentLanguage(), { maximumFractionDigits: 2 }).format(value);
}

function daysBetween(earlier: Date, later: Date): number {
  const start = (at: Date) => new Date(at.getFullYear(), at.getMonth(), at.getDate()).getTime();
  return Math.round((start(later) - start(earlier)) / day);
}
