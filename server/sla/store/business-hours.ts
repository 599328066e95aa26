import { sql } from 'kysely';
import type { BusinessHours } from '../../../contract/sla.ts';
import { newId } from '../../platform/ids.ts';
import type { Tx } from '../../platform/platform.ts';
import { businessHoursNotFound } from '../reads/business-hours.ts';
import { setByHand } from './holidays.ts';

export type BusinessHoursFields = Pick<BusinessHours, 'name' | 'timeZone' | 'week' | 'holidays'>;
export type Users = { teams?: readonly number[]; inboxes?: readonly number[] };

export async function lockBusinessHours(
  tx: Tx,
  uuid: string,
): Promise<{ id: number; name: string; isDefault: boolean }> {
  const found = await tx
    .selectFrom('business_hours')
    .select(['id', 'name', 'is_default as isDefault'])
    .where('uuid', '=', uuid)
    .forUpdate()
    .executeTakeFirst();
  if (!found) throw businessHoursNotFound();
  return found;
}

export async function insertBusinessHours(
  tx: Tx,
  fields: BusinessHoursFields,
  at: Date,
): Promise<{ id: number; uuid: string }> {
  const { name, timeZone, week, holidays } = fields;
  const made = await tx
    .insertInto('business_hours')
    .values({ uuid: newId(), name, time_zone: timeZone, week: JSON.stringify(week), created_at: at })
    .returning(['id', 'uuid'])
    .executeTakeFirstOrThrow();
  await setByHand(tx, made.id, holidays);
  return made;
}

export async function updateBusinessHoursRow(
  tx: Tx,
  id: number,
  { name, timeZone, week, holidays }: Partial<BusinessHoursFields>,
): Promise<void> {
  const columns = {
    ...(name !== undefined && { name }),
    ...(timeZone !== undefined && { time_zone: timeZone }),
    ...(week !== undefined && { week: JSON.stringify(week) }),
  };
  if (Object.keys(columns).length > 0) {
    await tx.updateTable('business_hours').set(columns).where('id', '=', id).execute();
  }
  if (holidays !== undefined) await setByHand(tx, id, holidays);
}

/** Says who works by them; those left out go back to the default ones. */
export async function setUsers(tx: Tx, id: number, { teams, inboxes }: Users): Promise<void> {
  for (const [table, ids] of [
    ['teams', teams],
    ['inboxes', inboxes],
  ] as const) {
    if (ids === undefined) continue;
    const chosen = sql`any(${ids as number[]}::bigint[])`;
    await sql`update ${sql.table(table)} set business_hours_id = case when id = ${chosen} then ${id}::bigint end
      where business_hours_id = ${id} or id = ${chosen}`.execute(tx);
  }
}

export async function deleteBusinessHours(tx: Tx, id: number): Promise<void> {
  await setUsers(tx, id, { teams: [], inboxes: [] });
  await tx.deleteFrom('business_hours').where('id', '=', id).execute();
}
