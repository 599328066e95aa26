import type { EventDraft, Reason } from '../../../domain/events.ts';
import type { Actor } from '../../../domain/permissions.ts';
import { assign } from '../../../domain/tickets/assign.ts';
import { causeOf, recordEvents } from '../../platform/event-log/event-log.ts';
import type { Platform, Tx } from '../../platform/platform.ts';
import { statusesOf } from '../reads/statuses.ts';
import { type LockedTicket, lockTicketById, lockWaiting } from '../store/lock.ts';
import { saveGiven } from '../store/save-given.ts';

// Giving tickets to somebody and taking them back, for who decides it: each ticket is held before it is decided about.

export type HeldTicket = LockedTicket;

/** Those of these tickets that still wait, held, in the order asked. What another transaction holds is waited for, or left out. */
export async function holdWaiting(
  tx: Tx,
  p: Platform,
  asked: { actor: Actor; ticketIds: readonly number[]; waitsForOthers?: boolean },
): Promise<HeldTicket[]> {
  const held = new Map((await lockWaiting(tx, p, asked)).map((ticket) => [ticket.id, ticket]));
  return asked.ticketIds.flatMap((id) => held.get(id) ?? []);
}

/** One ticket, whoever has it; waits for who holds it now. */
export function holdTicket(tx: Tx, p: Platform, ticketId: number): Promise<HeldTicket> {
  return lockTicketById(tx, p, { actor: { kind: 'system' }, ticketId });
}

type Given = { ticket: HeldTicket; assigneeId: number | null; reason: Reason };

/** Gives held tickets to agents, or takes them from those who have them. */
export async function giveHeld(
  tx: Tx,
  p: Platform,
  { actor, at, given }: { actor: Actor; at: Date; given: readonly Given[] },
): Promise<void> {
  const statuses = await statusesOf(p, tx);
  const decided = given.map(({ ticket, assigneeId, reason }) => ({
    ticket,
    decision: assign(ticket, { assigneeId, reason, statuses }, at),
  }));
  await saveGiven(tx, decided, { at, actor, cause: causeOf(actor), channel: null });
}

/** Something is said of a held ticket that changes nothing in it. */
export async function tellOfHeld(
  tx: Tx,
  ticket: HeldTicket,
  { actor, event, at }: { actor: Actor; event: EventDraft; at: Date },
): Promise<void> {
  const { id: ticketId, version: ticketVersion } = ticket;
  await recordEvents(tx, { at, actor, cause: causeOf(actor), channel: null, ticketId, ticketVersion }, [event]);
}
