import { t } from '../../locales/translate.ts';

/** The units in which people say how long ago something was. Conditions keep hours, of which minutes are fractions. */
export const lengthUnits = ['minutes', 'hours', 'days'] as const;
export type LengthUnit = (typeof lengthUnits)[number];
export type Length = { count: number; unit: LengthUnit };

export function hoursOf({ count, unit }: Length): number {
  if (unit === 'minutes') return count / 60;
  return unit === 'days' ? count * 24 : count;
}

/** As somebody would say it: in the largest unit of which it is a whole number, two days or more in days. A day of work has no length. */
export function lengthOf(hours: number, isBusiness: boolean): Length {
  if (!isBusiness && hours >= 48 && hours % 24 === 0) return { count: hours / 24, unit: 'days' };
  const minutes = Math.round(hours * 60);
  if (Number.isInteger(hours) || minutes / 60 !== hours) return { count: hours, unit: 'hours' };
  return { count: minutes, unit: 'minutes' };
}

/** The same in words: "10 min", "4 h", "4 days". */
export function lengthInWords(hours: number, isBusiness: boolean): string {
  const { count, unit } = lengthOf(hours, isBusiness);
  if (unit === 'minutes') return t('{min} min', { min: count });
  return unit === 'hours' ? t('{h} h', { h: count }) : t('{count, plural, one {# day} other {# days}}', { count });
}
