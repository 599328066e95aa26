import { AppError } from '../../../domain/errors.ts';
import type { Decision } from '../../../domain/events.ts';
import type { Actor, AgentActor } from '../../../domain/permissions.ts';
import { after } from '../../../domain/tickets/decide.ts';
import { checkMerge, mergeInto, type Stands, takeIn } from '../../../domain/tickets/merge.ts';
import type { Brought } from '../../../domain/tickets/merge-tree.ts';
import { transaction } from '../../platform/database/database.ts';
import { causeOf } from '../../platform/event-log/event-log.ts';
import type { Platform, Tx } from '../../platform/platform.ts';
import { statusesOf } from '../reads/statuses.ts';
import { idOfTicket, type LockedTicket, lockTickets, lockTicketsById } from '../store/lock.ts';
import { insertMerge, newestOfRequester, wouldBring } from '../store/merges.ts';
import { moveMessages, recount } from '../store/move-messages.ts';
import { insertParticipants } from '../store/participants.ts';
import { saveDecision } from '../store/save.ts';

// Tickets that are one matter: all that was said in one stands in the other from then on, and mail for it goes there, until the
// merge is undone (commands/unmerge.ts). domain/tickets/merge-tree.ts has the law.

export type Merging = {
  ticket: LockedTicket;
  other: LockedTicket;
  actor: Actor;
  wasAsked?: boolean;
  /** The ticket was split off from the other, and what was at home in it came back already (commands/unsplit.ts). */
  endsSplit?: { firstRepliedAt: Date | null };
};

/** Several tickets go into one, all or none of them. */
export async function mergeTickets(
  p: Platform,
  { actor, into, numbers }: { actor: AgentActor; into: number; numbers: readonly number[] },
): Promise<void> {
  const wanted = [...new Set(numbers)];
  if (wanted.includes(into))
    throw new AppError('conflict', 'merge_into_itself', 'A ticket cannot be merged into itself.');
  await transaction(p.db, async (tx) => {
    const [first, ...tickets] = await lockTickets(tx, p, { actor, numbers: [into, ...wanted] });
    let other = first as LockedTicket;
    for (const ticket of tickets) other = await mergeLocked(tx, p, { ticket, other, actor });
  });
}

/**
 * The same by a rule or macro, in the transaction of whoever runs it: into the ticket of a number, or the newest other active one of
 * the same requester. Without such a one, and merged already, a ticket stays where it is.
 */
export async function mergeById(
  tx: Tx,
  p: Platform,
  { ticketId, actor, number }: { ticketId: number; actor: Actor; number: number | null },
): Promise<void> {
  const intoId = number === null ? await newestOfRequester(tx, ticketId) : await idOfTicket(tx, number);
  if (intoId === null || intoId === ticketId) return;
  const locked = await lockTicketsById(tx, p, { actor, ticketIds: [ticketId, intoId] });
  const [ticket, other] = locked as [LockedTicket, LockedTicket];
  if (ticket.mergedInto === null) await mergeLocked(tx, p, { ticket, other, actor });
}

/** Both tickets are locked. Answers with the one that took in, as it is then. */
export async function mergeLocked(tx: Tx, p: Platform, merging: Merging): Promise<LockedTicket> {
  const { ticket, other, actor, wasAsked = false, endsSplit } = merging;
  checkMerge(ticket, other);
  const at = p.clock.now();
  const statuses = await statusesOf(p, tx);
  const would = await wouldBring(tx, { from: ticket, to: other });
  const brought = endsSplit ? withoutRequester(would, ticket) : would;
  await moveMessages(tx, { from: ticket.id, to: other.id });
  const [here, there] = [await recount(tx, ticket.id), await recount(tx, other.id)];

  const recorded = { at, actor, cause: causeOf(actor), channel: null };
  const taken = takeIn(other, { other: ticket, stands: there, statuses, ...asEndOf(endsSplit) }, at);
  await saveDecision(tx, other, { ...recorded, decision: taken });
  const gone = mergeInto(ticket, { other, stands: here, statuses, ...asEndOf(endsSplit) }, at);
  await saveDecision(tx, ticket, { ...recorded, decision: gone });

  const agentId = actor.kind === 'agent' ? actor.id : null;
  await insertMerge(tx, {
    from: ticket,
    intoId: other.id,
    agentId,
    wasAsked,
    endsSplit: endsSplit !== undefined,
    brought,
    at,
  });
  await insertParticipants(tx, other.id, { contactIds: brought.contactIds, agentId, at });
  return standing(other, taken, there);
}

function asEndOf(endsSplit: Merging['endsSplit']) {
  return endsSplit === undefined ? {} : { endsSplit: true, ...endsSplit };
}

/** The desk chose them for the ticket; they did not join it. */
function withoutRequester(brought: Brought, { requesterId }: LockedTicket): Brought {
  return { ...brought, contactIds: brought.contactIds.filter((contactId) => contactId !== requesterId) };
}

function standing(ticket: LockedTicket, decision: Decision, { lastAuthorKind }: Stands): LockedTicket {
  return { ...ticket, ...after(ticket, decision), lastAuthorKind };
}
