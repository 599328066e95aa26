import type { SplitBody } from '../../../contract/splits.ts';
import type { AgentActor } from '../../../domain/permissions.ts';
import {
  chosenForSplit,
  firstAnswerAmong,
  openSplit,
  requesterOfSplit,
  splitFrom,
  splitOff,
} from '../../../domain/tickets/split.ts';
import { transaction } from '../../platform/database/database.ts';
import { causeOf } from '../../platform/event-log/event-log.ts';
import type { Platform, Tx } from '../../platform/platform.ts';
import { statusesOf } from '../reads/statuses.ts';
import { type LockedTicket, lockTicket, lockTicketById } from '../store/lock.ts';
import { recount } from '../store/move-messages.ts';
import type { Recorded } from '../store/pieces.ts';
import { saveDecision } from '../store/save.ts';
import {
  firstReplyIn,
  insertEmptyTicket,
  insertSplit,
  messagesStanding,
  organizationOf,
  type StandingMessage,
} from '../store/splits.ts';

// Two matters in one ticket become two tickets, until the split is undone (commands/unsplit.ts). domain/tickets/split.ts has the law.

type Asked = { actor: AgentActor; number: number; body: SplitBody };

/** Answers with the number of the new ticket. */
export async function splitTicket(p: Platform, { actor, number, body }: Asked): Promise<number> {
  return transaction(p.db, async (tx) => {
    const ticket = await lockTicket(tx, p, { actor, number });
    const said = await messagesStanding(tx, ticket.id);
    const chosen = chosenForSplit(said, { at: body.message, takes: body.takes });
    const at = p.clock.now();
    const by = { at, actor, cause: causeOf(actor), channel: null };
    const ticketId = await openWith(tx, p, { ticket, subject: body.subject ?? ticket.subject, chosen, by });
    const messageIds = chosen.map(({ id }) => id);
    await insertSplit(tx, { ticketId, fromId: ticket.id, messageIds, agentId: actor.id, at });
    return tellBoth(tx, p, { ticket, ticketId, count: chosen.length, by });
  });
}

type Opening = { ticket: LockedTicket; subject: string; chosen: readonly StandingMessage[]; by: Recorded };

/** Nothing but rows that this transaction holds or makes is locked after the number counter. */
async function openWith(tx: Tx, p: Platform, { ticket, subject, chosen, by }: Opening): Promise<number> {
  const requesterId = requesterOfSplit(ticket, chosen);
  const made = {
    subject,
    requesterId,
    organizationId: requesterId === ticket.requesterId ? ticket.organizationId : await organizationOf(tx, requesterId),
    firstRepliedAt: firstAnswerAmong(chosen),
    statuses: await statusesOf(p, tx),
  };
  return insertEmptyTicket(tx, { ...openSplit(ticket, made, by.at), first: chosen[0] as StandingMessage }, by);
}

type Told = { ticket: LockedTicket; ticketId: number; count: number; by: Recorded };

async function tellBoth(tx: Tx, p: Platform, { ticket, ticketId, count, by }: Told): Promise<number> {
  const made = await lockTicketById(tx, p, { actor: { kind: 'system' }, ticketId });
  const there = splitFrom({ other: ticket, count, stands: await recount(tx, ticketId) });
  await saveDecision(tx, made, { ...by, decision: there });
  const [stands, firstRepliedAt] = [await recount(tx, ticket.id), await firstReplyIn(tx, ticket.id)];
  const here = splitOff(ticket, { other: made, count, stands, firstRepliedAt });
  await saveDecision(tx, ticket, { ...by, decision: here });
  return made.number;
}
