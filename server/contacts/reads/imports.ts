import { sql } from 'kysely';
import type { ContactImport, ImportRow } from '../../../contract/contact-imports.ts';
import type { Target } from '../../../domain/contact-imports/columns.ts';
import type { RowProblem } from '../../../domain/contact-imports/read-row.ts';
import { AppError } from '../../../domain/errors.ts';
import type { Db, Tx } from '../../platform/platform.ts';
import type { RowDone } from '../row-done.ts';

export function importNotFound(): AppError {
  return new AppError('not_found', 'contact_import_not_found', 'There is no such import.');
}

type Row = Omit<ContactImport, 'columns' | 'createdAt' | 'endedAt' | 'plans' | 'results'> & {
  targets: (Target | null)[];
  first: string[][];
  planned: Record<string, number> | null;
  resulted: Record<string, number> | null;
  created_at: Date;
  ended_at: Date | null;
};

const listed = 20;
const sampled = 4;
const sampleCharacters = 80;

export async function listImports(db: Db): Promise<ContactImport[]> {
  return read(db, sql`true order by id desc limit ${sql.lit(listed)}`);
}

export async function getImport(db: Db, uuid: string): Promise<ContactImport> {
  const [found] = await read(db, sql`uuid = ${uuid}`);
  if (!found) throw importNotFound();
  return found;
}

/** The headings are no row: whatever has no plan is not counted. */
async function read(db: Db, which: ReturnType<typeof sql>): Promise<ContactImport[]> {
  const { rows } = await sql<Row>`
    select i.uuid as id, file_name as "fileName", source, columns as targets, has_headings as "hasHeadings", i.state,
      agents.name as by, i.created_at, i.ended_at, coalesce(total, 0)::int as total, planned, resulted,
      coalesce((select jsonb_agg(cells order by place) from (
        select place, cells from contact_import_rows where import_id = i.id order by place limit ${sql.lit(sampled)}) as top),
        '[]') as first
    from (select * from contact_imports where ${which}) as i
    left join agents on agents.id = i.agent_id
    left join lateral (
      select sum(count) as total, jsonb_object_agg(plan, count) as planned from (
        select plan, count(*) as count from contact_import_rows
        where import_id = i.id and plan is not null group by plan) as by_plan) as plans on true
    left join lateral (
      select jsonb_object_agg(state, count) as resulted from (
        select state, count(*) as count from contact_import_rows
        where import_id = i.id and plan is not null group by state) as by_state) as results on true
    order by i.id desc`.execute(db);
  return rows.map(shown);
}

function shown({ targets, first, planned, resulted, created_at, ended_at, ...row }: Row): ContactImport {
  const sample = row.hasHeadings ? first.slice(1) : first.slice(0, sampled - 1);
  return {
    ...row,
    columns: targets.map((target, at) => ({
      heading: row.hasHeadings ? (first[0]?.[at] ?? '') : '',
      sample: sample.map((cells) => (cells[at] ?? '').slice(0, sampleCharacters)),
      target,
    })),
    plans: { new: 0, changed: 0, same: 0, error: 0, ...planned },
    results: { waiting: 0, made: 0, changed: 0, same: 0, failed: 0, undone: 0, left: 0, ...resulted },
    createdAt: created_at.toISOString(),
    endedAt: ended_at?.toISOString() ?? null,
  };
}

type Asked = { plan?: string | undefined; state?: string | undefined; limit: number; after?: string | undefined };

/** Rows by what they would do or did, in the order of the file. */
export async function listImportRows(db: Db, uuid: string, { plan, state, limit, after }: Asked) {
  await getImport(db, uuid);
  const place = /^\d{1,9}$/.test(after ?? '') ? Number(after) : 0;
  const { rows } = await sql<ImportRow>`
    select place as row, cells, plan, r.state, contacts.uuid as "contactId", changes, problems
    from contact_import_rows r left join contacts on contacts.id = r.contact_id
    where import_id = (select id from contact_imports where uuid = ${uuid}) and plan is not null and place > ${place}
      and ${plan === undefined ? sql`true` : sql`plan = ${plan}`}
      and ${state === undefined ? sql`true` : sql`r.state = ${state}`}
    order by place limit ${limit + 1}`.execute(db);
  const shownRows = rows.slice(0, limit);
  return { rows: shownRows, next: rows.length > limit ? String(shownRows.at(-1)?.row) : null };
}

export type PlacedCells = { place: number; cells: string[] };

/** All of it, without the row of the headings. */
export async function cellsOfImport(
  tx: Tx,
  { id, hasHeadings }: { id: number; hasHeadings: boolean },
): Promise<PlacedCells[]> {
  const { rows } = await sql<PlacedCells>`
    select place, cells from contact_import_rows where import_id = ${id} order by place
    offset ${hasHeadings ? 1 : 0}`.execute(tx);
  return rows;
}

export type RunningImport = {
  id: number;
  uuid: string;
  agentId: number | null;
  columns: (Target | null)[];
  language: string;
  state: 'running' | 'undoing';
};

/** Null: it was stopped, or has ended. */
export async function readRunningImport(db: Db, importId: number): Promise<RunningImport | null> {
  const { rows } = await sql<RunningImport>`
    select id, uuid, agent_id as "agentId", columns, language, state from contact_imports
    where id = ${importId} and state in ('running', 'undoing')`.execute(db);
  return rows[0] ?? null;
}

/** Those that are left to be written, held until the end of the transaction. */
export async function holdWaiting(tx: Tx, importId: number, limit: number): Promise<PlacedCells[]> {
  const { rows } = await sql<PlacedCells>`
    select place, cells from contact_import_rows
    where import_id = ${importId} and state = 'waiting' and plan is not null order by place limit ${limit}
    for update`.execute(tx);
  return rows;
}

export type DoneRow = { place: number; state: 'made' | 'changed'; contactId: number | null; done: RowDone };

/** Those that did something, the last one first, held until the end of the transaction. */
export async function holdDone(tx: Tx, importId: number, limit: number): Promise<DoneRow[]> {
  const { rows } = await sql<DoneRow>`
    select place, state, contact_id as "contactId", done from contact_import_rows
    where import_id = ${importId} and state in ('made', 'changed') order by place desc limit ${limit}
    for update`.execute(tx);
  return rows;
}

type Failure = { place: number; cells: string[]; problems: RowProblem[] };

/** The headings, if there are any, and the rows that were not taken. */
export async function failedRows(db: Db, uuid: string): Promise<{ headings: string[] | null; rows: Failure[] }> {
  const { columns, hasHeadings } = await getImport(db, uuid);
  const { rows } = await sql<Failure>`
    select place, cells, problems from contact_import_rows
    where import_id = (select id from contact_imports where uuid = ${uuid})
      and (state in ('failed', 'left') or (state = 'waiting' and plan = 'error'))
    order by place`.execute(db);
  return { headings: hasHeadings ? columns.map(({ heading }) => heading) : null, rows };
}
