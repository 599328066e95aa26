import type { Priority, StatusCategory } from '../tickets/ticket.ts';

/** Something another row names: its database id, and the key the world knows it by (uuid, or the slug of a status). */
export type Named = { id: number; key: string };

/** Everything a condition can ask of a ticket, already read. Absent is null; a ticket without tags has an empty list. */
export type TicketFacts = {
  number: number;
  subject: string;
  status: Named;
  statusCategory: StatusCategory;
  priority: Priority;
  topic: Named | null;
  team: Named | null;
  assignee: Named | null;
  requester: Named & { name: string; emails: readonly string[] };
  organization: (Named & { name: string; domains: readonly string[]; isVip: boolean }) | null;
  inbox: Named | null;
  channel: string;
  language: string | null;
  tags: readonly string[];
  awaitsReply: boolean;
  reopenedCount: number;
  messageCount: number;
  createdAt: Date;
  updatedAt: Date;
  statusChangedAt: Date;
  firstRepliedAt: Date | null;
  lastCustomerMessageAt: Date | null;
  lastReplyAt: Date | null;
  nextDueAt: Date | null;
  solvedAt: Date | null;
  closedAt: Date | null;
  /** What happened, for conditions asked about an event; absent when asked about a ticket at rest. */
  event?: { messageText: string | null };
};
