import { sql } from 'kysely';
import type { ContactImport, ImportRow } from '../../../contract/contact-imports.ts';
import type { Columns, Target } from '../../../domain/contact-imports/columns.ts';
import type { RowPlan } from '../../../domain/contact-imports/plan.ts';
import type { RowProblem } from '../../../domain/contact-imports/read-row.ts';
import { newId } from '../../platform/ids.ts';
import type { Db, Tx } from '../../platform/platform.ts';
import { importNotFound } from '../reads/imports.ts';
import type { RowDone } from '../row-done.ts';
import type { Table, TableSource } from '../tables/read-table-worker.ts';
import type { Identity } from './contacts.ts';

type NewImport = {
  agentId: number;
  fileName: string;
  source: TableSource;
  columns: Columns;
  hasHeadings: boolean;
  language: string;
  at: Date;
};

export async function insertImport(tx: Tx, given: NewImport): Promise<{ id: number; uuid: string }> {
  return tx
    .insertInto('contact_imports')
    .values({
      uuid: newId(),
      agent_id: given.agentId,
      file_name: given.fileName,
      source: JSON.stringify(given.source),
      columns: JSON.stringify(given.columns),
      has_headings: given.hasHeadings,
      language: given.language,
      created_at: given.at,
    })
    .returning(['id', 'uuid'])
    .executeTakeFirstOrThrow();
}

const atOnce = 1_000;

export async function insertImportRows(
  tx: Tx,
  importId: number,
  { rows, places }: Pick<Table, 'rows' | 'places'>,
): Promise<void> {
  for (let from = 0; from < rows.length; from += atOnce) {
    const slice = rows.slice(from, from + atOnce).map((cells, at) => ({ place: places[from + at], cells }));
    await sql`insert into contact_import_rows (import_id, place, cells)
      select ${importId}, (given ->> 'place')::int, given -> 'cells'
      from jsonb_array_elements(${JSON.stringify(slice)}::jsonb) as given`.execute(tx);
  }
}

export type LockedImport = {
  id: number;
  uuid: string;
  agentId: number | null;
  fileName: string;
  columns: (Target | null)[];
  hasHeadings: boolean;
  language: string;
  state: ContactImport['state'];
};

export async function lockImport(tx: Tx, uuid: string): Promise<LockedImport> {
  const { rows } = await sql<LockedImport>`
    select id, uuid, agent_id as "agentId", file_name as "fileName", columns, has_headings as "hasHeadings", language, state
    from contact_imports where uuid = ${uuid} for update`.execute(tx);
  if (!rows[0]) throw importNotFound();
  return rows[0];
}

export async function saveColumns(
  tx: Tx,
  importId: number,
  { columns, hasHeadings }: { columns: Columns; hasHeadings: boolean },
): Promise<void> {
  await sql`update contact_imports set columns = ${JSON.stringify(columns)}, has_headings = ${hasHeadings}
    where id = ${importId}`.execute(tx);
}

/** What was planned by columns that were taken for something else. */
export async function forgetPlans(tx: Tx, importId: number): Promise<void> {
  await sql`update contact_import_rows set plan = null, contact_id = null, changes = '[]', problems = '[]'
    where import_id = ${importId}`.execute(tx);
}

/** The row of the headings has no plan. */
export async function savePlans(
  tx: Tx,
  importId: number,
  plans: readonly (RowPlan & { place: number })[],
): Promise<void> {
  for (let from = 0; from < plans.length; from += atOnce) {
    const slice = plans.slice(from, from + atOnce).map((plan) => ({
      place: plan.place,
      plan: plan.outcome,
      person: 'personId' in plan ? plan.personId : null,
      changes: plan.outcome === 'changed' ? plan.changes : [],
      problems: plan.outcome === 'error' ? plan.problems : [],
    }));
    await sql`update contact_import_rows as r
      set plan = given.plan, contact_id = given.person, changes = given.changes, problems = given.problems
      from jsonb_to_recordset(${JSON.stringify(slice)}::jsonb)
        as given (place int, plan text, person bigint, changes jsonb, problems jsonb)
      where r.import_id = ${importId} and r.place = given.place`.execute(tx);
  }
}

export async function setImportState(
  tx: Tx,
  importId: number,
  { state, endedAt }: { state: ContactImport['state']; endedAt: Date | null },
): Promise<void> {
  await sql`update contact_imports set state = ${state}, ended_at = ${endedAt} where id = ${importId}`.execute(tx);
}

/** What the plan found wrong is not tried. */
export async function failPlannedErrors(tx: Tx, importId: number): Promise<void> {
  await sql`update contact_import_rows set state = 'failed', contact_id = null
    where import_id = ${importId} and plan = 'error'`.execute(tx);
}

export type RowResult = {
  state: ImportRow['state'];
  contactId?: number | null;
  done?: RowDone;
  problems?: RowProblem[];
};

export type PlacedResult = RowResult & { place: number };

export async function saveResults(tx: Tx, importId: number, results: readonly PlacedResult[]): Promise<void> {
  const given = results.map(({ place, state, contactId = null, done = null, problems = [] }) => ({
    place,
    state,
    person: contactId,
    done,
    problems,
  }));
  await sql`update contact_import_rows as r
    set state = given.state, contact_id = given.person, done = given.done, problems = given.problems
    from jsonb_to_recordset(${JSON.stringify(given)}::jsonb)
      as given (place int, state text, person bigint, done jsonb, problems jsonb)
    where r.import_id = ${importId} and r.place = given.place`.execute(tx);
}

export async function deleteImport(tx: Tx, importId: number): Promise<void> {
  await tx.deleteFrom('contact_imports').where('id', '=', importId).execute();
}

/** Tables that nobody asks about any more; the contacts stay. */
export async function forgetImports(db: Db, before: Date): Promise<void> {
  await sql`delete from contact_imports
    where created_at < ${before} and state not in ('running', 'undoing')`.execute(db);
}

/** Removes a contact that an import made, unless anything happened to them since. False: it stays. */
export async function removeUntouched(tx: Tx, contactId: number, madeAt: Date): Promise<boolean> {
  const { rows } = await sql`
    delete from contacts c where c.id = ${contactId} and c.updated_at = ${madeAt} and c.merged_into is null
      and not exists (select from tickets where requester_id = c.id)
      and not exists (select from messages where contact_id = c.id)
      and not exists (select from participants where contact_id = c.id)
      and not exists (select from merged_participants where contact_id = c.id)
      and not exists (select from contact_merges where contact_id = c.id or into_contact_id = c.id)
      and not exists (select from contact_origins where contact_id = c.id)
      and not exists (select from contacts other where other.merged_into = c.id)
    returning c.id`.execute(tx);
  return rows.length > 0;
}

export async function isUntouched(tx: Tx, contactId: number, since: Date): Promise<boolean> {
  const { rows } = await sql`select from contacts
    where id = ${contactId} and updated_at = ${since} and merged_into is null for update`.execute(tx);
  return rows.length > 0;
}

export async function removeIdentities(tx: Tx, contactId: number, identities: readonly Identity[]): Promise<void> {
  const kinds = identities.map(({ kind }) => kind);
  const values = identities.map(({ value }) => value);
  await sql`delete from contact_identities where contact_id = ${contactId}
    and (kind, value) in (select * from unnest(${kinds}::text[], ${values}::text[]))`.execute(tx);
}

/** The organizations that an import made and nobody belongs to or changed since. */
export async function removeEmptyOrganizations(tx: Tx, importId: number): Promise<void> {
  await sql`
    delete from organizations o using (
      select (done ->> 'organizationId')::bigint as id, min((done ->> 'at')::timestamptz) as at
      from contact_import_rows where import_id = ${importId} and done ->> 'organizationId' is not null group by 1) as made
    where o.id = made.id and o.updated_at = made.at
      and not exists (select from contacts where organization_id = o.id)
      and not exists (select from tickets where organization_id = o.id)
      and not exists (select from organization_domains where organization_id = o.id)`.execute(tx);
}
