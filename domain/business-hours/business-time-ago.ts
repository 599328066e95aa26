import { businessTimeAfter, businessTimeBetween, nextOpening } from './business-time.ts';
import { alwaysOpen, type Calendar } from './calendar.ts';

const day = 86_400_000;
/** Nobody asks further back: a calendar that was open for less than was asked in this time never was. */
const furthest = 20 * 365 * day;

/**
 * The instants from which exactly so many milliseconds of business time lead up to another one: the earliest and the latest of
 * them, in milliseconds of Unix time. They differ where the stretch between them is closed. More business time lies between an
 * instant and `to` just when it is before the earliest, less just when it is after the latest. None leads there: both are
 * `-Infinity`; no time at all: the latest is `Infinity`.
 */
export function businessTimeAgo(calendar: Calendar, to: Date, milliseconds: number): Ago {
  const straight = to.getTime() - milliseconds;
  const found = calendar === alwaysOpen ? { earliest: straight, latest: straight } : ago(calendar, to, milliseconds);
  return milliseconds === 0 ? { ...found, latest: Infinity } : found;
}

type Ago = { earliest: number; latest: number };

/** Looks back twice as far each time until enough business time lies between. */
function ago(calendar: Calendar, to: Date, milliseconds: number): Ago {
  for (let back = milliseconds + 8 * day; ; back *= 2) {
    const start = new Date(to.getTime() - Math.min(back, furthest));
    const total = businessTimeBetween(calendar, start, to);
    if (total > milliseconds) return startingFrom(calendar, start, total - milliseconds);
    if (back >= furthest) return { earliest: -Infinity, latest: -Infinity };
  }
}

function startingFrom(calendar: Calendar, start: Date, passed: number): Ago {
  const earliest = businessTimeAfter(calendar, start, passed) ?? start;
  const latest = nextOpening(calendar, earliest) ?? earliest;
  return { earliest: earliest.getTime(), latest: latest.getTime() };
}
