import type { Decision, Reason } from '../../../domain/events.ts';
import type { Actor } from '../../../domain/permissions.ts';
import { assign } from '../../../domain/tickets/assign.ts';
import { inTurn } from '../../../domain/tickets/decide.ts';
import { follow } from '../../../domain/tickets/follow.ts';
import { note } from '../../../domain/tickets/note.ts';
import { changePriority } from '../../../domain/tickets/priority.ts';
import { changeStatus } from '../../../domain/tickets/status.ts';
import { addTags, removeTags } from '../../../domain/tickets/tag.ts';
import type { Priority, Status, Ticket } from '../../../domain/tickets/ticket.ts';
import { type ResolvedRefs, refuseArchivedTopic, resolveRefs } from '../../agents/reads/refs.ts';
import { idsOf } from '../../agents/reads/teams.ts';
import { causeOf } from '../../platform/event-log/event-log.ts';
import type { Platform, Tx } from '../../platform/platform.ts';
import { statusBySlug, statusesOf } from '../reads/statuses.ts';
import { insertFollower } from '../store/followers.ts';
import { lockTicketById } from '../store/lock.ts';
import { saveDecision, saveMessage } from '../store/save.ts';
import { internalNote, noteAuthorOf } from './internal-note.ts';
import { topicSteps } from './topic.ts';

// What rules and macros do to a ticket, inside the transaction of whoever runs them. People, teams and topics are named as
// the world names them (uuid or slug); null takes them away. What is as asked already stays, and nothing is recorded.

export type Acting = { ticketId: number; actor: Actor };

export type Change = {
  status?: string;
  priority?: Priority;
  topic?: string | null;
  team?: string | null;
  assignee?: string | null;
  addTags?: readonly string[];
  removeTags?: readonly string[];
  /** Why, where somebody will ask. */
  reason?: Reason;
};

export async function changeTicket(
  tx: Tx,
  p: Platform,
  { ticketId, actor, ...change }: Acting & Change,
): Promise<void> {
  const ticket = await lockTicketById(tx, p, { actor, ticketId });
  const { team, assignee, topic } = change;
  const refs = await resolveRefs(tx, actor, { team, assignee, topic, mustBeActive: true });
  refuseArchivedTopic(refs, ticket.topicId);
  const statuses = await statusesOf(p, tx);
  const status = change.status === undefined ? undefined : await statusBySlug(p, tx, change.status);
  const at = p.clock.now();
  const decision = inTurn(ticket, await stepsOf(tx, ticket, { change, refs, statuses, status, at }));
  await saveDecision(tx, ticket, { at, actor, cause: causeOf(actor), channel: null, decision });
}

type Known = { change: Change; refs: ResolvedRefs; statuses: readonly Status[]; status: Status | undefined; at: Date };

/** The status comes last: what was asked for outweighs what an assignment brings about by itself. */
async function stepsOf(tx: Tx, before: Ticket, known: Known): Promise<((ticket: Ticket) => Decision)[]> {
  const { change, refs, statuses, status, at } = known;
  const { priority, addTags: added, removeTags: removed, reason } = change;
  const { topicId } = refs;
  const steps: ((ticket: Ticket) => Decision)[] = [];
  if (priority !== undefined) steps.push((ticket) => changePriority(ticket, priority, reason));
  if (topicId !== undefined) {
    const asked = { topicId, statuses, at, namesTeam: refs.teamId !== undefined };
    steps.push(...(await topicSteps(tx, before, { ...asked, ...(reason && { reason }) })));
  }
  if (added !== undefined) steps.push((ticket) => addTags(ticket, added));
  if (removed !== undefined) steps.push((ticket) => removeTags(ticket, removed));
  steps.push((ticket) => assign(ticket, { ...refs, statuses, ...(reason && { reason }) }, at));
  if (status) steps.push((ticket) => changeStatus(ticket, { to: status }, at));
  return steps;
}

/** An internal note that no agent wrote. */
export async function addNote(
  tx: Tx,
  p: Platform,
  { ticketId, actor, text }: Acting & { text: string },
): Promise<void> {
  const ticket = await lockTicketById(tx, p, { actor, ticketId });
  const at = p.clock.now();
  const message = internalNote(noteAuthorOf(actor), { text, at });
  const decision = note(ticket, { mentions: [] }, at);
  await saveMessage(tx, ticket, { at, actor, cause: causeOf(actor), channel: null, decision, message });
}

/** An agent follows the ticket from now on, if they did not before. */
export async function addFollower(
  tx: Tx,
  p: Platform,
  { ticketId, actor, agent }: Acting & { agent: string },
): Promise<void> {
  const ticket = await lockTicketById(tx, p, { actor, ticketId });
  const [agentId] = await idsOf(tx, 'agents', { uuids: [agent], field: 'agent' });
  if (agentId === undefined || !(await insertFollower(tx, { ticketId, agentId }))) return;
  const decision = follow(agentId);
  await saveDecision(tx, ticket, { at: p.clock.now(), actor, cause: causeOf(actor), channel: null, decision });
}
