import { sql } from 'kysely';
import {
  type DayChoices,
  daysThatDiffer,
  type Holiday,
  type SourceDay,
} from '../../../domain/business-hours/holidays.ts';
import { newId } from '../../platform/ids.ts';
import type { Db, Tx } from '../../platform/platform.ts';

export type SourceRow = {
  id: number;
  uuid: string;
  businessHoursId: number;
  /** Of its business hours; null is the company's. */
  timeZone: string | null;
  kind: 'country' | 'feed';
  country: string | null;
  region: string | null;
  url: string | null;
  days: SourceDay[];
  choices: DayChoices;
};
export type NewSource = Omit<SourceRow, 'id' | 'uuid' | 'businessHoursId' | 'timeZone'> & { name: string };

/** Of one set of business hours, or of all. */
export async function readSources(db: Db | Tx, businessHoursId: number | null): Promise<SourceRow[]> {
  const { rows } = await sql<SourceRow>`
    select source.id, source.uuid, business_hours_id as "businessHoursId", time_zone as "timeZone", kind, country, region, url,
      days, choices
    from holiday_sources source join business_hours on business_hours.id = business_hours_id where ${businessHoursId}::bigint is null or business_hours_id = ${businessHoursId}
    order by source.id`.execute(db);
  return rows;
}

/** Days by hand. The last one named for a date counts; days from elsewhere are to be laid anew afterwards. */
export async function setByHand(tx: Tx, businessHoursId: number, holidays: readonly Holiday[]): Promise<void> {
  await tx.deleteFrom('holidays').where('business_hours_id', '=', businessHoursId).execute();
  const byDate = new Map(holidays.map((holiday) => [holiday.date, holiday]));
  await insertDays(
    tx,
    businessHoursId,
    [...byDate.values()].map((holiday) => ({ ...holiday, sourceId: null })),
  );
}

/** The days that come from elsewhere, as their sources and the choices of single days say. */
export async function layDays(tx: Tx, businessHoursId: number): Promise<void> {
  await sql`delete from holidays where business_hours_id = ${businessHoursId} and source_id is not null`.execute(tx);
  const laid = (await readSources(tx, businessHoursId)).flatMap(({ id, days, choices }) =>
    daysThatDiffer([], [{ days, choices }]).map((holiday) => ({ ...holiday, sourceId: id })),
  );
  await insertDays(tx, businessHoursId, laid);
}

/** What stands there already counts. */
async function insertDays(
  tx: Tx,
  businessHoursId: number,
  days: readonly (Holiday & { sourceId: number | null })[],
): Promise<void> {
  await sql`insert into holidays (business_hours_id, date, name, hours, source_id)
    select ${businessHoursId}, date, name, hours, "sourceId" from jsonb_to_recordset(${JSON.stringify(days)}::jsonb)
      as given (date date, name text, hours jsonb, "sourceId" bigint) order by "sourceId"
    on conflict do nothing`.execute(tx);
}

export async function insertSource(tx: Tx, businessHoursId: number, source: NewSource & { at: Date }): Promise<void> {
  const { at, days, choices, ...columns } = source;
  await tx
    .insertInto('holiday_sources')
    .values({
      ...columns,
      uuid: newId(),
      business_hours_id: businessHoursId,
      days: JSON.stringify(days),
      choices: JSON.stringify(choices),
      read_at: at,
    })
    .execute();
}

export async function setChoices(tx: Tx, id: number, choices: DayChoices): Promise<void> {
  const columns = { choices: JSON.stringify(choices) };
  await tx.updateTable('holiday_sources').set(columns).where('id', '=', id).execute();
}

export async function deleteSources(tx: Tx, ids: readonly number[]): Promise<void> {
  await sql`delete from holiday_sources where id = any(${ids as number[]}::bigint[])`.execute(tx);
}

/** It was read again. Answers whether it says something else than before. */
export async function saveReading(
  tx: Tx,
  id: number,
  { name, days, at }: { name: string; days: readonly SourceDay[]; at: Date },
): Promise<boolean> {
  const said = JSON.stringify(days);
  const { rows } = await sql<{ isNew: boolean }>`
    with before as (select days from holiday_sources where id = ${id} for update)
    update holiday_sources set days = ${said}::jsonb, name = ${name}, read_at = ${at}, failure = null, failed_at = null
    from before where id = ${id} returning before.days <> ${said}::jsonb as "isNew"`.execute(tx);
  return rows[0]?.isNew === true;
}

export async function saveFailure(db: Db, id: number, { code, at }: { code: string; at: Date }): Promise<void> {
  await db.updateTable('holiday_sources').set({ failure: code, failed_at: at }).where('id', '=', id).execute();
}
