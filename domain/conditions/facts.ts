import type { CustomFields, Grade, Priority, Resolution, StatusCategory } from '../tickets/ticket.ts';

/** Something another row names: its database id, and the key the world knows it by (uuid, or the slug of a status). */
export type Named = { id: number; key: string };

/** Everything a condition can ask of a ticket, already read. Absent is null; a ticket without tags has an empty list. */
export type TicketFacts = {
  number: number;
  subject: string;
  status: Named;
  statusCategory: StatusCategory;
  priority: Priority;
  impact: Grade | null;
  urgency: Grade | null;
  topic: Named | null;
  team: Named | null;
  tier: number;
  assignee: Named | null;
  requester: Named & {
    name: string;
    emails: readonly string[];
    phones: readonly string[];
    language: string | null;
    customFields: CustomFields;
  };
  organization:
    | (Named & { name: string; domains: readonly string[]; isVip: boolean; customFields: CustomFields })
    | null;
  inbox: Named | null;
  channel: string;
  language: string | null;
  tags: readonly string[];
  customFields: CustomFields;
  resolution: Resolution | null;
  isMerged: boolean;
  awaitsReply: boolean;
  /** A promise of this ticket was ever broken, kept late or not at all. */
  isSlaBroken: boolean;
  reopenedCount: number;
  messageCount: number;
  createdAt: Date;
  updatedAt: Date;
  statusChangedAt: Date;
  assignedAt: Date | null;
  firstRepliedAt: Date | null;
  lastMessageAt: Date;
  lastCustomerMessageAt: Date | null;
  lastReplyAt: Date | null;
  nextDueAt: Date | null;
  snoozedUntil: Date | null;
  solvedAt: Date | null;
  closedAt: Date | null;
  /** What happened, for conditions asked about an event; absent when asked about a ticket at rest. */
  event?: EventFacts;
};

/** One event: what was said, and the facts that it changed, as they were and as it made them. */
export type EventFacts = {
  messageText: string | null;
  before?: Partial<TicketFacts>;
  after?: Partial<TicketFacts>;
};
