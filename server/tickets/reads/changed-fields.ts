import { sql } from 'kysely';
import type { Tx } from '../../platform/platform.ts';

/** The fields, by the log's names, that changed after a ticket had this version. */
export async function fieldsChangedSince(
  tx: Tx,
  since: { ticketId: number; version: number },
): Promise<ReadonlySet<string>> {
  const { rows } = await sql<{ field: string }>`
    select distinct jsonb_object_keys(changes) as field from events
    where ticket_id = ${since.ticketId} and ticket_version > ${since.version}`.execute(tx);
  return new Set(rows.map(({ field }) => field));
}
