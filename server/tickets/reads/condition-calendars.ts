import { type RawBuilder, type SqlBool, sql } from 'kysely';
import type { TicketCalendar } from '../../../domain/business-hours/ticket-calendars.ts';

type Test = RawBuilder<SqlBool>;

/** A test that differs by the business hours of a ticket: its team's, else its inbox's, else the default ones. */
export function byCalendar(calendars: readonly TicketCalendar[], testOf: (calendar: TicketCalendar) => Test): Test {
  const users = {
    teamIds: calendars.flatMap((one) => one.teamIds),
    inboxIds: calendars.flatMap((one) => one.inboxIds),
  };
  const used = calendars.filter(
    ({ isDefault, teamIds, inboxIds }) => isDefault || teamIds.length + inboxIds.length > 0,
  );
  const tests = used.map((calendar) => sql`(${worksBy(calendar, users)} and ${testOf(calendar)})`);
  return sql`(${sql.join(tests, sql.raw(' or '))})`;
}

type Users = Pick<TicketCalendar, 'teamIds' | 'inboxIds'>;

function worksBy({ isDefault, teamIds, inboxIds }: TicketCalendar, users: Users): Test {
  const byInbox: Test[] = [];
  if (inboxIds.length > 0) byInbox.push(among('inbox_id', inboxIds));
  if (isDefault) byInbox.push(notAmong('inbox_id', users.inboxIds));
  const tests: Test[] = teamIds.length > 0 ? [among('team_id', teamIds)] : [];
  if (byInbox.length > 0) tests.push(sql`(${notAmong('team_id', users.teamIds)} and ${either(byInbox)})`);
  return either(tests);
}

function either(tests: Test[]): Test {
  return sql`(${sql.join(tests, sql.raw(' or '))})`;
}

function among(column: 'team_id' | 'inbox_id', ids: readonly number[]): Test {
  return sql`tickets.${sql.raw(column)} = any(${[...ids]}::bigint[])`;
}

function notAmong(column: 'team_id' | 'inbox_id', ids: readonly number[]): Test {
  if (ids.length === 0) return sql`true`;
  return sql`(tickets.${sql.raw(column)} = any(${[...ids]}::bigint[])) is not true`;
}
