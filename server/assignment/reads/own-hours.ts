import type { Calendar } from '../../../domain/business-hours/calendar.ts';

type Own = { timeZone: string | null; week: Calendar['week'] | null };

/** When an agent works: the team's hours, or own ones, which rest on the days on which the team is closed. */
export function ownCalendar({ timeZone, week }: Own, ofTeam: Calendar): Calendar {
  if (week === null) return ofTeam;
  const closed = Object.entries(ofTeam.exceptions).filter(([, hours]) => hours.length === 0);
  return sameAsBefore({ timeZone: timeZone ?? ofTeam.timeZone, week, exceptions: Object.fromEntries(closed) });
}

const mostKept = 1_000;
const kept = new Map<string, Calendar>();

/** One object for all that work alike: the rules keep the days they computed with it. */
function sameAsBefore(calendar: Calendar): Calendar {
  const text = JSON.stringify(calendar);
  const before = kept.get(text);
  if (before) return before;
  if (kept.size >= mostKept) kept.clear();
  kept.set(text, calendar);
  return calendar;
}
