import { sql } from 'kysely';
import type { BusinessHours } from '../../../contract/sla.ts';
import { AppError } from '../../../domain/errors.ts';
import type { Db, Tx } from '../../platform/platform.ts';

export async function listBusinessHours(db: Db | Tx): Promise<BusinessHours[]> {
  const users = (table: 'teams' | 'inboxes') => sql`coalesce((
    select jsonb_agg(jsonb_build_object('id', uuid, 'name', name) order by name) from ${sql.table(table)}
    where business_hours_id = business_hours.id), '[]')`;
  const { rows } = await sql<BusinessHours>`
    select uuid as id, name, time_zone as "timeZone", week, is_default as "isDefault",
      coalesce((select jsonb_agg(jsonb_build_object('date', date, 'name', name, 'hours', hours) order by date)
        from holidays where business_hours_id = business_hours.id), '[]') as holidays,
      ${users('teams')} as teams, ${users('inboxes')} as inboxes
    from business_hours order by is_default desc, name, id`.execute(db);
  return rows;
}

export async function getBusinessHours(db: Db | Tx, uuid: string): Promise<BusinessHours> {
  const found = (await listBusinessHours(db)).find(({ id }) => id === uuid);
  if (!found) throw businessHoursNotFound();
  return found;
}

export function businessHoursNotFound(): AppError {
  return new AppError('not_found', 'business_hours_not_found', 'There are no such business hours.');
}
