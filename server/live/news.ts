import type { LiveEvent } from '../../contract/live.ts';
import type { EventType, FieldChanges } from '../../domain/events.ts';
import { type AgentActor, canSee, may, type Permission } from '../../domain/permissions.ts';

/** What the stream needs to know of an event: its place, its kind, and who may see the ticket it is about. */
export type News = {
  position: number;
  type: EventType;
  subjectId: number | null;
  changes: FieldChanges;
  ticket: NewsTicket | null;
};
type NewsTicket = {
  number: number;
  assigneeId: number | null;
  teamId: number | null;
  requesterId: number;
  followerIds: readonly number[];
};

/** What this agent is told of an event: ids only, and of tickets only those they see now or saw before it. */
export function tell(actor: AgentActor, news: News): LiveEvent[] {
  const { ticket } = news;
  if (ticket) return seesSome(actor, ticket, news) ? [{ type: 'ticket', number: ticket.number }] : [];
  return nounsOf(actor, news).map((noun) => ({ type: 'admin', noun }));
}

const now = 'now';
const before = 0;
const after = 1;

/**
 * The ticket as it is, as it was before the event and as the event left it: who loses sight of a ticket must hear of it, or it
 * would stay on their screen. A ticket that was opened was nothing before.
 */
function seesSome(actor: AgentActor, ticket: NewsTicket, { type, changes }: News): boolean {
  const isFollowed = ticket.followerIds.includes(actor.id);
  const sides = type === 'ticket.opened' ? ([now, after] as const) : ([now, before, after] as const);
  return sides.some((side) => {
    const at = (field: 'assigneeId' | 'teamId') => {
      const change = changes[field];
      return change && side !== now ? (change[side] as number | null) : ticket[field];
    };
    return canSee(actor, {
      assigneeId: at('assigneeId'),
      teamId: at('teamId'),
      requesterId: ticket.requesterId,
      isFollowed,
    });
  });
}

/** Which lists went stale, by the noun the browser keeps them under, and who has such a list at all. */
const lists: Partial<Record<EventType, { noun: string; needs?: Permission }>> = {
  'contact.created': { noun: 'contact', needs: 'contacts.read' },
  'contact.changed': { noun: 'contact', needs: 'contacts.read' },
  'contact.merged': { noun: 'contact', needs: 'contacts.read' },
  'contact.unmerged': { noun: 'contact', needs: 'contacts.read' },
  'contact.removed': { noun: 'contact', needs: 'contacts.read' },
  'organization.changed': { noun: 'contact', needs: 'contacts.read' },
  'agent.changed': { noun: 'agents' },
  'team.changed': { noun: 'teams' },
  'inbox.changed': { noun: 'inboxes', needs: 'inboxes.manage' },
  'fields.changed': { noun: 'fields' },
  'topics.changed': { noun: 'topics' },
  'inbound.parked': { noun: 'parked', needs: 'deliveries.manage' },
  'inbound.released': { noun: 'parked', needs: 'deliveries.manage' },
  'sla_policies.changed': { noun: 'sla-policies', needs: 'sla.manage' },
  'rules.changed': { noun: 'rules', needs: 'automation.manage' },
  'macros.changed': { noun: 'macros' },
  'views.changed': { noun: 'views' },
  'business_hours.changed': { noun: 'business-hours' },
  'assignment.changed': { noun: 'assignment' },
  'settings.changed': { noun: 'settings' },
  'security.suspicion': { noun: 'suspicions', needs: 'audit.read' },
};

function nounsOf(actor: AgentActor, { type, subjectId }: News): string[] {
  const list = lists[type];
  if (!list || (list.needs && !may(actor, list.needs))) return [];
  const isMyself = type === 'agent.changed' && subjectId === actor.id;
  return isMyself ? [list.noun, 'me'] : [list.noun];
}
