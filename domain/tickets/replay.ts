import type { EventType, FieldChanges } from '../events.ts';
import type { Stands } from './merge.ts';

/** An event of a ticket's log, as far as its state depends on it. Times are ISO text, as the log keeps them. */
export type ReplayedEvent = {
  type: EventType;
  at: string;
  actorKind: 'agent' | 'contact' | 'rule' | 'system';
  ticketVersion: number | null;
  changes: FieldChanges;
  details: Record<string, unknown>;
};

/** The state of a ticket at the instant of its last replayed event, by the log's field names. */
export type ReplayedTicket = Record<string, unknown> & {
  version: number;
  messageCount: number;
  lastAuthorKind: string | null;
  lastCustomerMessageAt: string | null;
  lastAgentReplyAt: string | null;
};

const beforeAll: ReplayedTicket = {
  version: 0,
  messageCount: 0,
  lastAuthorKind: null,
  lastCustomerMessageAt: null,
  lastAgentReplyAt: null,
};

/** Rebuilds a ticket from its events, oldest first: enough to say what it was at any past instant. */
export function replay(events: readonly ReplayedEvent[]): ReplayedTicket {
  return events.reduce(step, beforeAll);
}

function step(ticket: ReplayedTicket, event: ReplayedEvent): ReplayedTicket {
  const next: ReplayedTicket = { ...ticket, ...said(ticket, event), version: event.ticketVersion ?? ticket.version };
  for (const [field, [, to]] of Object.entries(event.changes)) next[field] = to;
  return next;
}

function said(ticket: ReplayedTicket, event: ReplayedEvent): Partial<ReplayedTicket> {
  const messageCount = ticket.messageCount + 1;
  const isAutomatic = event.details.isAutomatic === true;
  switch (event.type) {
    case 'message.received':
      return { messageCount, lastCustomerMessageAt: event.at, ...(!isAutomatic && { lastAuthorKind: 'contact' }) };
    case 'message.sent':
      return { messageCount, ...(!isAutomatic && { lastAgentReplyAt: event.at, lastAuthorKind: event.actorKind }) };
    case 'message.noted':
      return { messageCount };
    case 'ticket.merged':
    case 'ticket.took_in':
    case 'ticket.unmerged':
    case 'ticket.gave_back':
    case 'ticket.split_off':
    case 'ticket.split_from':
      return event.details.stands as Stands;
    default:
      return {};
  }
}
