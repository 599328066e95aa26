import type { Tx } from '../../platform/platform.ts';
import { insertParticipants } from '../store/participants.ts';

/** Contacts who take part in the ticket beside its requester: they may write into it, and get copies of what is answered. */
export async function addParticipants(tx: Tx, ticketId: number, contactIds: readonly number[]): Promise<void> {
  if (contactIds.length > 0) await insertParticipants(tx, ticketId, contactIds);
}
