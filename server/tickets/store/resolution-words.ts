import { sql } from 'kysely';
import type { Resolution } from '../../../domain/tickets/ticket.ts';
import type { Tx } from '../../platform/platform.ts';
import { searchDocument } from '../search-document.ts';

/** The words by which search finds a resolution; none where it was taken away. */
export async function keepResolutionWords(
  tx: Tx,
  { ticketId, resolution, at }: { ticketId: number; resolution: Resolution | null; at: Date },
): Promise<void> {
  if (resolution === null) {
    await sql`delete from resolution_search where ticket_id = ${ticketId}`.execute(tx);
    return;
  }
  const { cause, steps, outcome } = resolution;
  await sql`insert into resolution_search (ticket_id, recorded_at, tsv)
    values (${ticketId}, ${at}, ${searchDocument(cause, `${steps}\n${outcome}`)})
    on conflict (ticket_id) do update set recorded_at = excluded.recorded_at, tsv = excluded.tsv`.execute(tx);
}
