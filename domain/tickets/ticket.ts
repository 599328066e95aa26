/** Priorities in the order they sort: critical first. */
export const priorities = ['critical', 'high', 'medium', 'low'] as const;
export type Priority = (typeof priorities)[number];

/** Every status, however an admin names it, sits in one of these; SLA, routing and reports speak of the category. */
export const statusCategories = ['new', 'open', 'pending', 'on_hold', 'solved', 'closed'] as const;
export type StatusCategory = (typeof statusCategories)[number];

export type Status = { id: number; slug: string; category: StatusCategory };

/** Position of a category in `statusCategories`; what the database stores, so that "active" is `rank < rank('solved')`. */
export function categoryRank(category: StatusCategory): number {
  return statusCategories.indexOf(category);
}

/** Position of a priority in `priorities`; what the database stores. */
export function priorityRank(priority: Priority): number {
  return priorities.indexOf(priority);
}

/** Categories in which somebody still owes the ticket work. */
export function isActive(category: StatusCategory): boolean {
  return categoryRank(category) < categoryRank('solved');
}

/** How much is hit and how soon it hurts, from 1 (high) to 3 (low). */
export type Grade = 1 | 2 | 3;

/** What was found and done when a ticket was solved: a record of its own, not a message. */
export type Resolution = { cause: string; steps: string; outcome: string };

/** Values of the desk's own fields, by the field's key. A field without a value is absent. */
export type CustomFields = Readonly<Record<string, string | number | boolean | readonly string[]>>;

/** A ticket as the rules see it. Ids are the database's; times are instants. */
export type Ticket = {
  id: number;
  number: number;
  version: number;
  subject: string;
  status: Status;
  priority: Priority;
  topicId: number | null;
  teamId: number | null;
  /** Within the team, 1 is where tickets begin. */
  tier: number;
  assigneeId: number | null;
  requesterId: number;
  organizationId: number | null;
  inboxId: number | null;
  channel: string;
  language: string | null;
  tags: readonly string[];
  customFields: CustomFields;
  impact: Grade | null;
  urgency: Grade | null;
  resolution: Resolution | null;
  /** Out of the working views until then. */
  snoozedUntil: Date | null;
  mergedInto: number | null;
  reopenedCount: number;
  firstRepliedAt: Date | null;
  statusChangedAt: Date;
  assignedAt: Date | null;
  solvedAt: Date | null;
  closedAt: Date | null;
  createdAt: Date;
  lastAuthorKind: 'contact' | 'agent' | 'rule' | 'system' | null;
};

/** The fields a decision may change. Times that follow from a change (solvedAt ...) are part of the decision too. */
export type TicketChanges = Partial<
  Pick<
    Ticket,
    | 'subject'
    | 'status'
    | 'priority'
    | 'topicId'
    | 'teamId'
    | 'tier'
    | 'assigneeId'
    | 'requesterId'
    | 'organizationId'
    | 'tags'
    | 'customFields'
    | 'impact'
    | 'urgency'
    | 'resolution'
    | 'snoozedUntil'
    | 'language'
    | 'reopenedCount'
    | 'firstRepliedAt'
    | 'statusChangedAt'
    | 'assignedAt'
    | 'solvedAt'
    | 'closedAt'
    | 'mergedInto'
  >
>;
