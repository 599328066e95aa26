import { z } from 'zod';
import { ruleKinds } from '../domain/automation/rule.ts';
import { deciding } from './automation.ts';
import {
  agentRef,
  contactRef,
  emailAddress,
  inboxRef,
  instant,
  next,
  organizationRef,
  page,
  priority,
  publicId,
  reason,
  shortText,
  statusCategory,
  tag,
  teamRef,
  topicRef,
} from './common.ts';
import { escalation } from './escalations.ts';
import { fieldValues, givenFields } from './fields.ts';
import { merge } from './merges.ts';
import { message, messageText } from './messages.ts';

/** Refers to a team, agent or topic: its uuid, slug or e-mail address; `me` and `none` where that makes sense. */
export const reference = z.string().trim().min(1).max(254);
const nullableReference = z.union([reference, z.null()]);

export const ticketNumber = z.coerce.number().int().positive();
export const ticketParams = z.strictObject({ number: ticketNumber });

/** What a list shows of a ticket. */
export const ticketRow = z.strictObject({
  id: publicId,
  number: z.number().int(),
  subject: z.string(),
  status: z.string(),
  statusCategory,
  priority,
  requester: contactRef,
  organization: organizationRef.nullable(),
  assignee: agentRef.nullable(),
  team: teamRef.nullable(),
  topic: topicRef.nullable(),
  inbox: inboxRef.nullable(),
  channel: z.string(),
  language: z.string().nullable(),
  tags: z.array(z.string()),
  preview: z.string(),
  messageCount: z.number().int(),
  /** The newest public message is the customer's: somebody owes an answer. */
  awaitsReply: z.boolean(),
  version: z.number().int(),
  nextDueAt: instant.nullable(),
  snoozedUntil: instant.nullable(),
  lastMessageAt: instant,
  createdAt: instant,
  updatedAt: instant,
});
export type TicketRow = z.infer<typeof ticketRow>;

/** What was found and done when a ticket was solved. */
export const resolution = z.strictObject({ cause: z.string(), steps: z.string(), outcome: z.string() });
export const resolutionBody = z.strictObject({
  cause: z.string().trim().min(1).max(5_000),
  steps: z.string().trim().max(20_000).default(''),
  outcome: z.string().trim().max(5_000).default(''),
});
const grade = z.union([z.literal(1), z.literal(2), z.literal(3)]).nullable();

/** The whole ticket. `lastSeenMessage` is what a reply sends back as `seen`. */
export const ticket = ticketRow.extend({
  lastMessageId: publicId.nullable(),
  firstRepliedAt: instant.nullable(),
  solvedAt: instant.nullable(),
  closedAt: instant.nullable(),
  reopenedCount: z.number().int(),
  mergedInto: z.number().int().nullable(),
  merge: merge.nullable(),
  resolution: resolution.nullable(),
  /** From 1 (high) to 3 (low); null while nobody said. */
  impact: grade,
  urgency: grade,
  /** The tier of its team it stands in, how it is called there, and how many the team has. */
  tier: z.strictObject({ number: z.int(), name: z.string(), of: z.int() }),
  escalation: escalation.nullable(),
  /** The customer woke it: until when it would have slept. Null once somebody answered. */
  wokenFrom: instant.nullable(),
  links: z.array(z.strictObject({ kind: z.string(), number: z.number().int(), subject: z.string(), statusCategory })),
  followers: z.array(agentRef),
  /** Where the next reply goes, when that is not the requester's address as shown: their newest message asked for it. */
  answerTo: z.string().nullable(),
  /** Contacts beside the requester: they get copies. `isNewOutsider`: the next reply would be the first to reach them. */
  participants: z.array(
    z.strictObject({
      id: publicId,
      name: z.string(),
      email: z.string().nullable(),
      joinedAt: instant,
      isNewOutsider: z.boolean(),
    }),
  ),
  /** Values of the desk's own fields, by the field's key. */
  fields: fieldValues,
  /** What was ticked off the checklist of its topic, by whom and when. */
  ticked: z.array(z.strictObject({ question: publicId, by: z.string().nullable(), at: instant })),
  /** What this agent may do here; the screen shows only that. */
  can: z.strictObject({ reply: z.boolean(), note: z.boolean(), update: z.boolean() }),
});
export type Ticket = z.infer<typeof ticket>;
export const ticketReply = z.strictObject({ ticket, messages: z.array(message).optional() });

/** `number` stands at the top too: what a script that opens tickets is after. */
export const openedReply = z.strictObject({ number: z.number().int(), ticket });

/** `followUpOf`: the solved or closed ticket this one carries on. It has that one's requester where none is named, and its inbox. */
export const openTicketBody = z
  .strictObject({
    subject: shortText,
    requester: z.strictObject({ name: z.string().trim().max(200).optional(), email: emailAddress }).optional(),
    followUpOf: ticketNumber.optional(),
    message: messageText,
    priority: priority.optional(),
    topic: nullableReference.optional(),
    team: nullableReference.optional(),
    assignee: nullableReference.optional(),
    tags: z.array(tag).max(50).optional(),
    inbox: publicId.optional(),
    fields: givenFields.optional(),
  })
  .refine(({ requester, followUpOf }) => requester !== undefined || followUpOf !== undefined, {
    message: 'Say who asks.',
    path: ['requester', 'email'],
  });
export type OpenTicketBody = z.infer<typeof openTicketBody>;

export const sorts = ['due', 'updated', 'created', 'priority'] as const;
/**
 * `view`: id or slug (`team:<slug>` for a team's). `status`: the slug of a status, or a category, which means all its statuses.
 * `team` and `assignee`: uuid, slug or e-mail address, `me`, `none`. Everything given narrows the list.
 */
export const listTicketsQuery = z.strictObject({
  view: z.string().min(1).max(100).optional(),
  status: z.string().min(1).max(100).optional(),
  team: reference.optional(),
  assignee: reference.optional(),
  requester: publicId.optional(),
  organization: publicId.optional(),
  sort: z.enum(sorts).optional(),
  /** The order from behind; of a view its own unless the caller says one. */
  reversed: z.stringbool().optional(),
  /** Each ticket with the values of the desk's own fields too. */
  include: z.enum(['fields']).optional(),
  ...page,
});
export const listedTicket = ticketRow.extend({ fields: fieldValues.optional() });
export type ListedTicket = z.infer<typeof listedTicket>;
export const ticketList = z.strictObject({ tickets: z.array(listedTicket), next });

export const getTicketQuery = z.strictObject({ include: z.enum(['messages']).optional() });

/** `version` is the one that was read; the patch is refused (409) only when one of its own fields changed since. */
export const updateTicketBody = z.strictObject({
  version: z.number().int().positive(),
  status: z.string().max(60).optional(),
  priority: priority.optional(),
  team: nullableReference.optional(),
  assignee: nullableReference.optional(),
  topic: nullableReference.optional(),
  tags: z.array(tag).max(50).optional(),
  fields: givenFields.optional(),
  impact: grade.optional(),
  urgency: grade.optional(),
});
export type UpdateTicketBody = z.infer<typeof updateTicketBody>;

/** `add` are people who get copies from now on; `remove` are ids of participants. */
export const participantsBody = z
  .strictObject({
    add: z
      .array(z.strictObject({ email: emailAddress, name: z.string().trim().max(200).optional() }))
      .max(20)
      .optional(),
    remove: z.array(publicId).max(50).optional(),
  })
  .refine(({ add = [], remove = [] }) => add.length + remove.length > 0, { message: 'Add or remove somebody.' });
export type ParticipantsBody = z.infer<typeof participantsBody>;

/** Whether a ticket belongs to the one it is linked to as `may_belong_to`. */
export const belongingBody = z.strictObject({ number: ticketNumber, belongs: z.boolean() });
export type BelongingBody = z.infer<typeof belongingBody>;
/** The ticket to go on with: the other one when it took this one in. */
export const belongingReply = z.strictObject({ number: z.number().int() });

/** How a rule came to act: a trigger upon an event, an automation at its instant, and the question that settled it. */
const ruleRun = z.strictObject({
  kind: z.enum(ruleKinds),
  eventType: z.string().nullable(),
  crossedAt: instant.nullable(),
  deciding: deciding.nullable(),
});
export type RuleRun = z.infer<typeof ruleRun>;

/**
 * One line of the history: what happened, who did it, why. Where `changes`, `details` and the reason's values speak of an
 * agent, team, topic, contact, organization, inbox or ticket, they hold `{id, name}` (`{number, subject}`), else plain values.
 */
export const historyEntry = z.strictObject({
  id: z.string(),
  at: instant,
  type: z.string(),
  actor: z.strictObject({ kind: z.enum(['agent', 'contact', 'rule', 'system']), name: z.string().nullable() }),
  /** By which macro the agent did it, as it was called then. */
  macro: z.string().nullable(),
  /** Of what a rule did upon this ticket. */
  run: ruleRun.nullable(),
  channel: z.string().nullable(),
  /** From and to, two values, by field. */
  changes: z.record(z.string(), z.array(z.unknown())),
  reason: reason.nullable(),
  details: z.record(z.string(), z.unknown()),
  messageId: publicId.nullable(),
});
export type HistoryEntry = z.infer<typeof historyEntry>;
/** Newest first; `after` leads to what happened before. */
export const historyQuery = z.strictObject({ ...page });
export const historyReply = z.strictObject({ history: z.array(historyEntry), next });

/** A question of the checklist of the ticket's topic. */
export const tickParams = z.strictObject({ number: ticketNumber, questionId: publicId });
export const statusList = z.strictObject({
  statuses: z.array(
    z.strictObject({ slug: z.string(), name: z.record(z.string(), z.string()), category: statusCategory }),
  ),
});
