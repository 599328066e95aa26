import type { ParkedMail } from '../../../contract/inboxes.ts';
import { t } from '../../../locales/translate.ts';

const causes: Record<string, () => string> = {
  mail_too_many_parts: () => t('It has more parts than the desk reads. Such mail is almost always made to do harm.'),
  mail_too_deep: () =>
    t('Its parts are nested deeper than the desk reads. Such mail is almost always made to do harm.'),
  mail_header_too_large: () => t('Its header is larger than the desk reads.'),
  mail_too_large: () => t('It is larger than the desk takes. Try again once the limit is raised.'),
  mail_incomplete: () => t('It is too large, so only its header was fetched. Try again once the limit is raised.'),
  mail_unreadable: () => t('It is damaged: the desk could not make sense of it.'),
  mail_empty: () => t('The mail server sends it empty.'),
  mail_gone: () => t('It is not in the mailbox any more, so it cannot be fetched whole.'),
  mail_renumbered: () => t('The mailbox was rebuilt since, so it cannot be found there any more.'),
  mail_place_unknown: () => t('It is not known where in the mailbox this mail is.'),
  edit_not_supported: () => t('Its sender changed a message. What was first said is in its ticket.'),
  worker_timeout: () => t('Reading it took too long.'),
  worker_memory: () => t('Reading it took more memory than the desk gives.'),
  worker_failed: () => t('Reading it broke off.'),
  agent_turned_off: () => t('It answers a notification for somebody who does not work here any more.'),
  agent_token_of_another: () =>
    t('It answers a notification for an agent from an address that is not theirs. Somebody may be pretending.'),
  agent_lost_access: () => t('It answers a notification about a ticket that its writer may not see any more.'),
  agent_may_not_write: () =>
    t('It answers a notification, but the role of its writer does not allow writing in tickets.'),
};

/** Why a mail was not filed, in the reader's language. */
export function causeInWords({ code }: Pick<ParkedMail, 'code'>): string {
  return causes[code ?? '']?.() ?? t('Something unexpected went wrong while it was filed.');
}

const readers: Record<string, () => string> = {
  inboxes: () => t('Sending of messages'),
  confirmations: () => t('Confirmation mails'),
  notifications: () => t('Notifications of agents'),
};

/** The part of the desk that follows what happens, by its name. */
export function readerName(reader: string): string {
  return readers[reader]?.() ?? reader;
}

const events: Record<string, () => string> = {
  'ticket.opened': () => t('a ticket was opened'),
  'ticket.assigned': () => t('a ticket was assigned'),
  'message.received': () => t('a message came in'),
  'message.sent': () => t('a message was written'),
  'agent.mentioned': () => t('an agent was mentioned'),
  'agent.notified': () => t('a rule called an agent'),
  'ticket.woke': () => t('a snoozed ticket came back'),
  'delivery.failed': () => t('a message could not be delivered'),
  'delivery.bounced': () => t('a message came back'),
  'security.suspicion': () => t('something looked suspicious'),
  'inbound.parked': () => t('a mail was parked'),
};

/** What happened, as the middle of a sentence. */
export function eventName(type: string): string {
  return events[type]?.() ?? type;
}
