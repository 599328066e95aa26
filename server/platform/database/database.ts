import { Kysely, PostgresDialect, type PostgresPoolClient } from 'kysely';
import pg from 'pg';
import type { Tables } from '../../migrations/tables.ts';
import { hookBeforeCommit } from './before-commit.ts';
import { asAppError, isWorthRetrying } from './database-errors.ts';
import { giveUpOnSilence } from './database-silence.ts';
import type { Db, Tx } from './db.ts';
import { statementNames } from './statement-names.ts';

/** Where a PostgreSQL is: a URL of the operator's own, or the socket of the embedded one. */
export type DatabaseAddress = { url: string } | { socketFolder: string; port: number; user: string; database: string };

export type Database = { db: Db; pool: pg.Pool; address: DatabaseAddress; close(): Promise<void> };

type Options = { connections?: number; name?: string; statementTimeoutMs?: number; silenceMs?: number };

/** Opens a pool that survives a database that goes away: the next query after it is back simply works. */
export function openDatabase(address: DatabaseAddress, options: Options = {}): Database {
  const pool = new pg.Pool({
    ...connectionOptions(address),
    max: options.connections ?? 10,
    application_name: options.name ?? 'atende',
    connectionTimeoutMillis: 5_000,
    idleTimeoutMillis: 60_000,
    statement_timeout: options.statementTimeoutMs ?? 30_000,
    idle_in_transaction_session_timeout: 60_000,
    types: { getTypeParser },
  });
  // A connection that breaks is found out by the query that needs one; unheard, these events would end the process.
  pool.on('error', ignore);
  pool.on('connect', (client) => {
    client.on('error', ignore);
    giveUpOnSilence(client, options.silenceMs);
  });

  const db = new Kysely<Tables>({ dialect: new PostgresDialect({ pool: namingPool(pool) }) });
  return { db, pool, address, close: () => db.destroy() };
}

/** How `pg` itself is told the address: for LISTEN, COPY and session locks, which need a connection of their own. */
export function connectionOptions(address: DatabaseAddress): pg.ClientConfig {
  if ('url' in address) return { connectionString: address.url };
  return { host: address.socketFolder, port: address.port, user: address.user, database: address.database };
}

/** One connection of its own, outside any pool. The caller ends it. */
export async function connect(address: DatabaseAddress, name = 'atende'): Promise<pg.Client> {
  const client = new pg.Client({
    ...connectionOptions(address),
    application_name: name,
    connectionTimeoutMillis: 5_000,
    types: { getTypeParser },
  });
  client.on('error', ignore);
  await client.connect().catch((error: unknown) => {
    throw asAppError(error);
  });
  return client;
}

/** Runs `work` in one transaction, and again when it met another one head on. `work` must be safe to run twice. */
export async function transaction<T>(db: Db, work: (tx: Tx) => Promise<T>): Promise<T> {
  for (let attempt = 1; ; attempt++) {
    try {
      return await db.transaction().execute(work);
    } catch (error) {
      if (attempt >= 4 || !isWorthRetrying(error)) throw error;
    }
  }
}

/** The pool as Kysely sees it: statements named, errors of an absent database mapped. */
function namingPool(pool: pg.Pool) {
  const nameOf = statementNames();
  const clients = new WeakMap<pg.PoolClient, PostgresPoolClient>();

  return {
    options: pool.options,
    end: () => pool.end(),
    async connect(): Promise<PostgresPoolClient> {
      const client = await pool.connect().catch((error: unknown) => {
        throw asAppError(error);
      });
      const known = clients.get(client) ?? namingClient(client, nameOf);
      clients.set(client, known);
      return known;
    },
  };
}

function namingClient(client: pg.PoolClient, nameOf: (text: string) => string | undefined): PostgresPoolClient {
  const send = async (text: string, values: unknown[] = []) => {
    if (text === 'commit') await hookBeforeCommit()?.((statement) => client.query(statement));
    const name = values.length > 0 ? nameOf(text) : undefined;
    return client.query({ text, values, ...(name ? { name } : {}) });
  };
  const query = async (text: unknown, values?: unknown[]) => {
    if (typeof text !== 'string') return client.query(text as pg.Submittable);
    return send(text, values).catch((error: unknown) => {
      throw asAppError(error);
    });
  };
  return { query, release: (error?: boolean | Error) => client.release(error) } as unknown as PostgresPoolClient;
}

const bigint = 20;
const date = 1082;
const bigintArray = 1016;
const parserOf = pg.types.getTypeParser as (type: number, format?: string) => (value: string) => unknown;

/** bigint is a number here (ids and counts stay below 2^53), a date is its text, the rest is as `pg` reads it. */
function getTypeParser(type: number, format?: string): (value: string) => unknown {
  if (format === 'binary') return parserOf(type, format);
  if (type === bigint) return Number;
  if (type === date) return (text) => text;
  if (type === bigintArray) return (text) => (parserOf(bigintArray)(text) as string[]).map(Number);
  return parserOf(type, format);
}

function ignore(): void {
  // see where it is used
}
