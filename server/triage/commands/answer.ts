import { AppError } from '../../../domain/errors.ts';
import type { AgentActor } from '../../../domain/permissions.ts';
import { judged, type Suggestible } from '../../../domain/triage/suggestion.ts';
import { transaction } from '../../platform/database/database.ts';
import type { LoggedEvent } from '../../platform/event-log/log-reader.ts';
import type { Platform, Tx } from '../../platform/platform.ts';
import { changeTicket } from '../../tickets/commands/change.ts';
import { holdTicket } from '../../tickets/commands/hold.ts';
import { judge, lockSuggestion, publicIdOf, unjudged } from '../store/suggestions.ts';

type Answer = { actor: AgentActor; number: number; suggestionId: string; isAccepted: boolean };

/** An agent takes a suggestion, or waves it away. What was answered before stays answered. */
export async function answerSuggestion(p: Platform, asked: Answer): Promise<void> {
  const { actor, number, suggestionId, isAccepted } = asked;
  await transaction(p.db, async (tx) => {
    const { ticketId } = await holdTicket(tx, p, { actor, number });
    const suggestion = await lockSuggestion(tx, { ticketId, uuid: suggestionId });
    if (suggestion === null) throw new AppError('not_found', 'suggestion_not_found', 'There is no such suggestion.');
    if (suggestion.state !== 'offered') return;
    const at = p.clock.now();
    const state = isAccepted ? 'accepted' : 'dismissed';
    await judge(tx, suggestion.id, { state, correctedTo: null, agentId: actor.id, at });
    if (isAccepted) await changeTicket(tx, p, { ticketId, actor, [suggestion.field]: suggestion.value });
  });
}

const fieldsOf: Partial<Record<LoggedEvent['type'], [Suggestible, string]>> = {
  'ticket.topic_changed': ['topic', 'topicId'],
  'ticket.priority_changed': ['priority', 'priority'],
  'ticket.assigned': ['team', 'teamId'],
};
export const correctingEvents = Object.keys(fieldsOf) as LoggedEvent['type'][];

/** What an agent chose by themselves says whether the desk was right: it is kept for whoever learns from it. */
export async function learnFrom(tx: Tx, event: LoggedEvent): Promise<void> {
  const [field, recorded] = fieldsOf[event.type] ?? [];
  const { ticketId, actorKind, actorId, changes } = event;
  if (!field || !recorded || ticketId === null || actorKind !== 'agent' || actorId === null) return;
  const to = changes[recorded]?.[1];
  if (to === undefined) return;
  const chosen = field === 'priority' ? String(to) : await publicIdOf(tx, `${field}s`, to as number | null);
  for (const suggestion of await unjudged(tx, { ticketId, field })) {
    const state = judged(suggestion, chosen);
    const correctedTo = state === 'corrected' ? chosen : null;
    await judge(tx, suggestion.id, { state, correctedTo, agentId: actorId, at: event.at });
  }
}
