import type { Reader } from '../platform/event-log/log-reader.ts';
import type { Platform } from '../platform/platform.ts';
import { confirmLater, confirms } from './commands/confirm.ts';
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

/** Whoever opens a ticket by mail hears its number, where their inbox says so: a job asks the loop rules and writes. */
export const confirmationsReader = (p: Platform): Reader => ({
  name: 'confirmations',
  types: ['ticket.opened'],
  batch: 50,
  async react(tx, event) {
    const inboxId = event.changes.inboxId?.[1];
    if (event.ticketId === null || event.actorKind !== 'contact' || event.details.isHistory === true) return;
    if (typeof inboxId !== 'number') return;
    if (await confirms(p, inboxId)) await confirmLater(tx, p, event.ticketId);
  },
});
