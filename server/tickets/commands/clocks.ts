import type { Actor } from '../../../domain/permissions.ts';
import type { Platform, Tx } from '../../platform/platform.ts';
import { lockTicketById } from '../store/lock.ts';
import { type HeldTicket, holdRows, saveNextDue } from '../store/next-due.ts';

// What the clocks of tickets need of them. When one is next due follows from other things: nobody's edit, and no new version.

/** The tickets, held until the transaction ends, so that what is computed of them and what happens to them come one after the other. */
export function holdTickets(tx: Tx, ticketIds: readonly number[]): Promise<HeldTicket[]> {
  return holdRows(tx, ticketIds);
}

/** One ticket, held by somebody who must see it. */
export async function holdTicketAs(tx: Tx, p: Platform, by: { actor: Actor; ticketId: number }): Promise<void> {
  await lockTicketById(tx, p, by);
}

/** Of tickets that are held. Answers those that are due at another time than before. */
export function keepNextDue(tx: Tx, due: ReadonlyMap<number, Date | null>): Promise<Set<number>> {
  return saveNextDue(tx, due);
}
