import type { Tx } from '../../platform/platform.ts';

const never = 'infinity' as unknown as Date;

/** Answers whether it is another instant than before. The caller holds the ticket's lock. */
export async function saveNextDue(tx: Tx, ticketId: number, at: Date | null): Promise<boolean> {
  const changed = await tx
    .updateTable('tickets')
    .set({ next_due_at: at ?? never })
    .where('id', '=', ticketId)
    .where('next_due_at', 'is distinct from', at ?? never)
    .executeTakeFirst();
  return changed.numUpdatedRows > 0n;
}
