/** When a desk answers, as its owner says it on the first day. Times as clocks show them: `09:00`. */
export const workingDays = ['weekdays', 'until_saturday', 'every_day', 'always'] as const;
export type WorkingDays = (typeof workingDays)[number];
export type FirstHours = { days: WorkingDays; from: string; to: string; lunch: { from: string; to: string } | null };

type Stretch = [from: number, to: number];

/**
 * The week of those hours, Monday to Sunday, in minutes after midnight. A lunch break that does not lie within the hours is none;
 * hours that end before they begin leave the day open to midnight, so that nobody is promised less than was meant.
 */
export function firstWeek({ days, from, to, lunch }: FirstHours): Stretch[][] {
  if (days === 'always') return week(7, [[0, 1440]]);
  const opens = minutesOf(from);
  const closes = minutesOf(to) > opens ? minutesOf(to) : 1440;
  const [rests, resumes] = lunch === null ? [0, 0] : [minutesOf(lunch.from), minutesOf(lunch.to)];
  const hasLunch = opens < rests && rests < resumes && resumes < closes;
  const day: Stretch[] = hasLunch
    ? [
        [opens, rests],
        [resumes, closes],
      ]
    : [[opens, closes]];
  return week({ weekdays: 5, until_saturday: 6, every_day: 7 }[days], day);
}

function week(open: number, day: Stretch[]): Stretch[][] {
  return Array.from({ length: 7 }, (_, at) => (at < open ? day : []));
}

function minutesOf(clock: string): number {
  const [hours = 0, minutes = 0] = clock.split(':').map(Number);
  return hours * 60 + minutes;
}
