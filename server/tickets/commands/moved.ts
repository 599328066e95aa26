import { AppError } from '../../../domain/errors.ts';
import { topOf } from '../../../domain/tickets/merge-tree.ts';
import type { Tx } from '../../platform/platform.ts';
import type { LockedTicket } from '../store/lock.ts';
import { mergesAround } from '../store/merges.ts';

/**
 * Where a message goes was decided before its ticket was locked. Merged, or a merge undone, in between: it has to be decided again.
 * Asked under the lock, where the answer stays true.
 */
export async function refuseIfMoved(tx: Tx, ticket: LockedTicket, writtenFor: number | undefined): Promise<void> {
  if (ticket.mergedInto !== null) throw moved();
  if (writtenFor === undefined) return;
  if (topOf(await mergesAround(tx, writtenFor), writtenFor) !== ticket.id) throw moved();
}

export function moved(): AppError {
  return new AppError('conflict', 'ticket_moved', 'The ticket was merged, or a merge undone, this very moment.');
}
