import type { EventType } from './events.ts';

/** What an agent may be told of, in the order it is shown. */
export const notificationEvents = ['assigned', 'answered', 'mentioned', 'called', 'undelivered', 'woke'] as const;
export type NotificationEvent = (typeof notificationEvents)[number];
/** How an agent wants to hear of it. */
export type NotificationChoice = { inApp: boolean; byMail: boolean };

export const usualChoice: NotificationChoice = { inApp: true, byMail: true };

/** One mail about a ticket, then silence for this long: what happens meanwhile waits for the next. */
export const mailPauseMinutes = 2;

/** News older than this is not mailed any more: after a long silence (a restore, a stop) it would only be noise. */
export const mailedWithinHours = 12;

const events: Partial<Record<EventType, NotificationEvent>> = {
  'ticket.opened': 'assigned',
  'ticket.assigned': 'assigned',
  'message.received': 'answered',
  'agent.mentioned': 'mentioned',
  'agent.notified': 'called',
  'delivery.failed': 'undelivered',
  'delivery.bounced': 'undelivered',
  'ticket.solve_refused': 'undelivered',
  'ticket.woke': 'woke',
};

/** News that agents caused themselves and still hear of: they did it by mail and saw no screen. */
export const ownNews: readonly EventType[] = ['ticket.solve_refused'];

/** Which of the agent's choices an event falls under. */
export function notificationEventOf(type: EventType): NotificationEvent | null {
  return events[type] ?? null;
}
