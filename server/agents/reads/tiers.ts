import { sql } from 'kysely';
import type { Db, Tx } from '../../platform/platform.ts';

/** A team with the number of its tiers; null for none. */
export async function tiersOf(db: Db | Tx, teamId: number | null): Promise<{ id: number; tiers: number } | null> {
  if (teamId === null) return null;
  const { rows } = await sql<{ id: number; tiers: number }>`
    select id, cardinality(tiers) as tiers from teams where id = ${teamId}`.execute(db);
  return rows[0] ?? null;
}
