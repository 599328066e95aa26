import { readdir, readFile } from 'node:fs/promises';
import path from 'node:path';
import { Logger, runMigrations as migrateJobs } from 'graphile-worker';
import pg from 'pg';
import { AppError } from '../../../domain/errors.ts';
import { connect, connectionOptions, type DatabaseAddress } from './database.ts';
import { lockKeys } from './lock-keys.ts';

const folder = path.join(import.meta.dirname, '../../migrations');
const oldestServer = 150_000;

type Migration = { number: number; name: string; sql: string };

/**
 * Brings the database to the schema this code knows: numbered files, forward only, each in a transaction of its own.
 * Two starters are welcome: the second waits for the first and finds nothing left to do.
 */
export async function migrate(address: DatabaseAddress): Promise<{ applied: string[] }> {
  const known = await knownMigrations();
  const client = await connect(address, 'atende migrate');
  try {
    refuseOldServer(await serverVersion(client));
    await client.query('select pg_advisory_lock($1)', [lockKeys.migrate]);
    const applied = await applyMissing(client, known);
    await migrateJobTables(address);
    return { applied };
  } finally {
    await client.end();
  }
}

/** The migrations this code has and the database has not. */
export async function pendingMigrations(address: DatabaseAddress): Promise<string[]> {
  const known = await knownMigrations();
  const client = await connect(address, 'atende migrate');
  try {
    const done = await doneMigrations(client);
    return known.filter((one) => !done.has(one.number)).map((one) => one.name);
  } finally {
    await client.end();
  }
}

async function serverVersion(client: pg.Client): Promise<number> {
  const { rows } = await client.query('show server_version_num');
  return Number(rows[0].server_version_num);
}

export function refuseOldServer(version: number): void {
  if (version >= oldestServer) return;
  const found = Math.floor(version / 10_000);
  throw new AppError('invalid', 'postgres_too_old', `PostgreSQL ${found} is too old: Atende needs 15 or later.`);
}

async function applyMissing(client: pg.Client, known: Migration[]): Promise<string[]> {
  const done = await doneMigrations(client);
  const newest = known.at(-1)?.number ?? 0;
  const unknown = [...done.keys()].find((number) => number > newest);
  if (unknown !== undefined) {
    throw new AppError(
      'invalid',
      'schema_too_new',
      `The database was written by a newer Atende (migration ${done.get(unknown)}). Start that version, or restore a backup.`,
    );
  }
  const missing = known.filter((one) => !done.has(one.number));
  if (missing.length > 0) await client.query(migrationsTable);
  for (const migration of missing) await applyOne(client, migration);
  return missing.map((one) => one.name);
}

const migrationsTable = `create table if not exists schema_migrations (
  number int primary key,
  name text not null,
  applied_at timestamptz(3) not null default now()
)`;

async function doneMigrations(client: pg.Client): Promise<Map<number, string>> {
  const { rows: found } = await client.query(`select to_regclass('schema_migrations') is not null as exists`);
  if (!found[0].exists) return new Map();
  const { rows } = await client.query('select number, name from schema_migrations order by number');
  return new Map(rows.map((row) => [row.number, row.name]));
}

async function applyOne(client: pg.Client, migration: Migration): Promise<void> {
  await client.query('begin');
  try {
    await client.query(migration.sql);
    await client.query('insert into schema_migrations (number, name) values ($1, $2)', [
      migration.number,
      migration.name,
    ]);
    await client.query('commit');
  } catch (error) {
    await client.query('rollback');
    throw new Error(`Migration ${migration.name} failed.`, { cause: error });
  }
}

/** The job queue's tables belong to graphile-worker, which has migrations of its own; ours is the lock around them. */
async function migrateJobTables(address: DatabaseAddress): Promise<void> {
  const pool = new pg.Pool({ ...connectionOptions(address), max: 2 });
  pool.on('error', () => {});
  pool.on('connect', (client) => client.on('error', () => {}));
  try {
    await migrateJobs({ pgPool: pool, logger: new Logger(() => () => {}) });
  } finally {
    await pool.end();
  }
}

async function knownMigrations(): Promise<Migration[]> {
  const files = (await readdir(folder)).filter((file) => /^\d{4}_.+\.sql$/.test(file)).sort();
  return Promise.all(
    files.map(async (file) => ({
      number: Number(file.slice(0, 4)),
      name: file.slice(0, -'.sql'.length),
      sql: await readFile(path.join(folder, file), 'utf8'),
    })),
  );
}
