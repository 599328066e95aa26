import type { DeskMethod } from '../../../domain/assignment/candidate.ts';
import type { Planned, WaitingTicket } from '../../../domain/assignment/plan.ts';
import { type ChoiceReason, reasonOf } from '../../../domain/assignment/reason.ts';
import type { Actor } from '../../../domain/permissions.ts';
import type { Platform, Tx } from '../../platform/platform.ts';
import { giveHeld, type HeldTicket, tellOfHeld } from '../../tickets/commands/waiting.ts';
import { toldNobody } from '../reads/told.ts';
import { saveTurns } from '../store/claim.ts';

type Plan = {
  actor: Actor;
  method: DeskMethod;
  held: readonly HeldTicket[];
  asked: readonly WaitingTicket[];
  planned: readonly Planned[];
  now: Date;
};

/** Gives planned tickets to those they were planned for, and says of the others why nobody can take them. All are held. */
export async function carryOut(tx: Tx, p: Platform, { actor, method, held, asked, planned, now }: Plan): Promise<void> {
  const ticketOf = new Map(held.map((ticket) => [ticket.id, ticket]));
  const decided = planned.map(({ ticketId, choice, turn }, at) => ({
    ticket: ticketOf.get(ticketId) as HeldTicket,
    assigneeId: choice.agentId,
    reason: reasonOf(method, asked[at] as WaitingTicket, choice),
    turn,
  }));
  const given = decided.filter(({ assigneeId }) => assigneeId !== null);
  await giveHeld(tx, p, { actor, at: now, given });
  await saveTurns(tx, new Map(given.map(({ assigneeId, turn }) => [assigneeId as number, turn])));
  await tellNobody(tx, { actor, left: decided.filter(({ assigneeId }) => assigneeId === null), at: now });
}

type Left = { ticket: HeldTicket; reason: ChoiceReason };

/** Once while a ticket waits; what keeps it now is worked out for whoever asks. */
async function tellNobody(
  tx: Tx,
  { actor, left, at }: { actor: Actor; left: readonly Left[]; at: Date },
): Promise<void> {
  const told = await toldNobody(
    tx,
    left.map(({ ticket }) => ticket.id),
  );
  for (const { ticket, reason } of left) {
    if (told.has(ticket.id)) continue;
    await tellOfHeld(tx, ticket, { actor, event: { type: 'ticket.not_assigned', reason }, at });
  }
}
