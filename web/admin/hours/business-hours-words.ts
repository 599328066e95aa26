import type { BusinessHours } from '../../../contract/sla.ts';
import { currentLanguage, t } from '../../../locales/translate.ts';

export type DayHours = BusinessHours['week'][number];
export type Hours = DayHours[number];

/** What a day is, as a choice: closed, open all day, or by its hours. */
export type DayKind = 'hours' | 'all_day' | 'closed';

const wholeDay = 1440;
export const usualHours: Hours = [9 * 60, 18 * 60];

export function kindOf(day: DayHours): DayKind {
  if (day.length === 0) return 'closed';
  return day.length === 1 && day[0]?.[0] === 0 && day[0][1] === wholeDay ? 'all_day' : 'hours';
}

export function dayOf(kind: DayKind): DayHours {
  if (kind === 'closed') return [];
  return kind === 'all_day' ? [[0, wholeDay]] : [usualHours];
}

/** Minutes as a clock shows them; the end of the day is its midnight. */
export function clockOf(minutes: number): string {
  const of = (number: number) => String(number).padStart(2, '0');
  return `${of(Math.floor(minutes / 60) % 24)}:${of(minutes % 60)}`;
}

/** Null while somebody is still typing. Midnight ends a day where it stands at the end. */
export function minutesOf(clock: string, side: 'from' | 'to'): number | null {
  const [hours, minutes] = clock.split(':').map(Number);
  if (hours === undefined || minutes === undefined || Number.isNaN(hours + minutes)) return null;
  return side === 'to' && hours + minutes === 0 ? wholeDay : hours * 60 + minutes;
}

export const isBackwards = ([from, to]: Hours) => from >= to;

/** The next stretch somebody is likely to add: an hour after the last one, as long as the day has room. */
export function nextHours(day: DayHours): Hours {
  const end = day.at(-1)?.[1] ?? usualHours[0] - 60;
  const from = Math.min(end + 60, wholeDay - 60);
  return [from, Math.min(from + 4 * 60, wholeDay)];
}

/** Monday to Sunday in the agent's language. */
export function weekdayNames(length: 'long' | 'short'): string[] {
  const format = new Intl.DateTimeFormat(currentLanguage(), { weekday: length, timeZone: 'UTC' });
  return Array.from({ length: 7 }, (_, day) => capital(format.format(Date.UTC(2024, 0, 1 + day)).replace('.', '')));
}

function capital(word: string): string {
  return word.charAt(0).toLocaleUpperCase() + word.slice(1);
}

/** A dash after which no line ends. */
const unbroken = '–\u2060';

export function dayInWords(day: DayHours): string {
  const kind = kindOf(day);
  if (kind === 'closed') return t('closed');
  if (kind === 'all_day') return t('all day');
  return day.map(([from, to]) => `${clockOf(from)}${unbroken}${clockOf(to)}`).join(', ');
}

/** The week in few words, days alike together: "Mon–Fri 09:00–18:00". */
export function weekInWords(week: DayHours[]): string[] {
  const names = weekdayNames('short');
  const runs: { from: number; to: number; said: string; isOpen: boolean }[] = [];
  for (const [day, hours] of week.entries()) {
    const said = dayInWords(hours);
    const last = runs.at(-1);
    if (last?.said === said) last.to = day;
    else runs.push({ from: day, to: day, said, isOpen: hours.length > 0 });
  }
  const open = runs.filter(({ isOpen }) => isOpen);
  if (open.length === 0) return [t('never open')];
  return open.map(({ from, to, said }) => `${from === to ? names[from] : `${names[from]}–${names[to]}`} ${said}`);
}
