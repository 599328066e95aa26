import type { Reader } from '../platform/event-log/log-reader.ts';
import type { Platform } from '../platform/platform.ts';
import { deliverLater } from './commands/deliver.ts';
import { queuedDeliveries } from './store/deliveries.ts';

/** What was written publicly and has somebody to go to is sent by a job, enqueued with the cursor's own step. */
export const inboxesReader = (p: Platform): Reader => ({
  name: 'inboxes',
  types: ['message.sent'],
  async react(tx, event) {
    if (event.messageId === null) return;
    for (const id of await queuedDeliveries(tx, event.messageId)) await deliverLater(tx, p, { id, at: null });
  },
});
