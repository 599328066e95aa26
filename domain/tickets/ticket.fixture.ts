import { type Status, type StatusCategory, statusCategories, type Ticket } from './ticket.ts';

/** What tests of decisions begin with: a status for each category, and a ticket that is like any other. */
export const statuses: Status[] = statusCategories.map((category, index) => ({
  id: index + 1,
  slug: category,
  category,
}));

export function statusIn(category: StatusCategory): Status {
  return statuses.find((status) => status.category === category) as Status;
}

export function aTicket(more: Partial<Ticket> = {}): Ticket {
  const createdAt = new Date('2026-11-20T12:00:00.000Z');
  return {
    id: 42,
    number: 42,
    version: 1,
    subject: 'Boleto',
    status: statusIn('open'),
    priority: 'medium',
    topicId: null,
    teamId: null,
    tier: 1,
    assigneeId: null,
    requesterId: 7,
    organizationId: null,
    inboxId: 1,
    channel: 'email',
    language: 'pt-BR',
    tags: [],
    customFields: {},
    impact: null,
    urgency: null,
    resolution: null,
    snoozedUntil: null,
    mergedInto: null,
    reopenedCount: 0,
    firstRepliedAt: null,
    statusChangedAt: createdAt,
    assignedAt: null,
    solvedAt: null,
    closedAt: null,
    createdAt,
    lastAuthorKind: 'contact',
    ...more,
  };
}
