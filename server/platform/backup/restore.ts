import { createReadStream } from 'node:fs';
import { buffer } from 'node:stream/consumers';
import { pipeline } from 'node:stream/promises';
import { createGunzip } from 'node:zlib';
import type pg from 'pg';
import { from as copyFrom } from 'pg-copy-streams';
import { type Extract, extract } from 'tar-stream';
import { AppError } from '../../../domain/errors.ts';
import { connect, type DatabaseAddress } from '../database/database.ts';
import type { Files } from '../files.ts';
import type { Closing, Opening } from './backup.ts';
import { quoted, schemaVersion, type Table } from './catalogue.ts';

/**
 * Puts an archive into an empty desk: all of it or nothing. `empty` names the tables that must hold no row; `afterwards`
 * runs in the same transaction (the desk holds back what would be sent until its owner says so).
 */
export async function restore(
  address: DatabaseAddress,
  files: Files,
  options: { path: string; empty: string[]; afterwards: string },
): Promise<Closing> {
  const client = await connect(address, 'atende restore');
  try {
    await client.query('set statement_timeout = 0');
    await client.query('begin');
    await client.query('set constraints all deferred');
    await refuseFullDesk(client, options.empty);
    const closing = await readArchive(client, files, options.path);
    await client.query(options.afterwards);
    await client.query('commit');
    return closing;
  } catch (error) {
    await client.query('rollback').catch(() => undefined);
    throw error;
  } finally {
    await client.end();
  }
}

async function refuseFullDesk(client: pg.Client, tables: string[]): Promise<void> {
  for (const table of tables) {
    const { rows } = await client.query(`select exists (select 1 from ${quoted(table)}) as is_full`);
    if (rows[0].is_full) {
      throw new AppError(
        'conflict',
        'desk_not_empty',
        `This desk is in use (it has ${table}). Restore into an empty one.`,
      );
    }
  }
}

type Entry = Extract extends AsyncIterable<infer Each> ? Each : never;
type Progress = { opening?: Opening; closing?: Closing; rows: Record<string, number>; files: number };

async function readArchive(client: pg.Client, files: Files, path: string): Promise<Closing> {
  const progress: Progress = { rows: {}, files: 0 };
  const entries = extract();
  const read = pipeline(createReadStream(path), createGunzip(), entries);
  read.catch((error: Error) => entries.destroy(error));
  try {
    for await (const entry of entries) await readEntry({ client, files, progress }, entry);
    await read;
  } catch (error) {
    throw error instanceof AppError ? error : damaged(error);
  }
  return verified(progress);
}

async function readEntry(
  { client, files, progress }: { client: pg.Client; files: Files; progress: Progress },
  entry: Entry,
): Promise<void> {
  const [kind = '', name = ''] = entry.header.name.split('/');
  if (kind === 'opening.json') {
    progress.opening = await checkedOpening(client, await buffer(entry));
    await emptyTables(client, progress.opening.tables);
  } else if (kind === 'closing.json') {
    progress.closing = JSON.parse((await buffer(entry)).toString('utf8'));
  } else if (kind === 'tables') {
    progress.rows[name] = await readTable(client, entry, tableNamed(progress, name));
  } else if (kind === 'files') {
    const { hash } = await files.put(await buffer(entry));
    if (hash !== name) throw damaged(new Error(`File ${name} holds other bytes.`));
    progress.files += 1;
  }
}

async function checkedOpening(client: pg.Client, bytes: Buffer): Promise<Opening> {
  const opening: Opening = JSON.parse(bytes.toString('utf8'));
  if (opening.format !== 'atende-backup' || opening.version !== 1) throw damaged(new Error('Not an Atende backup.'));
  const version = await schemaVersion(client);
  if (opening.schema !== version) {
    throw new AppError(
      'conflict',
      'backup_of_other_version',
      `The archive is of schema ${opening.schema}, this desk of ${version}. Restore with the release that wrote it, then upgrade.`,
    );
  }
  return opening;
}

async function emptyTables(client: pg.Client, tables: Table[]): Promise<void> {
  await client.query(`truncate ${tables.map(({ name }) => quoted(name)).join(', ')}`);
}

async function readTable(client: pg.Client, entry: Entry, table: Table): Promise<number> {
  const rows = client.query(
    copyFrom(`copy ${quoted(table.name)} (${table.columns.map(quoted).join(', ')}) from stdin`),
  );
  await pipeline(entry, rows);
  await continueNumbers(client, table);
  return rows.rowCount;
}

/** New rows continue after the restored ones. */
async function continueNumbers(client: pg.Client, { name }: Table): Promise<void> {
  const { rows } = await client.query<{ column: string; sequence: string }>(
    `select attname as column, pg_get_serial_sequence($1, attname) as sequence
     from pg_attribute where attrelid = $2::regclass and attidentity <> ''`,
    [quoted(name), quoted(name)],
  );
  for (const { column, sequence } of rows) {
    await client.query(
      `select setval($1, greatest(1, (select coalesce(max(${quoted(column)}), 0) + 1 from ${quoted(name)})), false)`,
      [sequence],
    );
  }
}

function tableNamed(progress: Progress, name: string): Table {
  const table = progress.opening?.tables.find((each) => each.name === name);
  if (!table) throw damaged(new Error(`Table ${name} is not announced.`));
  return table;
}

function verified({ closing, rows, files }: Progress): Closing {
  if (!closing) throw damaged(new Error('The archive ends too early.'));
  const differing = Object.keys(closing.rows).filter((name) => closing.rows[name] !== rows[name]);
  if (differing.length > 0 || closing.files !== files)
    throw damaged(new Error(`Rows are missing: ${differing.join(', ')}.`));
  return closing;
}

function damaged(cause: unknown): AppError {
  return new AppError(
    'invalid',
    'backup_damaged',
    'The archive is damaged or not an Atende backup; nothing was changed.',
    { cause },
  );
}
