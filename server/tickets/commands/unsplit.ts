import { AppError } from '../../../domain/errors.ts';
import type { AgentActor } from '../../../domain/permissions.ts';
import { branchOf } from '../../../domain/tickets/merge-tree.ts';
import { checkUnsplit } from '../../../domain/tickets/split.ts';
import { transaction } from '../../platform/database/database.ts';
import type { Platform, Tx } from '../../platform/platform.ts';
import { idOfTicket, type LockedTicket, lockTicketsById } from '../store/lock.ts';
import { mergesAround } from '../store/merges.ts';
import { comeBack, endSplit, firstReplyIn, isSplit, type StandingSplit, standingSplit } from '../store/splits.ts';
import { mergeLocked } from './merge.ts';

/**
 * Undoes the split that made a ticket: its messages are at home where they were, and so is what was written in it since. The empty
 * ticket goes into the other one for good, so that mail for its number finds the way.
 */
export async function unsplitTicket(p: Platform, asked: { actor: AgentActor; number: number }): Promise<void> {
  await transaction(p.db, async (tx) => {
    const { split, ticket, from } = await lockBoth(tx, p, asked);
    checkUnsplit(ticket, from, { isSplit: await isSplit(tx, ticket.id) });
    await comeBack(tx, split, branchOf(await mergesAround(tx, from.id), from.id));
    await endSplit(tx, split, p.clock.now());
    const endsSplit = { firstRepliedAt: await firstReplyIn(tx, from.id) };
    await mergeLocked(tx, p, { ticket, other: from, actor: asked.actor, endsSplit });
  });
}

type Both = { split: StandingSplit; ticket: LockedTicket; from: LockedTicket };

/** Whoever does not see both undoes nothing. */
async function lockBoth(tx: Tx, p: Platform, asked: { actor: AgentActor; number: number }): Promise<Both> {
  const { actor, number } = asked;
  const id = await idOfTicket(tx, number);
  const known = await standingSplit(tx, id);
  const ticketIds = known === null ? [id] : [id, known.fromId];
  const [ticket, from] = (await lockTicketsById(tx, p, { actor, ticketIds })) as [LockedTicket, LockedTicket];
  const split = await standingSplit(tx, id); // undone while we waited for the locks?
  if (split !== null) return { split, ticket, from };
  throw new AppError('conflict', 'not_split', 'This ticket was not split off, or somebody undid it already.');
}
