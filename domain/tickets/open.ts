import type { EventDraft, FieldChanges, Reason } from '../events.ts';
import { fromAndTo } from './decide.ts';
import { statusOf } from './status.ts';
import { distinctTags } from './tag.ts';
import type { CustomFields, Priority, Status, Ticket } from './ticket.ts';

/** What is asked of a ticket that does not exist yet. */
export type AskedTicket = {
  subject: string;
  requesterId: number;
  organizationId: number | null;
  channel: string;
  inboxId: number | null;
  language: string | null;
  priority?: Priority;
  topicId?: number | null;
  teamId?: number | null;
  /** Where it goes when nobody named a team. */
  teamOfTopic?: number | null;
  assigneeId?: number | null;
  tags?: readonly string[];
  customFields?: CustomFields;
  message: {
    direction: 'in' | 'out' | 'internal';
    isAutomatic: boolean;
    reason: Reason | null;
    isHistory?: boolean;
    /** So old that nobody waits for an answer. */
    isSettled?: boolean;
  };
  reason?: Reason;
  mayBelongTo?: number;
  followUpOf?: number;
  relatedTo?: number;
  statuses: readonly Status[];
};

/** A ticket before it has an id and a number. */
export type Opening = Omit<Ticket, 'id' | 'number' | 'version' | 'mergedInto' | 'lastAuthorKind'>;

/** What nobody has done to a ticket that begins now. */
export function untouched(now: Date) {
  return {
    impact: null,
    urgency: null,
    resolution: null,
    snoozedUntil: null,
    reopenedCount: 0,
    statusChangedAt: now,
    closedAt: null,
    createdAt: now,
  };
}

/** What a new ticket begins as, and what happened. It is new, unless somebody already holds it: then it is open. */
export function open(asked: AskedTicket, now: Date): { ticket: Opening; events: EventDraft[] } {
  const isTaken = asked.assigneeId != null;
  const isAnswer = asked.message.direction === 'out' && !asked.message.isAutomatic;
  const ticket: Opening = {
    ...untouched(now),
    subject: asked.subject,
    status: statusOf(firstCategory(asked), asked.statuses),
    priority: asked.priority ?? 'medium',
    topicId: asked.topicId ?? null,
    teamId: asked.teamId ?? asked.teamOfTopic ?? null,
    tier: 1,
    assigneeId: asked.assigneeId ?? null,
    requesterId: asked.requesterId,
    organizationId: asked.organizationId,
    inboxId: asked.inboxId,
    channel: asked.channel,
    language: asked.language,
    tags: distinctTags(asked.tags ?? []),
    customFields: asked.customFields ?? {},
    firstRepliedAt: isAnswer ? now : null,
    assignedAt: isTaken ? now : null,
    solvedAt: asked.message.isSettled ? now : null,
  };
  return { ticket, events: openingEvents(ticket, asked) };
}

function firstCategory({ assigneeId, message }: AskedTicket) {
  if (message.isSettled) return 'solved';
  const isAnswer = message.direction === 'out' && !message.isAutomatic;
  return assigneeId != null || isAnswer ? 'open' : 'new';
}

const spoken = { in: 'message.received', out: 'message.sent', internal: 'message.noted' } as const;

function openingEvents(ticket: Opening, asked: AskedTicket): EventDraft[] {
  const history = asked.message.isHistory ? { isHistory: true } : {};
  const sent = sentToTeam(asked);
  const first = sent === null ? ticket : { ...ticket, teamId: null };
  const opened: EventDraft = { type: 'ticket.opened', changes: openingChanges(first), details: history };
  if (asked.reason) opened.reason = asked.reason;

  const said: EventDraft = {
    type: spoken[asked.message.direction],
    details: { isAutomatic: asked.message.isAutomatic, ...history },
  };
  if (asked.message.reason) said.reason = asked.message.reason;

  const events = sent === null ? [opened, said] : [opened, said, sent];
  const link = linkOf(asked);
  if (link === null) return events;
  const linked: EventDraft = { type: 'ticket.linked', details: link };
  if (asked.reason) linked.reason = asked.reason;
  return [...events, linked];
}

/** The team of its topic takes a ticket that nobody gave to one: an event of its own, which says why. */
function sentToTeam({ teamId, topicId, teamOfTopic }: AskedTicket): EventDraft | null {
  if (teamId != null || teamOfTopic == null) return null;
  const reason = { code: 'topic_team', values: { topicId: topicId ?? null, teamId: teamOfTopic } };
  return { type: 'ticket.assigned', changes: { teamId: [null, teamOfTopic] }, reason };
}

/** How a new ticket is tied to an older one from its first moment. */
export function linkOf(asked: Pick<AskedTicket, 'mayBelongTo' | 'followUpOf' | 'relatedTo'>) {
  if (asked.followUpOf !== undefined) return { kind: 'follow_up_of' as const, ticketId: asked.followUpOf };
  if (asked.mayBelongTo !== undefined) return { kind: 'may_belong_to' as const, ticketId: asked.mayBelongTo };
  return asked.relatedTo === undefined ? null : { kind: 'related' as const, ticketId: asked.relatedTo };
}

/** What a new ticket is, as its first event tells it. */
export function openingChanges(ticket: Partial<Opening>): FieldChanges {
  return Object.fromEntries(Object.entries(fromAndTo({}, ticket)).filter(([, [, to]]) => to !== null));
}
