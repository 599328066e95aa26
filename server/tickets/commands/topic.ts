import type { Decision, Reason } from '../../../domain/events.ts';
import { assign } from '../../../domain/tickets/assign.ts';
import { inTurn } from '../../../domain/tickets/decide.ts';
import type { Status, Ticket } from '../../../domain/tickets/ticket.ts';
import { changeTopic } from '../../../domain/tickets/topic.ts';
import { teamOfNewTopic } from '../../../domain/topics/follow-team.ts';
import { transaction } from '../../platform/database/database.ts';
import { causeOf } from '../../platform/event-log/event-log.ts';
import type { Platform, Tx } from '../../platform/platform.ts';
import { statusesOf } from '../reads/statuses.ts';
import { choicesOfTopic } from '../reads/topics.ts';
import { lockTicketById } from '../store/lock.ts';
import { saveDecision } from '../store/save.ts';

type Step = (ticket: Ticket) => Decision;
type Asked = {
  topicId: number | null;
  statuses: readonly Status[];
  at: Date;
  /** Who asked named a team too: then that is the team. */
  namesTeam?: boolean;
  reason?: Reason;
};

/** What changing the topic of a ticket means, in order: the topic, and the team where nobody chose another. */
export async function topicSteps(tx: Tx, ticket: Ticket, asked: Asked): Promise<Step[]> {
  const { topicId, statuses, reason, at } = asked;
  if (topicId === ticket.topicId) return [];
  const change: Step = (current) => changeTopic(current, topicId, reason);
  if (asked.namesTeam) return [change];
  const [before, now] = [await choicesOfTopic(tx, ticket.topicId), await choicesOfTopic(tx, topicId)];
  const teamId = teamOfNewTopic(ticket, { before: before.teamId, now: now.teamId });
  if (teamId === null) return [change];
  const follow = { teamId, statuses, reason: { code: 'topic_team', values: { topicId, teamId } } };
  return [change, (current) => assign(current, follow, at)];
}

/** For what the desk does by itself, with its reason: the topic of one ticket, whoever may see it. */
export async function moveToTopic(
  p: Platform,
  { ticketId, topicId, reason }: { ticketId: number; topicId: number | null; reason: Reason },
): Promise<void> {
  await transaction(p.db, async (tx) => {
    const actor = { kind: 'system' } as const;
    const ticket = await lockTicketById(tx, p, { actor, ticketId });
    if (ticket.status.category === 'closed') return;
    const at = p.clock.now();
    const steps = await topicSteps(tx, ticket, { topicId, reason, at, statuses: await statusesOf(p, tx) });
    const decision = inTurn(ticket, steps);
    await saveDecision(tx, ticket, { at, actor, cause: causeOf(actor), channel: null, decision });
  });
}
