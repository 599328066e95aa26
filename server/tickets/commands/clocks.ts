import type { Ticket } from '../../../domain/tickets/ticket.ts';
import type { Platform, Tx } from '../../platform/platform.ts';
import { lockTicketById } from '../store/lock.ts';
import { saveNextDue } from '../store/next-due.ts';

// What the clocks of a ticket need of it. When it is next due follows from other things: nobody's edit, and no new version.

/** The ticket, held until the transaction ends, so that what is computed of it and what happens to it come one after the other. */
export function holdTicket(tx: Tx, p: Platform, ticketId: number): Promise<Ticket> {
  return lockTicketById(tx, p, { actor: { kind: 'system' }, ticketId });
}

/** Of a ticket that is held. True when it moved. */
export function keepNextDue(tx: Tx, ticketId: number, at: Date | null): Promise<boolean> {
  return saveNextDue(tx, ticketId, at);
}
