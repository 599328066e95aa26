import type { BelongingBody } from '../../../contract/tickets.ts';
import { AppError } from '../../../domain/errors.ts';
import type { EventDraft } from '../../../domain/events.ts';
import type { AgentActor } from '../../../domain/permissions.ts';
import { transaction } from '../../platform/database/database.ts';
import { causeOf } from '../../platform/event-log/event-log.ts';
import type { Platform, Tx } from '../../platform/platform.ts';
import { type LockedTicket, lockTickets } from '../store/lock.ts';
import { isAsked, turnLink } from '../store/may-belong.ts';
import { saveDecision } from '../store/save.ts';
import { mergeLocked } from './merge.ts';

type Deciding = { actor: AgentActor; number: number; body: BelongingBody };
type Pair = { actor: AgentActor; ticket: LockedTicket; other: LockedTicket; at: Date };

/**
 * An agent decides of a ticket that may belong to another whether it does. Yes: all that was said in it stands in the other
 * one, its sender takes part there, and mail for it goes there, until it is undone. The answer is the number of the ticket to go on
 * with.
 */
export async function decideBelonging(p: Platform, { actor, number, body }: Deciding): Promise<number> {
  return transaction(p.db, async (tx) => {
    const locked = await lockTickets(tx, p, { actor, numbers: [number, body.number] });
    const [ticket, other] = locked as [LockedTicket, LockedTicket];
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

async function merge(tx: Tx, p: Platform, { actor, ticket, other }: Pair): Promise<number> {
  await refuseIfNobodyAsks(tx, ticket, other);
  await mergeLocked(tx, p, { ticket, other, actor, wasAsked: true });
  return other.number;
}

async function turn(tx: Tx, { ticket, other }: Pair, into: 'follow_up_of' | null): Promise<void> {
  if (!(await turnLink(tx, { from: ticket.id, to: other.id, into }))) throw nobodyAsks();
}

async function refuseIfNobodyAsks(tx: Tx, ticket: LockedTicket, other: LockedTicket): Promise<void> {
  if (!(await isAsked(tx, { from: ticket.id, to: other.id }))) throw nobodyAsks();
}

function nobodyAsks(): AppError {
  return new AppError('conflict', 'no_such_question', 'Nobody asks any more whether these two belong together.');
}

function tell(tx: Tx, { actor, ticket, at }: Pair, event: EventDraft): Promise<void> {
  const decision = { changes: {}, events: [event] };
  return saveDecision(tx, ticket, { at, actor, cause: causeOf(actor), channel: null, decision });
}
