import type { LoggedEvent, Reader } from '../platform/event-log/log-reader.ts';
import type { Platform } from '../platform/platform.ts';
import { holdTickets } from '../tickets/commands/clocks.ts';
import { keepClocks, recomputeLater } from './commands/keep-clocks.ts';
import { activeTicketsOf, behind } from './store/clocks.ts';

/**
 * Whatever happens to a ticket may move its clocks, and so may what is known of its requester; topics, organizations and a new
 * time zone of the company may move all.
 */
export const slaReader = (p: Platform): Reader => ({
  name: 'sla',
  types: [
    'ticket.opened',
    'ticket.status_changed',
    'ticket.solved',
    'ticket.closed',
    'ticket.reopened',
    'ticket.assigned',
    'ticket.priority_changed',
    'ticket.topic_changed',
    'ticket.fields_changed',
    'ticket.tags_changed',
    'ticket.requester_changed',
    'ticket.merged',
    'ticket.took_in',
    'ticket.unmerged',
    'ticket.gave_back',
    'ticket.split_off',
    'ticket.split_from',
    'ticket.escalated',
    'ticket.deescalated',
    'message.received',
    'message.sent',
    'sla.applied',
    'topics.changed',
    'contact.changed',
    'contact.merged',
    'contact.unmerged',
    'organization.changed',
    'settings.changed',
  ],
  batch: 50,
  async reactToAll(tx, events) {
    if (events.some(movesAll)) await recomputeLater(tx, p);
    const newest = new Map(events.flatMap(({ ticketId, id }) => (ticketId === null ? [] : [[ticketId, id] as const])));
    const late = await behind(tx, newest);
    const ofPeople = await activeTicketsOf(tx, events.flatMap(contactOf));
    if (ofPeople.length > 0) await holdTickets(tx, [...late, ...ofPeople]); // all of them in one order
    await keepClocks(tx, p, { ticketIds: late });
    await keepClocks(tx, p, { ticketIds: ofPeople, tellsMoves: true });
  },
});

/** What a policy asks of a requester is no event of their tickets. */
function contactOf({ type, subjectId }: LoggedEvent): number[] {
  return type.startsWith('contact.') && subjectId !== null ? [subjectId] : [];
}

function movesAll({ type, changes }: LoggedEvent): boolean {
  if (type === 'settings.changed') return 'timeZone' in changes;
  return type === 'topics.changed' || type === 'organization.changed';
}
