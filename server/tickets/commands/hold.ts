import type { Actor } from '../../../domain/permissions.ts';
import type { Platform, Tx } from '../../platform/platform.ts';
import { lockTicket } from '../store/lock.ts';

/** Holds a ticket that the actor may see, for a room that keeps something of its own about it. */
export async function holdTicket(
  tx: Tx,
  p: Platform,
  by: { actor: Actor; number: number },
): Promise<{ ticketId: number }> {
  return { ticketId: (await lockTicket(tx, p, by)).id };
}
