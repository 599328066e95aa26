import type { FieldChanges } from '../../../domain/events.ts';
import type { Tx } from '../../platform/platform.ts';

/** The newest event of a ticket that is held: what is written from now on comes after it. */
export async function newestEventOf(tx: Tx, ticketId: number): Promise<number> {
  const row = await tx
    .selectFrom('events')
    .select('id')
    .where('ticket_id', '=', ticketId)
    .orderBy('id', 'desc')
    .limit(1)
    .executeTakeFirst();
  return row?.id ?? 0;
}

export async function changesAfter(
  tx: Tx,
  { ticketId, eventId }: { ticketId: number; eventId: number },
): Promise<FieldChanges[]> {
  const rows = await tx
    .selectFrom('events')
    .select('changes')
    .where('ticket_id', '=', ticketId)
    .where('id', '>', eventId)
    .orderBy('id')
    .execute();
  return rows.map(({ changes }) => changes as FieldChanges);
}
