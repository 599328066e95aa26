import { sql } from 'kysely';
import type { Calendar } from '../../../domain/business-hours/calendar.ts';
import { calendarOf, type TicketCalendar } from '../../../domain/business-hours/ticket-calendars.ts';
import type { Db, Tx } from '../../platform/platform.ts';

export type NamedCalendar = TicketCalendar & { uuid: string; name: string };
type Of = { teamId: number | null; inboxId: number | null };
type Row = Omit<NamedCalendar, 'calendar'> & Calendar;

/** The business hours of tickets: their team's, else their inbox's, else the default ones. */
export async function readCalendars(db: Db | Tx): Promise<(of: Of) => NamedCalendar> {
  const all = await readAllCalendars(db);
  return (of) => calendarOf(all, of);
}

export async function readAllCalendars(db: Db | Tx): Promise<NamedCalendar[]> {
  const { rows } = await sql<Row>`
    select id, uuid, name, week, is_default as "isDefault",
      coalesce(time_zone, (select value #>> '{}' from settings where key = 'timeZone'), 'UTC') as "timeZone",
      coalesce((select jsonb_object_agg(date, hours) from holidays where business_hours_id = business_hours.id), '{}')
        as exceptions,
      array(select id from teams where business_hours_id = business_hours.id) as "teamIds",
      array(select id from inboxes where business_hours_id = business_hours.id) as "inboxIds"
    from business_hours order by id`.execute(db);
  return rows.map(({ timeZone, week, exceptions, ...row }) => {
    return { ...row, calendar: sameAsBefore(row.id, { timeZone, week, exceptions }) };
  });
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
