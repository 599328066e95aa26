import type { Hours } from '../../../../domain/business-hours/calendar.ts';
import type { TicketCalendar } from '../../../../domain/business-hours/ticket-calendars.ts';
import { newId } from '../../../platform/ids.ts';
import type { Db } from '../../../platform/platform.ts';
import type { Rows } from './named.fixture.ts';

const weekdays = (hours: readonly Hours[]) => [hours, hours, hours, hours, hours, [], []];
const everyDay = (hours: readonly Hours[]) => Array.from({ length: 7 }, () => hours);

/** The default hours, those of a team, of an inbox, and of a team that never works; clocks are turned in the week before `now`. */
const hours = {
  default: {
    timeZone: 'America/Sao_Paulo',
    week: weekdays([
      [540, 720],
      [780, 1080],
    ]),
    exceptions: { '2026-10-22': [] },
  },
  team: { timeZone: 'Europe/Berlin', week: everyDay([[0, 300]]), exceptions: { '2026-10-24': [[60, 120]] } },
  inbox: { timeZone: 'Australia/Lord_Howe', week: everyDay([[0, 1440]]), exceptions: {} },
  idle: { timeZone: 'UTC', week: everyDay([]), exceptions: {} },
} as const;

export async function addCalendars(db: Db, { teams, inboxes }: Rows): Promise<TicketCalendar[]> {
  const users = {
    default: { teamIds: [], inboxIds: [] },
    team: { teamIds: teams.slice(0, 1).map(({ id }) => id), inboxIds: [] },
    inbox: { teamIds: [], inboxIds: inboxes.slice(0, 1).map(({ id }) => id) },
    idle: { teamIds: teams.slice(1, 2).map(({ id }) => id), inboxIds: [] },
  };
  const made: TicketCalendar[] = [];
  for (const [name, calendar] of Object.entries(hours)) {
    const { teamIds, inboxIds } = users[name as keyof typeof hours];
    const id = await addHours(db, name, calendar);
    await db
      .updateTable('teams')
      .set({ business_hours_id: id })
      .where('id', 'in', [0, ...teamIds])
      .execute();
    await db
      .updateTable('inboxes')
      .set({ business_hours_id: id })
      .where('id', 'in', [0, ...inboxIds])
      .execute();
    made.push({ id, calendar, isDefault: name === 'default', teamIds, inboxIds });
  }
  return made;
}

async function addHours(
  db: Db,
  name: string,
  { timeZone, week, exceptions }: TicketCalendar['calendar'],
): Promise<number> {
  const fields = { name, time_zone: timeZone, week: JSON.stringify(week) };
  const { id } =
    name === 'default'
      ? await db
          .updateTable('business_hours')
          .set(fields)
          .where('is_default', '=', true)
          .returning('id')
          .executeTakeFirstOrThrow()
      : await db
          .insertInto('business_hours')
          .values({ uuid: newId(), ...fields })
          .returning('id')
          .executeTakeFirstOrThrow();
  for (const [date, ofDay] of Object.entries(exceptions)) {
    await db
      .insertInto('holidays')
      .values({ business_hours_id: id, date, name, hours: JSON.stringify(ofDay) })
      .execute();
  }
  return id;
}
