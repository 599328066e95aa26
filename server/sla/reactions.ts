import type { LoggedEvent, Reader } from '../platform/event-log/log-reader.ts';
import type { Platform } from '../platform/platform.ts';
import { keepClocks, recomputeLater } from './commands/keep-clocks.ts';
import { behind } from './store/clocks.ts';

/** Whatever happens to a ticket may move its clocks; topics, organizations and a new time zone of the company may move all. */
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
    'ticket.escalated',
    'ticket.deescalated',
    'message.received',
    'message.sent',
    'sla.applied',
    'topics.changed',
    'organization.changed',
    'settings.changed',
  ],
  batch: 50,
  async reactToAll(tx, events) {
    if (events.some(movesAll)) await recomputeLater(tx, p);
    const newest = new Map(events.flatMap(({ ticketId, id }) => (ticketId === null ? [] : [[ticketId, id] as const])));
    await keepClocks(tx, p, { ticketIds: await behind(tx, newest) });
  },
});

function movesAll({ type, changes }: LoggedEvent): boolean {
  if (type === 'settings.changed') return 'timeZone' in changes;
  return type === 'topics.changed' || type === 'organization.changed';
}
