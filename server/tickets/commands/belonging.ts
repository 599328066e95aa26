import type { BelongingBody } from '../../../contract/tickets.ts';
import { AppError } from '../../../domain/errors.ts';
import type { EventDraft } from '../../../domain/events.ts';
import type { AgentActor } from '../../../domain/permissions.ts';
import { mergeInto, takeIn } from '../../../domain/tickets/merge.ts';
import { transaction } from '../../platform/database/database.ts';
import { causeOf } from '../../platform/event-log/event-log.ts';
import type { Platform, Tx } from '../../platform/platform.ts';
import { statusesOf } from '../reads/statuses.ts';
import { type LockedTicket, lockTickets } from '../store/lock.ts';
import { movedMessages, moveMessages, turnLink } from '../store/merge.ts';
import { insertParticipants } from '../store/participants.ts';
import { saveDecision } from '../store/save.ts';

type Deciding = { actor: AgentActor; number: number; body: BelongingBody };
type Pair = { actor: AgentActor; ticket: LockedTicket; other: LockedTicket; at: Date };

/**
 * An agent decides of a ticket that may belong to another whether it does. Yes: all that was said in it stands in the other
 * one, its sender takes part there, and mail for it goes there. The answer is the number of the ticket to go on with.
 */
export async function decideBelonging(p: Platform, { actor, number, body }: Deciding): Promise<number> {
  return transaction(p.db, async (tx) => {
    const [ticket, other] = await lockTickets(tx, p, { actor, numbers: [number, body.number] });
    const pair = { actor, ticket, other, at: p.clock.now() };
    if (!body.belongs) return keepApart(tx, pair);
    return other.status.category === 'closed' ? followUp(tx, pair) : merge(tx, p, pair);
  });
}

async function keepApart(tx: Tx, pair: Pair): Promise<number> {
  await turn(tx, pair, null);
  await tell(tx, pair, { type: 'ticket.unlinked', details: { kind: 'may_belong_to', ticketId: pair.other.id } });
  return pair.ticket.number;
}

/** What is closed stays as it is: the new ticket carries it on. */
async function followUp(tx: Tx, pair: Pair): Promise<number> {
  await turn(tx, pair, 'follow_up_of');
  await tell(tx, pair, { type: 'ticket.linked', details: { kind: 'follow_up_of', ticketId: pair.other.id } });
  return pair.ticket.number;
}

async function merge(tx: Tx, p: Platform, pair: Pair): Promise<number> {
  const { actor, ticket, other, at } = pair;
  const statuses = await statusesOf(p, tx);
  const move = { from: ticket.id, to: other.id };
  const moved = await movedMessages(tx, move);
  await turn(tx, pair, 'merged_into');
  const recorded = { at, actor, cause: causeOf(actor), channel: null };
  await saveDecision(tx, other, { ...recorded, decision: takeIn(other, { other: ticket, moved, statuses }, at) });
  await saveDecision(tx, ticket, { ...recorded, decision: mergeInto(ticket, { other, moved, statuses }, at) });
  await moveMessages(tx, move);
  await insertParticipants(tx, other.id, { contactIds: [ticket.requesterId], agentId: actor.id, at });
  return other.number;
}

async function turn(tx: Tx, { ticket, other }: Pair, into: 'merged_into' | 'follow_up_of' | null): Promise<void> {
  if (await turnLink(tx, { from: ticket.id, to: other.id, into })) return;
  throw new AppError('conflict', 'no_such_question', 'Nobody asks any more whether these two belong together.');
}

function tell(tx: Tx, { actor, ticket, at }: Pair, event: EventDraft): Promise<void> {
  const decision = { changes: {}, events: [event] };
  return saveDecision(tx, ticket, { at, actor, cause: causeOf(actor), channel: null, decision });
}
