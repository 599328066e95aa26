import { setImmediate as turn } from 'node:timers/promises';
import type { Columns } from '../../../../domain/contact-imports/columns.ts';
import { planRows } from '../../../../domain/contact-imports/plan.ts';
import { type Reading, type ReadRow, type RowProblem, readRow } from '../../../../domain/contact-imports/read-row.ts';
import { fieldDefinitions } from '../../../fields/reads.ts';
import type { Tx } from '../../../platform/platform.ts';
import { cellsOfImport, type PlacedCells } from '../../reads/imports.ts';
import { knownPeople } from '../../reads/known-people.ts';
import { type LockedImport, savePlans } from '../../store/imports.ts';

/** After so many rows everybody else has a turn. */
const slice = 500;

/** What every row would do now, by what its columns are. */
export async function planImport(tx: Tx, the: LockedImport): Promise<void> {
  const reading = await readingOf(tx, the);
  const rows = await readInTurns(await cellsOfImport(tx, the), reading);
  const taxFields = taxFieldsOf(reading);
  const known = await knownPeople(tx, wellRead(rows), taxFields);
  await savePlans(tx, the.id, planRows(rows, { known, taxFields }));
}

export async function readingOf(
  tx: Tx,
  { columns, language }: { columns: Columns; language: string },
): Promise<Reading> {
  return { columns, language, fields: await fieldDefinitions(tx, 'contact') };
}

export function taxFieldsOf({ fields }: Reading): string[] {
  return fields.filter(({ type }) => type === 'tax_id').map(({ key }) => key);
}

export type Placed = { place: number; read: ReadRow | { problems: RowProblem[] } };

async function readInTurns(rows: readonly PlacedCells[], reading: Reading): Promise<Placed[]> {
  const read: Placed[] = [];
  for (const [at, { place, cells }] of rows.entries()) {
    read.push({ place, read: readRow(cells, reading) });
    if (at % slice === slice - 1) await turn();
  }
  return read;
}

export function wellRead(rows: readonly Placed[]): ReadRow[] {
  return rows.flatMap(({ read }) => ('problems' in read ? [] : read));
}
