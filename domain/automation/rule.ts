import type { Condition } from '../conditions/condition.ts';
import type { EventType } from '../events.ts';

/** A trigger runs when something happens, an automation when time has made its condition true. */
export const ruleKinds = ['trigger', 'automation'] as const;
export type RuleKind = (typeof ruleKinds)[number];

/** What a trigger can listen to, in the order it is offered. */
export const triggerEvents = [
  'ticket.opened',
  'message.received',
  'message.sent',
  'message.noted',
  'ticket.status_changed',
  'ticket.solved',
  'ticket.closed',
  'ticket.reopened',
  'ticket.assigned',
  'ticket.priority_changed',
  'ticket.topic_changed',
  'ticket.tags_changed',
  'ticket.fields_changed',
  'ticket.graded',
  'ticket.escalated',
  'ticket.deescalated',
  'ticket.snoozed',
  'ticket.woke',
  'ticket.resolution_recorded',
  'ticket.requester_changed',
  'ticket.took_in',
  'agent.mentioned',
  'delivery.bounced',
  'delivery.failed',
  'sla.warned',
  'sla.breached',
] as const satisfies readonly EventType[];
export type TriggerEvent = (typeof triggerEvents)[number];

/** An action by its id in `server/automation/actions/`, with the values its own schema describes. */
export type RuleAction = { action: string; params: Record<string, unknown> };

/** For the tickets of these inboxes and teams only, by their public ids; an empty list means all. */
export type RuleScope = { inboxes: readonly string[]; teams: readonly string[] };

/** A rule as the desk runs it. Rules of a kind run in the order of their positions. */
export type Rule = {
  id: number;
  kind: RuleKind;
  /** What a trigger listens to; nothing for an automation. */
  listensTo: readonly TriggerEvent[];
  scope: RuleScope;
  condition: Condition;
  actions: readonly RuleAction[];
};
