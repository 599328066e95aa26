import type { IdentityKind } from '../contacts.ts';
import type { FieldDefinition, FieldValue } from '../fields/field.ts';
import { fieldName } from '../fields/field.ts';
import type { Columns, Target } from './columns.ts';
import { readFieldCell, readIdentities, readLanguage } from './read-cells.ts';

/** Why a row is not taken as it is: a code that the browser has a sentence for, and what it is about. */
export type RowProblem = { code: RowProblemCode; values: Record<string, string> };
export type RowProblemCode =
  | 'email_invalid'
  | 'number_invalid'
  | 'external_invalid'
  | 'no_address' // nothing to know the person by
  | 'too_many_addresses'
  | 'language_unknown'
  | 'too_long'
  | 'field_invalid'
  | 'repeated' // an earlier row of the file is the same person
  | 'two_people' // what it names belongs to different contacts
  | 'number_of_another' // its number belongs to a contact with another address
  | 'refused'; // the desk refused it when it came to be written

/** What a row says about a person. What it leaves open is null: an import takes nothing away. */
export type ReadRow = {
  name: string | null;
  identities: { kind: IdentityKind; value: string }[];
  organization: string | null;
  language: string | null;
  notes: string | null;
  fields: Record<string, FieldValue>;
};

/** How the cells of a table are to be read. `language` is the one that days and numbers are written in. */
export type Reading = { columns: Columns; fields: readonly FieldDefinition[]; language: string };

const longest = { name: 200, organization: 200, notes: 10_000 };
const mostIdentities = 20;

/** A row read by what its columns are, or all that is wrong with it. */
export function readRow(cells: readonly string[], reading: Reading): ReadRow | { problems: RowProblem[] } {
  const problems: RowProblem[] = [];
  const row: ReadRow = {
    name: words(cells, reading, { target: 'name', between: ' ', problems }),
    identities: identitiesOf(cells, reading, problems),
    organization: words(cells, reading, { target: 'organization', between: ' ', problems }),
    language: languageOf(cells, reading, problems),
    notes: words(cells, reading, { target: 'notes', between: '\n', problems }),
    fields: fieldsOf(cells, reading, problems),
  };
  return problems.length > 0 ? { problems } : row;
}

function cellsOf(cells: readonly string[], { columns }: Reading, target: Target): string[] {
  return cells.filter((cell, at) => columns[at] === target && cell.trim() !== '');
}

type Sought = { target: 'name' | 'organization' | 'notes'; between: string; problems: RowProblem[] };

function words(cells: readonly string[], reading: Reading, { target, between, problems }: Sought): string | null {
  const text = cellsOf(cells, reading, target)
    .map((cell) => (target === 'notes' ? cell.trim() : cell.trim().replace(/\s+/g, ' ')))
    .join(between);
  if (text.length > longest[target]) problems.push({ code: 'too_long', values: { column: target } });
  return text === '' ? null : text;
}

const identityKinds = ['email', 'phone', 'whatsapp', 'external'] as const;
const wrongCodes = {
  email: 'email_invalid',
  phone: 'number_invalid',
  whatsapp: 'number_invalid',
  external: 'external_invalid',
} as const;

function identitiesOf(cells: readonly string[], reading: Reading, problems: RowProblem[]): ReadRow['identities'] {
  const identities = identityKinds.flatMap((kind) => {
    const read = cellsOf(cells, reading, kind).map((cell) => readIdentities(kind, cell));
    for (const value of read.flatMap(({ wrong }) => wrong))
      problems.push({ code: wrongCodes[kind], values: { value } });
    return [...new Set(read.flatMap(({ values }) => values))].map((value) => ({ kind, value }));
  });
  if (identities.length > mostIdentities) problems.push({ code: 'too_many_addresses', values: {} });
  if (identities.length === 0 && problems.length === 0) problems.push({ code: 'no_address', values: {} });
  return identities;
}

function languageOf(cells: readonly string[], reading: Reading, problems: RowProblem[]): string | null {
  const [cell] = cellsOf(cells, reading, 'language');
  if (cell === undefined) return null;
  const language = readLanguage(cell);
  if (language === null) problems.push({ code: 'language_unknown', values: { value: cell } });
  return language;
}

function fieldsOf(cells: readonly string[], reading: Reading, problems: RowProblem[]): Record<string, FieldValue> {
  const values: Record<string, FieldValue> = {};
  for (const field of reading.fields) {
    const [cell] = cellsOf(cells, reading, fieldName(field.key) as Target);
    if (cell === undefined) continue;
    const read = readFieldCell(field, cell, reading.language);
    if ('problem' in read) {
      problems.push({ code: 'field_invalid', values: { field: field.key, problem: read.problem, value: cell } });
    } else if (read.value !== null) {
      values[field.key] = read.value;
    }
  }
  return values;
}
