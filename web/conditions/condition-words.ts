import type { FieldId } from '../../domain/conditions/catalogue.ts';
import { t } from '../../locales/translate.ts';
import type { DraftGroup } from './draft.ts';

/** Every field of the catalogue has its name: one that is missing does not compile. */
const fields: Record<FieldId, () => string> = {
  status: () => t('Status'),
  status_category: () => t('Kind of status'),
  priority: () => t('Priority'),
  topic: () => t('Topic'),
  team: () => t('Team'),
  assignee: () => t('Assignee'),
  requester: () => t('Requester'),
  requester_name: () => t('Name of the requester'),
  requester_email: () => t('E-mail of the requester'),
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
  created_at: () => t('Opened'),
  updated_at: () => t('Last changed'),
  status_changed_at: () => t('Status last changed'),
  first_replied_at: () => t('First answered'),
  last_customer_message_at: () => t('Last message of the customer'),
  last_reply_at: () => t('Last answer of an agent'),
  next_due_at: () => t('Next due'),
  solved_at: () => t('Solved at'),
  closed_at: () => t('Closed at'),
};

export function fieldName(field: string): string {
  return Object.hasOwn(fields, field) ? fields[field as FieldId]() : field;
}

const operators: Record<string, () => string> = {
  is: () => t('is'),
  is_not: () => t('is not'),
  any_of: () => t('is one of'),
  none_of: () => t('is none of'),
  is_set: () => t('is set'),
  is_not_set: () => t('is not set'),
  contains: () => t('contains'),
  not_contains: () => t('does not contain'),
  starts_with: () => t('starts with'),
  matches: () => t('matches the pattern'),
  less_than: () => t('is less than'),
  greater_than: () => t('is more than'),
  before: () => t('is before'),
  after: () => t('is after'),
  hours_since_more_than: () => t('is more hours ago than'),
  hours_since_less_than: () => t('is fewer hours ago than'),
  has_any: () => t('has any of'),
  has_all: () => t('has all of'),
  has_none: () => t('has none of'),
};

export function operatorName(operator: string): string {
  return operators[operator]?.() ?? operator;
}

export function groupName(how: DraftGroup['how']): string {
  if (how === 'all') return t('All of these hold');
  return how === 'any' ? t('At least one of these holds') : t('None of these holds');
}
