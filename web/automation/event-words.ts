import type { TriggerEvent } from '../../domain/automation/rule.ts';
import { t } from '../../locales/translate.ts';

/** What a trigger listens to, as it stands after "When". A new event needs its words here to compile. */
const names: Record<TriggerEvent, () => string> = {
  'ticket.opened': () => t('a ticket is opened'),
  'message.received': () => t('a customer writes'),
  'message.sent': () => t('an answer is sent'),
  'message.noted': () => t('a note is added'),
  'ticket.status_changed': () => t('the status changes'),
  'ticket.solved': () => t('a ticket is solved'),
  'ticket.closed': () => t('a ticket is closed'),
  'ticket.reopened': () => t('a ticket is reopened'),
  'ticket.assigned': () => t('a team or an agent gets a ticket'),
  'ticket.priority_changed': () => t('the priority changes'),
  'ticket.topic_changed': () => t('the topic changes'),
  'ticket.tags_changed': () => t('the tags change'),
  'ticket.fields_changed': () => t('a field changes'),
  'ticket.graded': () => t('impact or urgency change'),
  'ticket.escalated': () => t('a ticket is escalated'),
  'ticket.deescalated': () => t('a ticket is given back'),
  'ticket.snoozed': () => t('a ticket is snoozed'),
  'ticket.woke': () => t('a snoozed ticket wakes'),
  'ticket.resolution_recorded': () => t('a resolution is written down'),
  'ticket.requester_changed': () => t('the requester changes'),
  'ticket.took_in': () => t('another ticket is merged into it'),
  'agent.mentioned': () => t('an agent is mentioned'),
  'delivery.bounced': () => t('a message comes back'),
  'delivery.failed': () => t('a message cannot be delivered'),
  'sla.warned': () => t('a promise is soon due'),
  'sla.breached': () => t('a promise is late'),
};

export function eventName(type: string): string {
  return Object.hasOwn(names, type) ? names[type as TriggerEvent]() : type;
}
