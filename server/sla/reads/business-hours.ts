import { sql } from 'kysely';
import type { HolidaySource } from '../../../contract/holidays.ts';
import type { BusinessHours } from '../../../contract/sla.ts';
import { comingDays } from '../../../domain/business-hours/holidays.ts';
import { AppError } from '../../../domain/errors.ts';
import type { Platform } from '../../platform/platform.ts';

export async function listBusinessHours({ db, clock }: Platform): Promise<BusinessHours[]> {
  const users = (table: 'teams' | 'inboxes') => sql`coalesce((
    select jsonb_agg(jsonb_build_object('id', uuid, 'name', name) order by name) from ${sql.table(table)}
    where business_hours_id = business_hours.id), '[]')`;
  const { rows } = await sql<BusinessHours>`
    select uuid as id, name, time_zone as "timeZone", week, is_default as "isDefault",
      coalesce((select jsonb_agg(jsonb_build_object('date', date, 'name', name, 'hours', hours) order by date)
        from holidays where business_hours_id = business_hours.id and source_id is null), '[]') as holidays,
      coalesce((select jsonb_agg(jsonb_build_object('id', uuid, 'kind', kind, 'name', name, 'country', country,
          'region', region, 'url', url, 'days', days, 'choices', choices, 'readAt', read_at, 'failure', failure,
          'failedAt', failed_at) order by id)
        from holiday_sources where business_hours_id = business_hours.id), '[]') as sources,
      ${users('teams')} as teams, ${users('inboxes')} as inboxes
    from business_hours order by is_default desc, name, id`.execute(db);
  const today = clock.now().toISOString().slice(0, 10);
  return rows.map((row) => ({ ...row, sources: row.sources.map((source) => shownSource(source, today)) }));
}

/** Its times come as the database writes them in JSON. */
function shownSource(source: HolidaySource, today: string): HolidaySource {
  const wire = (at: string) => new Date(at).toISOString();
  const failedAt = source.failedAt && wire(source.failedAt);
  return { ...source, days: comingDays(source.days, today), readAt: wire(source.readAt), failedAt };
}

export async function getBusinessHours(p: Platform, uuid: string): Promise<BusinessHours> {
  const found = (await listBusinessHours(p)).find(({ id }) => id === uuid);
  if (!found) throw businessHoursNotFound();
  return found;
}

export function businessHoursNotFound(): AppError {
  return new AppError('not_found', 'business_hours_not_found', 'There are no such business hours.');
}
