import { createReadStream, createWriteStream } from 'node:fs';
import { mkdtemp, open, rename, rm, stat } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { createGzip } from 'node:zlib';
import type pg from 'pg';
import { to as copyTo } from 'pg-copy-streams';
import { type Pack, pack } from 'tar-stream';
import { connect, type DatabaseAddress } from '../database/database.ts';
import type { Files } from '../files.ts';
import { fileHashes, quoted, schemaVersion, type Table, tablesInOrder } from './catalogue.ts';

/** The first entry of an archive, and the last: a restore that does not find the last one goes back to nothing. */
export type Opening = { format: 'atende-backup'; version: 1; schema: number; takenAt: string; tables: Table[] };
export type Closing = { rows: Record<string, number>; files: number; missingFiles: string[] };

/**
 * Writes the whole desk, rows and files, into one archive while the desk runs: all rows are of one instant (a repeatable
 * read), and files are never changed once a row names them. The archive appears under its name only when it is whole.
 */
export async function backUp(address: DatabaseAddress, files: Files, path: string): Promise<Closing> {
  const client = await connect(address, 'atende backup');
  const scratch = await mkdtemp(join(dirname(path), '.atende-backup-'));
  const unfinished = join(scratch, 'archive');
  const archive = pack();
  const written = pipeline(archive, createGzip({ level: 6 }), createWriteStream(unfinished, { mode: 0o600 }));
  written.catch((error: Error) => archive.destroy(error));
  try {
    await client.query('set statement_timeout = 0');
    await client.query('begin isolation level repeatable read, read only');
    const closing = await writeAll({ client, files, archive, scratch });
    await client.query('commit');
    archive.finalize();
    await written;
    await settle(unfinished);
    await rename(unfinished, path);
    return closing;
  } finally {
    await client.end();
    await rm(scratch, { recursive: true, force: true });
  }
}

type Job = { client: pg.Client; files: Files; archive: Pack; scratch: string };

async function writeAll(job: Job): Promise<Closing> {
  const tables = await tablesInOrder(job.client);
  const opening: Opening = {
    format: 'atende-backup',
    version: 1,
    schema: await schemaVersion(job.client),
    takenAt: new Date().toISOString(),
    tables,
  };
  await entry(job.archive, 'opening.json', Buffer.from(JSON.stringify(opening)));

  const rows: Record<string, number> = {};
  for (const table of tables) rows[table.name] = await writeTable(job, table);

  const hashes = await fileHashes(job.client, tables);
  const missingFiles = await writeFiles(job, hashes);
  const closing: Closing = { rows, files: hashes.length - missingFiles.length, missingFiles };
  await entry(job.archive, 'closing.json', Buffer.from(JSON.stringify(closing)));
  return closing;
}

/** A tar entry must know its size first, so the rows go through a file. */
async function writeTable({ client, archive, scratch }: Job, table: Table): Promise<number> {
  const path = join(scratch, 'table');
  const columns = table.columns.map(quoted).join(', ');
  const rows = client.query(copyTo(`copy ${quoted(table.name)} (${columns}) to stdout`));
  await pipeline(rows, createWriteStream(path));
  const { size } = await stat(path);
  const target = archive.entry({ name: `tables/${table.name}`, size });
  await pipeline(createReadStream(path), target);
  return rows.rowCount;
}

async function writeFiles({ files, archive }: Job, hashes: string[]): Promise<string[]> {
  const missing: string[] = [];
  for (const hash of hashes) {
    if (await files.has(hash)) await entry(archive, `files/${hash}`, await files.get(hash));
    else missing.push(hash);
  }
  return missing;
}

function entry(archive: Pack, name: string, bytes: Buffer): Promise<void> {
  return new Promise((resolve, reject) => {
    archive.entry({ name }, bytes, (error) => (error ? reject(error) : resolve()));
  });
}

async function settle(path: string): Promise<void> {
  const file = await open(path, 'r+');
  await file.sync();
  await file.close();
}
