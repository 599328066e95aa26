import type { TicketChanges } from './tickets/ticket.ts';

/** The closed list of things that can happen. Past tense; a reader subscribes to types, never to a channel. */
export const eventTypes = [
  'ticket.opened',
  'ticket.status_changed',
  'ticket.solved',
  'ticket.closed',
  'ticket.solve_refused', // an agent asked for it by mail, and something was missing; the reason says what
  'ticket.reopened',
  'ticket.assigned', // team or assignee changed
  'ticket.not_assigned', // the desk looked for somebody and found nobody; the reason says why
  'ticket.priority_changed',
  'ticket.topic_changed',
  'ticket.graded', // impact or urgency
  'ticket.resolution_recorded', // what was found and done, or that it was taken away
  'ticket.tags_changed',
  'ticket.fields_changed', // values of the desk's own fields, each as `field:<key>`
  'ticket.question_ticked', // of the checklist of its topic; ticked or not
  'ticket.requester_changed',
  'ticket.linked',
  'ticket.unlinked',
  'ticket.merged', // all that was said went to another ticket
  'ticket.took_in', // and this is the other ticket
  'ticket.unmerged', // a merge was undone: all that was said in it came back
  'ticket.gave_back', // and this is the other ticket
  'ticket.split_off', // some of its messages went to a new ticket
  'ticket.split_from', // and this is the new ticket
  'ticket.participants_changed',
  'ticket.escalated', // handed up, to a tier or a team; the details say why
  'ticket.deescalated', // and given back to who had it
  'ticket.snoozed',
  'ticket.woke', // by hand, at its instant, or because the customer wrote: the reason says which
  'ticket.followed', // an agent watches it from now on
  'message.received', // a contact wrote publicly
  'message.sent', // an agent or rule wrote publicly
  'message.noted', // an internal note
  'message.withheld', // the desk would have written by itself and did not; the reason says why
  'agent.mentioned',
  'agent.notified', // a rule called them to the ticket
  'delivery.sent',
  'delivery.failed',
  'delivery.bounced',
  'delivery.updated', // delivered, read ... as the provider tells
  'sla.warned', // little is left of a promise
  'sla.breached', // its time is up
  'sla.applied', // a rule gave it a policy, or took it away
  'sla.recomputed', // a change of policies or business hours moved when the ticket is due
  'contact.created',
  'contact.changed',
  'contact.merged', // another contact was found to be the same person
  'contact.unmerged', // and found not to be
  'contact.removed', // an import that made them was undone
  'organization.changed',
  'agent.changed',
  'team.changed',
  'inbox.changed',
  'fields.changed',
  'topics.changed',
  'inbound.parked',
  'inbound.released',
  'sla_policies.changed',
  'business_hours.changed',
  'rules.changed', // triggers and automations
  'macros.changed', // everybody's
  'views.changed', // everybody's and teams'
  'assignment.changed', // how tickets are given out: methods, limits, skills
  'settings.changed',
  'security.suspicion', // something looked wrong; `reason` says what
] as const;
export type EventType = (typeof eventTypes)[number];

/** From and to of every changed field, by field name: enough to rebuild the ticket at any past instant. */
export type FieldChanges = Record<string, readonly [from: unknown, to: unknown]>;

/** Why the desk did something by itself: a code the browser has a sentence for, and the values that decided. */
export type Reason = { code: string; values: Record<string, unknown> };

/**
 * What set it off. `depth` counts how many rules stand between the person and this event; `chain` names those it came of, the
 * first one first, and is absent where no rule did.
 */
export type Cause = {
  kind: 'agent' | 'contact' | 'rule' | 'system';
  id: number | null;
  depth: number;
  chain?: readonly number[];
  /** What the rule that did it answered: with the rule, this names one run of it. */
  occasion?: Occasion;
  /** By which macro an agent did it, as it was called then. */
  macro?: MacroUsed;
};

/** What set a rule off: an event, or the instant at which its condition became true. */
export type Occasion = { eventId: number } | { crossingAt: string };

/** `at`: when it was used; all that it did then names the same instant. */
export type MacroUsed = { id: string; name: string; at: string };

/** What a rule says happened; the shell adds who, when, which ticket and the cause. */
export type EventDraft = {
  type: EventType;
  changes?: FieldChanges;
  reason?: Reason;
  details?: Record<string, unknown>;
};

/** What a rule answers: the fields to change and what happened. Nothing happened: no events, nothing to save. */
export type Decision = { changes: TicketChanges; events: EventDraft[] };

export const unchanged: Decision = { changes: {}, events: [] };
