import type { DeescalateBody, EscalateBody } from '../../../contract/escalations.ts';
import { AppError } from '../../../domain/errors.ts';
import type { Decision } from '../../../domain/events.ts';
import type { Actor, AgentActor } from '../../../domain/permissions.ts';
import { inTurn } from '../../../domain/tickets/decide.ts';
import { deescalate, escalate, escalationNote, placeFor } from '../../../domain/tickets/escalate.ts';
import { note } from '../../../domain/tickets/note.ts';
import { resolveRefs } from '../../agents/reads/refs.ts';
import { tiersOf } from '../../agents/reads/tiers.ts';
import { transaction } from '../../platform/database/database.ts';
import { causeOf } from '../../platform/event-log/event-log.ts';
import type { Platform, Tx } from '../../platform/platform.ts';
import { statusesOf } from '../reads/statuses.ts';
import { insertEscalation, newestEscalation, returnEscalation } from '../store/escalations.ts';
import { type LockedTicket, lockTicket, lockTicketById } from '../store/lock.ts';
import { saveMessage } from '../store/save.ts';
import { internalNote, noteAuthorOf } from './internal-note.ts';

/** What is handed over, to whom, and why. `tier` and `teamId` as domain/tickets/escalate.ts reads them. */
export type Escalating = {
  ticket: LockedTicket;
  actor: Actor;
  teamId?: number | null | undefined;
  tier?: number | undefined;
  reason: string;
  tried: string;
};

/** An agent hands a ticket up: to a tier of its team or to a team whose tickets they may not read themselves. */
export async function escalateTicket(
  p: Platform,
  { actor, number, body }: { actor: AgentActor; number: number; body: EscalateBody },
): Promise<void> {
  await transaction(p.db, async (tx) => {
    const ticket = await lockTicket(tx, p, { actor, number });
    const { teamId } = await resolveRefs(tx, actor, { team: body.team });
    await escalateLocked(tx, p, { ticket, actor, teamId, tier: body.tier, reason: body.reason, tried: body.tried });
  });
}

/**
 * The same by a rule or macro, in the transaction of whoever runs it. In the team that was asked for it is where it should be: it
 * is not sent up further.
 */
export async function escalateById(tx: Tx, p: Platform, asked: ByRule): Promise<void> {
  const { ticketId, actor, team, reason } = asked;
  const ticket = await lockTicketById(tx, p, { actor, ticketId });
  const { teamId } = await resolveRefs(tx, actor, { team: team ?? undefined });
  if (teamId !== undefined && teamId === ticket.teamId) return;
  await escalateLocked(tx, p, { ticket, actor, teamId, reason, tried: '' });
}

/** `team` by its public id; null: up in the ticket's own. */
type ByRule = { ticketId: number; actor: Actor; team: string | null; reason: string };

/** The note, the hand-over and its events are one commit. Who hands it up and who held it follow it from then on. */
export async function escalateLocked(tx: Tx, p: Platform, asked: Escalating): Promise<void> {
  const { ticket, actor, reason, tried } = asked;
  const team = await tiersOf(tx, asked.teamId ?? ticket.teamId);
  const to = placeFor(ticket, { team, tier: asked.tier });
  const at = p.clock.now();
  const statuses = await statusesOf(p, tx);
  const decision = escalate(ticket, { to, reason, statuses }, at);
  const agentId = actor.kind === 'agent' ? actor.id : null;
  await insertEscalation(tx, { ticket, agentId, reason, at });
  const followers = [...new Set([agentId, ticket.assigneeId])].filter((id): id is number => id !== null);
  await saveWithNote(tx, {
    ...asked,
    text: escalationNote({ reason, tried }),
    code: 'escalated',
    decision,
    followers,
    at,
  });
}

/** Back to the team, tier and agent it came from. An agent who left, or a team that is gone, is nobody. */
export async function deescalateTicket(
  p: Platform,
  { actor, number, body }: { actor: AgentActor; number: number; body: DeescalateBody },
): Promise<void> {
  await transaction(p.db, async (tx) => {
    const ticket = await lockTicket(tx, p, { actor, number });
    const last = await newestEscalation(tx, ticket.id);
    if (last === null) throw new AppError('conflict', 'not_escalated', 'This ticket was not escalated.');
    const at = p.clock.now();
    const statuses = await statusesOf(p, tx);
    const { reason } = body;
    const decision = deescalate(ticket, { to: last.from, reason, statuses }, at);
    await returnEscalation(tx, last.id, at);
    await saveWithNote(tx, { ticket, actor, text: reason, code: 'deescalated', decision, followers: [actor.id], at });
  });
}

type Noting = {
  ticket: LockedTicket;
  actor: Actor;
  text: string;
  code: 'escalated' | 'deescalated';
  decision: Decision;
  followers: number[];
  at: Date;
};

async function saveWithNote(tx: Tx, { ticket, actor, text, code, decision, followers, at }: Noting): Promise<void> {
  const both = inTurn(ticket, [() => decision, (current) => note(current, { mentions: [] }, at)]);
  const message = internalNote(noteAuthorOf(actor), { text, reason: { code, values: {} }, at });
  const recorded = { at, actor, cause: causeOf(actor), channel: null };
  await saveMessage(tx, ticket, { ...recorded, decision: both, message, followers });
}
