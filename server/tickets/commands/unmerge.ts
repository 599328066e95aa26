import { AppError } from '../../../domain/errors.ts';
import type { Actor, AgentActor } from '../../../domain/permissions.ts';
import { giveBack, type Opened, openedByMerge, unmerge } from '../../../domain/tickets/merge.ts';
import { type Brought, branchOf, pathOf, undoBringing } from '../../../domain/tickets/merge-tree.ts';
import type { Status } from '../../../domain/tickets/ticket.ts';
import { transaction } from '../../platform/database/database.ts';
import { causeOf } from '../../platform/event-log/event-log.ts';
import type { Platform, Tx } from '../../platform/platform.ts';
import { statusesOf } from '../reads/statuses.ts';
import { idOfTicket, type LockedTicket, lockTicketsById } from '../store/lock.ts';
import {
  endMerge,
  mergesAround,
  type StandingMerge,
  siblingsOf,
  standingMerges,
  statusLog,
  takeBack,
  wroteSince,
} from '../store/merges.ts';
import { moveBack, recount } from '../store/move-messages.ts';
import { saveDecision } from '../store/save.ts';

type Way = { ticket: LockedTicket; upwards: LockedTicket[]; merges: StandingMerge[]; branch: number[] };

/**
 * Undoes a merge, at any time and also where the other ticket was merged on since: what was written in the ticket, and what came by
 * mail for it meanwhile, goes back with all that had come to it; what was written in the other stays there.
 */
export async function unmergeTicket(p: Platform, asked: { actor: AgentActor; number: number }): Promise<void> {
  await transaction(p.db, (tx) => unmergeIn(tx, p, asked));
}

/** The same in the transaction of whoever undoes several. */
export async function unmergeIn(
  tx: Tx,
  p: Platform,
  { actor, number }: { actor: AgentActor; number: number },
): Promise<void> {
  const way = await lockWay(tx, p, { actor, number });
  const top = way.upwards.at(-1) as LockedTicket;
  const at = p.clock.now();
  await moveBack(tx, { from: top.id, to: way.ticket.id, branch: way.branch });
  const tags = await takeBackAll(tx, way);
  const done = { tx, p, way, actor, at, statuses: await statusesOf(p, tx) };
  await saveUpwards(done, tags);
  await saveReturned(done);
  await endMerge(tx, way.merges[0] as StandingMerge, at);
}

/** The ticket and those above it up to the top, held; who does not see all of them undoes nothing. */
async function lockWay(tx: Tx, p: Platform, { actor, number }: { actor: AgentActor; number: number }): Promise<Way> {
  const id = await idOfTicket(tx, number);
  const path = pathOf(await mergesAround(tx, id), id);
  const [ticket, ...upwards] = await lockTicketsById(tx, p, { actor, ticketIds: path });
  if (ticket === undefined || ticket.mergedInto === null) {
    throw new AppError('conflict', 'not_merged', 'This ticket is not merged, or somebody undid it already.');
  }
  // Merged or undone while we waited for the locks: they are held now, so what is asked here stays true.
  const merges = await mergesAround(tx, id);
  if (pathOf(merges, id).join() !== path.join()) {
    throw new AppError(
      'conflict',
      'ticket_changed',
      'These tickets were merged or undone this very moment. Try again.',
    );
  }
  const way = { ticket, upwards, merges: await standingMerges(tx, path), branch: branchOf(merges, id) };
  if (way.merges[0]?.endsSplit) {
    throw new AppError('conflict', 'merge_ends_split', 'This ticket was split off and went back: that is for good.');
  }
  return way;
}

/** Participants and followers who came by the merge leave, up to the top; answered are the tags that go, ticket by ticket. */
async function takeBackAll(tx: Tx, { merges }: Way): Promise<(readonly string[])[]> {
  const tags: (readonly string[])[] = [];
  let below: Brought | undefined;
  for (const merge of merges) {
    const { lost, inherited } = undoBringing(merge.brought, await siblingsOf(tx, merge), below);
    await takeBack(tx, { ticketId: merge.intoId, lost, inherited });
    tags.push(lost.tags);
    below = lost;
  }
  return tags;
}

type Undoing = { tx: Tx; p: Platform; way: Way; actor: Actor; at: Date; statuses: readonly Status[] };

async function saveUpwards(done: Undoing, tags: (readonly string[])[]): Promise<void> {
  const { tx, way, actor, at } = done;
  for (const [index, other] of way.upwards.entries()) {
    const stands = await recount(tx, other.id);
    const was = await wasBefore(done, other.id);
    const decision = giveBack(other, { other: way.ticket, stands, tags: tags[index] ?? [], was }, at);
    await saveDecision(tx, other, { at, actor, cause: causeOf(actor), channel: null, decision });
  }
}

/** What it was before only merges opened it; null where it is more than that by now: a customer who wrote since waits too. */
async function wasBefore({ tx, way, statuses }: Undoing, ticketId: number): Promise<Opened['was'] | null> {
  const { log, stillIn } = await statusLog(tx, ticketId);
  stillIn.delete(way.ticket.id);
  const opened = openedByMerge(log, { stillIn, statuses });
  if (opened === null || (await wroteSince(tx, { ticketId, at: opened.since }))) return null;
  return opened.was;
}

async function saveReturned({ tx, way, actor, at, statuses }: Undoing): Promise<void> {
  const { ticket, merges, upwards } = way;
  const merge = merges[0] as StandingMerge;
  const stands = await recount(tx, ticket.id);
  const status = statuses.find(({ id }) => id === merge.statusId) ?? ticket.status;
  const hasNews = await wroteSince(tx, { ticketId: ticket.id, at: merge.at });
  const before = { status, solvedAt: merge.solvedAt, wroteSince: hasNews && stands.lastAuthorKind === 'contact' };
  const other = upwards[0] as LockedTicket;
  const decision = unmerge(
    { ...ticket, lastAuthorKind: stands.lastAuthorKind },
    { other, stands, statuses, before },
    at,
  );
  await saveDecision(tx, ticket, { at, actor, cause: causeOf(actor), channel: null, decision });
}
