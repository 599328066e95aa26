import { sql } from 'kysely';
import type { z } from 'zod';
import type { suppressionList, suppressionQuery } from '../../../contract/inboxes.ts';
import type { Db } from '../../platform/platform.ts';

/** Addresses nothing is sent to, newest first; a page ends with an address. */
export async function listSuppressions(
  db: Db,
  { limit, after }: z.output<typeof suppressionQuery>,
): Promise<z.input<typeof suppressionList>> {
  const { rows } = await sql<{ address: string; reason: string; since: Date }>`
    select address, reason, created_at as since from suppressions
    where ${after ?? null}::text is null
      or (created_at, address) < (select created_at, address from suppressions where address = ${after ?? null})
    order by created_at desc, address desc limit ${limit + 1}`.execute(db);
  const shown = rows.slice(0, limit);
  return {
    suppressions: shown.map((row) => ({ ...row, since: row.since.toISOString() })),
    next: rows.length > limit ? (shown.at(-1)?.address ?? null) : null,
  };
}
