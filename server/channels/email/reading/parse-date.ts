const dayMs = 86_400_000;
const mailBegan = Date.UTC(1990, 0, 1);

/** When the sender says it was written; null for what cannot be. */
export function sentAtOf(written: string | null, receivedAt: Date): Date | null {
  const time = timeOf((written ?? '').replace(/\([^()]{0,100}\)/g, ' ').trim());
  const isPossible = time >= mailBegan && time <= receivedAt.getTime() + 2 * dayMs;
  return isPossible ? new Date(time) : null;
}

const months = ['jan', 'feb', 'mar', 'apr', 'may', 'jun', 'jul', 'aug', 'sep', 'oct', 'nov', 'dec'];
const shape =
  /(\d{1,2})[ -]{1,3}([a-z]{3})[a-z]{0,6}\.?[ ,-]{1,3}(\d{2}|\d{4})[ ,]{1,3}(\d{1,2})[:.](\d{2})(?:[:.](\d{2}))?(?:[.,]\d{1,6})?(.*)$/i;

/** RFC 5322, as loosely as it is written. What comes in no such shape is left to the language to read. */
function timeOf(written: string): number {
  const found = shape.exec(written);
  if (found === null) return looseTimeOf(written);
  const [, day, month = '', year, hour, minute, second, zone = ''] = found;
  const monthAt = months.indexOf(month.toLowerCase());
  const time = Date.UTC(
    fullYear(Number(year)),
    monthAt,
    Number(day),
    Number(hour),
    Number(minute),
    Number(second ?? 0),
  );
  const isThatDay = new Date(time).getUTCMonth() === monthAt && Number(hour) < 24 && Number(minute) < 60;
  return isThatDay ? time - offsetOf(zone) * 60_000 : Number.NaN;
}

const fullYear = (year: number) => (year >= 100 ? year : year < 50 ? 2000 + year : 1900 + year);

/** Without a zone it is read in UTC, not in that of the machine. */
function looseTimeOf(written: string): number {
  const hasZone = /(z|gmt|utc?|[+-]\d{2}:?\d{2})$/i.test(written);
  return Date.parse(hasZone ? written : `${written} UTC`);
}

const hoursByName: Record<string, number> = { edt: -4, est: -5, cdt: -5, cst: -6, mdt: -6, mst: -7, pdt: -7, pst: -8 };

/** Minutes east of UTC. A zone nobody knows, or that cannot be, is UTC (RFC 5322, 4.3). */
function offsetOf(zone: string): number {
  const [, sign, hours, minutes] = /^\s*(?:gmt|utc?)?([+-])(\d{2}):?(\d{2})/i.exec(zone) ?? [];
  const east = Number(hours) * 60 + Number(minutes);
  if (sign !== undefined) return east <= 14 * 60 ? (sign === '-' ? -east : east) : 0;
  const name = /^\s*([a-z]{3})\b/i.exec(zone)?.[1]?.toLowerCase() ?? '';
  return (Object.hasOwn(hoursByName, name) ? (hoursByName[name] ?? 0) : 0) * 60;
}
