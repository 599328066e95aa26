/** The times that are offered for a snooze, in the order they are shown. */
export const snoozePresets = ['four_hours', 'tomorrow', 'monday', 'next_week'] as const;
export type SnoozePreset = (typeof snoozePresets)[number];

/** Work begins at this hour of the agent's day. */
const morning = { hour: 9 };
const monday = 1;

/** The instant a preset means, by the agent's own clock; "Monday" and "next week" are never today. */
export function snoozeTime(preset: SnoozePreset, now: Date, timeZone: string): Date {
  const here = Temporal.Instant.fromEpochMilliseconds(now.getTime()).toZonedDateTimeISO(timeZone);
  if (preset === 'four_hours') return instantOf(here.add({ hours: 4 }));
  const days = { tomorrow: 1, monday: ((monday - here.dayOfWeek + 6) % 7) + 1, next_week: 7 }[preset];
  return instantOf(here.toPlainDate().add({ days }).toPlainDateTime(morning).toZonedDateTime(timeZone));
}

/** The instant at which a clock in the time zone shows this (`2026-12-24T09:00`); in a gap of the clock, the one after it. */
export function snoozeTimeOf(local: string, timeZone: string): Date {
  return instantOf(Temporal.PlainDateTime.from(local).toZonedDateTime(timeZone));
}

function instantOf(at: Temporal.ZonedDateTime): Date {
  return new Date(at.epochMilliseconds);
}
