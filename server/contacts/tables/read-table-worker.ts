import { isUtf8 } from 'node:buffer';
import { CsvError, parse } from 'csv-parse/sync';
import { readSheet } from 'read-excel-file/universal';
import { AppError } from '../../../domain/errors.ts';
import { plainCell } from '../../../domain/tables/csv.ts';
import { guessDelimiter } from '../../../domain/tables/delimiter.ts';
import { unpackedSize } from './zip-size.ts';

/** Runs in a worker thread (see read-table.ts): files from strangers. */
export type TableInput = { bytes: Uint8Array; limits: TableLimits };
export type TableLimits = { rows: number; columns: number; unpackedBytes: number };
export type TableSource =
  | { format: 'csv'; delimiter: string; encoding: string }
  | { format: 'xlsx'; delimiter: null; encoding: null };
/** Every row as wide as the widest; `places` are the numbers of the rows in the file, where empty ones were left out. */
export type Table = { source: TableSource; rows: string[][]; places: number[] };

export async function run({ bytes, limits }: TableInput): Promise<{ output: Table }> {
  const given = Buffer.from(bytes.buffer as ArrayBuffer, bytes.byteOffset, bytes.byteLength);
  const read = isArchive(given) ? await readWorkbook(given, limits) : readText(given, limits);
  return { output: withoutEmptyRows(read, limits) };
}

type Read = { source: TableSource; rows: string[][] };

function isArchive(bytes: Buffer): boolean {
  return bytes.subarray(0, 4).equals(Buffer.from('PK\u0003\u0004', 'latin1'));
}

/** The first sheet. */
async function readWorkbook(bytes: Buffer, { unpackedBytes }: TableLimits): Promise<Read> {
  if (unpackedSize(bytes) > unpackedBytes) throw tooLarge('It is too large when it is unpacked.');
  const own = Uint8Array.from(bytes).buffer;
  const rows = await readSheet(own).catch((error: unknown) => {
    throw unreadable(error);
  });
  return {
    source: { format: 'xlsx', delimiter: null, encoding: null },
    rows: rows.map((row) => row.map((cell) => storable(cellText(cell)))),
  };
}

function cellText(cell: unknown): string {
  if (cell === null || cell === undefined) return '';
  if (cell instanceof Date) return Number.isNaN(cell.getTime()) ? '' : cell.toISOString().replace(/T00:00.*$/, '');
  // A long number, as a phone or a tax id is, without an exponent.
  return typeof cell === 'number' && Number.isSafeInteger(cell) ? cell.toFixed(0) : String(cell);
}

function readText(bytes: Buffer, { rows: most }: TableLimits): Read {
  const { text, encoding } = decoded(bytes);
  const said = /^sep=(.)\r?\n/.exec(text);
  const table = said === null ? text : text.slice(said[0].length);
  const delimiter = said?.[1] ?? guessDelimiter(table);
  try {
    const rows = parse(table, {
      delimiter,
      record_delimiter: ['\r\n', '\n', '\r'],
      relax_column_count: true,
      relax_quotes: true,
      to: most + 2,
    });
    return {
      source: { format: 'csv', delimiter, encoding },
      rows: rows.map((row) => row.map((cell) => storable(plainCell(cell)))),
    };
  } catch (error) {
    throw error instanceof CsvError ? unreadable(error) : error;
  }
}

/** By its byte order mark; else UTF-8 if it can be, else Windows-1252, which Excel writes in the Americas and Western Europe. */
function decoded(bytes: Buffer): { text: string; encoding: string } {
  const encoding = encodingOf(bytes);
  return { text: new TextDecoder(encoding).decode(bytes), encoding };
}

function encodingOf(bytes: Buffer): string {
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return 'utf-16le';
  if (bytes[0] === 0xfe && bytes[1] === 0xff) return 'utf-16be';
  return isUtf8(bytes) ? 'utf-8' : 'windows-1252';
}

/** PostgreSQL keeps neither NUL nor half a surrogate pair. */
function storable(text: string): string {
  return text.replaceAll('\0', '').toWellFormed();
}

function withoutEmptyRows({ source, rows }: Read, limits: TableLimits): Table {
  const width = rows.reduce((widest, row) => Math.max(widest, row.length), 0);
  if (width > limits.columns) throw tooLarge(`It has more than ${limits.columns} columns.`);
  const filled = rows.flatMap((row, at) => (row.some((cell) => cell.trim() !== '') ? [{ row, place: at + 1 }] : []));
  if (filled.length === 0) throw new AppError('invalid', 'table_empty', 'There is nothing in this table.');
  if (filled.length > limits.rows + 1) throw tooLarge(`It has more than ${limits.rows} rows.`);
  return {
    source,
    rows: filled.map(({ row }) => [...row, ...Array<string>(width - row.length).fill('')]),
    places: filled.map(({ place }) => place),
  };
}

function tooLarge(sentence: string): AppError {
  return new AppError('invalid', 'table_too_large', sentence);
}

function unreadable(cause: unknown): AppError {
  const said = cause instanceof Error ? cause.message : String(cause);
  return new AppError('invalid', 'table_unreadable', `This table cannot be read: ${said}`, { cause });
}
