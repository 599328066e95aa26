import type { Reader } from '../platform/event-log/log-reader.ts';
import type { Platform } from '../platform/platform.ts';
import { keepClocks, recomputeLater } from './commands/keep-clocks.ts';
import { knowsEvent } from './store/clocks.ts';

/** Whatever happens to a ticket may move its clocks; a new time zone of the company moves all. */
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
    'ticket.tags_changed',
    'ticket.requester_changed',
    'ticket.merged',
    'ticket.took_in',
    'message.received',
    'message.sent',
    'settings.changed',
  ],
  async react(tx, event) {
    if (event.type === 'settings.changed' && 'timeZone' in event.changes) return recomputeLater(tx, p);
    if (event.ticketId === null || (await knowsEvent(tx, { ticketId: event.ticketId, eventId: event.id }))) return;
    await keepClocks(tx, p, { ticketId: event.ticketId });
  },
});
