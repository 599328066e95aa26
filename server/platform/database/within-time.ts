import { sql } from 'kysely';
import type { Db, Tx } from '../platform.ts';
import { transaction } from './database.ts';
import { isTooLong } from './database-errors.ts';

/** What is asked may take so many milliseconds; null when that was not enough. */
export async function withinTime<T>(db: Db, milliseconds: number, ask: (tx: Tx) => Promise<T>): Promise<T | null> {
  return transaction(db, async (tx) => {
    await sql`set local statement_timeout = ${sql.lit(milliseconds)}`.execute(tx);
    return ask(tx);
  }).catch((error: unknown) => {
    if (isTooLong(error)) return null;
    throw error;
  });
}
