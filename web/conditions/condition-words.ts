import type { BuiltInId } from '../../domain/conditions/catalogue.ts';
import type { OperatorId } from '../../domain/conditions/operators.ts';
import { t } from '../../locales/translate.ts';
import { type ChoicesOf, ownFields } from './choices.ts';
import type { DraftGroup } from './draft.ts';

/** Every field of the catalogue has its name: one that is missing does not compile. */
const fields: Record<BuiltInId, () => string> = {
  status: () => t('Status'),
  status_category: () => t('Kind of status'),
  priority: () => t('Priority'),
  impact: () => t('Impact'),
  urgency: () => t('Urgency'),
  topic: () => t('Topic'),
  team: () => t('Team'),
  tier: () => t('Tier'),
  assignee: () => t('Assignee'),
  requester: () => t('Requester'),
  requester_name: () => t('Name of the requester'),
  requester_email: () => t('E-mail of the requester'),
  requester_phone: () => t('Phone of the requester'),
  requester_language: () => t('Language of the requester'),
  organization: () => t('Organization'),
  organization_name: () => t('Name of the organization'),
  organization_domain: () => t('Domain of the organization'),
  organization_is_vip: () => t('Organization is VIP'),
  inbox: () => t('Inbox'),
  channel: () => t('Channel'),
  language: () => t('Language'),
  tags: () => t('Tags'),
  subject: () => t('Subject'),
  message_text: () => t('Text of the message'),
  message_new_text: () => t('New text of the message'),
  number: () => t('Number'),
  reopened_count: () => t('Times reopened'),
  message_count: () => t('Number of messages'),
  awaits_reply: () => t('Waits for an answer'),
  has_resolution: () => t('Has a resolution record'),
  resolution_cause: () => t('Cause in the resolution'),
  resolution_outcome: () => t('Outcome in the resolution'),
  is_merged: () => t('Merged into another ticket'),
  is_sla_broken: () => t('A promise was broken'),
  is_open_now: () => t('Business hours are open now'),
  created_at: () => t('Opened'),
  updated_at: () => t('Last changed'),
  status_changed_at: () => t('Status last changed'),
  assigned_at: () => t('Assigned at'),
  first_replied_at: () => t('First answered'),
  last_message_at: () => t('Last message'),
  last_customer_message_at: () => t('Last message of the customer'),
  last_reply_at: () => t('Last answer of an agent'),
  next_due_at: () => t('Next due'),
  snoozed_until: () => t('Snoozed until'),
  solved_at: () => t('Solved at'),
  closed_at: () => t('Closed at'),
};

export function fieldName(field: string, choicesOf?: ChoicesOf): string {
  if (Object.hasOwn(fields, field)) return fields[field as BuiltInId]();
  return choicesOf?.(ownFields)?.find(({ id }) => id === field)?.label ?? field;
}

const operators: Record<OperatorId, () => string> = {
  is: () => t('is'),
  is_not: () => t('is not'),
  any_of: () => t('is one of'),
  none_of: () => t('is none of'),
  is_set: () => t('is set'),
  is_not_set: () => t('is not set'),
  at_least: () => t('is at least'),
  at_most: () => t('is at most'),
  contains: () => t('contains'),
  not_contains: () => t('does not contain'),
  starts_with: () => t('starts with'),
  matches: () => t('matches the pattern'),
  less_than: () => t('is less than'),
  greater_than: () => t('is more than'),
  before: () => t('is before'),
  after: () => t('is after'),
  is_past: () => t('is past'),
  hours_since_more_than: () => t('is longer ago than'),
  hours_since_less_than: () => t('is less long ago than'),
  business_hours_since_more_than: () => t('is longer ago, in business hours, than'),
  business_hours_since_less_than: () => t('is less long ago, in business hours, than'),
  hours_until_more_than: () => t('is further ahead than'),
  hours_until_less_than: () => t('is nearer ahead than'),
  has_any: () => t('has any of'),
  has_all: () => t('has all of'),
  has_none: () => t('has none of'),
  changed: () => t('changed'),
  changed_from: () => t('changed from'),
  changed_to: () => t('changed to'),
  gained: () => t('gained any of'),
  lost: () => t('lost any of'),
};

export function operatorName(operator: string): string {
  return Object.hasOwn(operators, operator) ? operators[operator as OperatorId]() : operator;
}

export function groupName(how: DraftGroup['how']): string {
  if (how === 'all') return t('All of these hold');
  return how === 'any' ? t('At least one of these holds') : t('None of these holds');
}
