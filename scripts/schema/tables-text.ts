import type { Column, Table } from './catalogue.ts';

/** The schema as Kysely's types: what a select gives, what an insert needs, what an update takes. */
export function tablesText(tables: Table[]): string {
  const interfaces = tables.map(tableText).join('\n\n');
  const all = tables.map((table) => `  ${table.name}: ${typeName(table.name)};`).join('\n');
  return `${head}\n${interfaces}\n\nexport interface Tables {\n${all}\n}\n`;
}

const head = `// Written by scripts/dump-schema.ts from the catalogue. Change the numbered files, then run: npm run schema
import type { ColumnType } from 'kysely';

type Generated<T> =
  T extends ColumnType<infer S, infer I, infer U> ? ColumnType<S, I | undefined, U> : ColumnType<T, T | undefined, T>;
type Identity = ColumnType<number, never, never>;
/** 'infinity' is read as the number Infinity. */
type Timestamp = ColumnType<Date, Date | string, Date | string>;
/** An array must be given as JSON text: pg would write it as an array of PostgreSQL. */
type JsonInput = string | { readonly [key: string]: unknown };
type Json = ColumnType<unknown, JsonInput, JsonInput>;
type NullableJson = ColumnType<unknown, JsonInput | null | undefined, JsonInput | null>;
`;

function tableText(table: Table): string {
  const lines = table.columns.map((column) => `  ${column.name}: ${columnType(table, column)};`);
  return `interface ${typeName(table.name)} {\n${lines.join('\n')}\n}`;
}

function typeName(table: string): string {
  return table
    .split('_')
    .map((word) => word.charAt(0).toUpperCase() + word.slice(1))
    .join('');
}

function columnType(table: Table, column: Column): string {
  if (column.identity === 'a') return 'Identity';
  const type = choicesOf(table, column) ?? plainType(column.type);
  if (type === 'Json' && column.isNullable) return 'NullableJson';
  const nullable = column.isNullable ? `${type} | null` : type;
  if (column.default !== null || column.identity === 'd') return `Generated<${nullable}>`;
  return nullable;
}

/** A text column with a list of allowed words becomes a union of them. */
function choicesOf(table: Table, column: Column): string | null {
  if (column.type !== 'text') return null;
  const prefix = `CHECK ((${column.name} = ANY (ARRAY[`;
  const check = table.constraints.find((one) => one.kind === 'c' && one.definition.startsWith(prefix));
  const words = check?.definition.match(/'[^']*'(?=::text)/g);
  return words ? words.join(' | ') : null;
}

const plainTypes: Record<string, string> = {
  bigint: 'number',
  integer: 'number',
  smallint: 'number',
  real: 'number',
  'double precision': 'number',
  boolean: 'boolean',
  text: 'string',
  uuid: 'string',
  date: 'string',
  tsvector: 'string',
  bytea: 'Buffer',
  jsonb: 'Json',
};

function plainType(type: string): string {
  if (type.startsWith('timestamp')) return 'Timestamp';
  if (type.endsWith('[]')) return `${plainType(type.slice(0, -2))}[]`;
  const known = plainTypes[type];
  if (known === undefined) throw new Error(`No TypeScript type is known for the column type ${type}.`);
  return known;
}
