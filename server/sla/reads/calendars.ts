import { sql } from 'kysely';
import type { Calendar } from '../../../domain/business-hours/calendar.ts';
import type { Db, Tx } from '../../platform/platform.ts';

export type NamedCalendar = { id: number; uuid: string; name: string; calendar: Calendar };
type Row = Omit<NamedCalendar, 'calendar'> & Calendar;

/** The business hours of a ticket: its team's, else its inbox's, else the default ones. */
export async function calendarOf(
  db: Db | Tx,
  of: { teamId: number | null; inboxId: number | null },
): Promise<NamedCalendar> {
  const { rows } = await sql<Row>`
    select id, uuid, name, week,
      coalesce(time_zone, (select value #>> '{}' from settings where key = 'timeZone'), 'UTC') as "timeZone",
      coalesce((select jsonb_object_agg(date, hours) from holidays where business_hours_id = business_hours.id), '{}')
        as exceptions
    from business_hours
    where id = coalesce(
      (select business_hours_id from teams where id = ${of.teamId}),
      (select business_hours_id from inboxes where id = ${of.inboxId}),
      (select id from business_hours where is_default))`.execute(db);
  const { id, uuid, name, ...calendar } = rows[0] as Row;
  return { id, uuid, name, calendar: sameAsBefore(id, calendar) };
}

const known = new Map<number, { text: string; calendar: Calendar }>();

/** The object of last time where nothing changed: the rules keep the days they computed with it. */
function sameAsBefore(id: number, calendar: Calendar): Calendar {
  const text = JSON.stringify(calendar);
  const before = known.get(id);
  if (before?.text === text) return before.calendar;
  known.set(id, { text, calendar });
  return calendar;
}
