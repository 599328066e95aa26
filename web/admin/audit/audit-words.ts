import type { AssignmentMethod } from '../../../domain/assignment/candidate.ts';
import { t } from '../../../locales/translate.ts';
import { languageChoices } from '../../app/language-choices.ts';
import { roleName } from '../agents/role-words.ts';
import { methodName } from '../assignment/assignment-words.ts';
import { suspicionInWords } from './suspicion-words.ts';

const actions: Record<string, () => string> = {
  'agent.added': () => t('Agent added'),
  'agent.changed': () => t('Agent changed'),
  'agent.invited': () => t('Agent invited'),
  'agent.limits': () => t('What an agent can take changed'),
  'api_token.created': () => t('API token made'),
  'api_token.revoked': () => t('API token revoked'),
  'business_hours.added': () => t('Business hours added'),
  'business_hours.changed': () => t('Business hours changed'),
  'business_hours.removed': () => t('Business hours removed'),
  'channel_weights.changed': () => t('What tickets weigh changed'),
  'contact.merged': () => t('Two contacts merged'),
  'contact.unmerged': () => t('A merge of contacts undone'),
  'contact_import.started': () => t('Contacts imported'),
  'contact_import.undone': () => t('An import of contacts undone'),
  'delivery.retried': () => t('Message sent again'),
  'field.added': () => t('Field added'),
  'field.archived': () => t('Field archived'),
  'field.changed': () => t('Field changed'),
  'field.removed': () => t('Field removed'),
  'fields.ordered': () => t('Order of the fields changed'),
  'inbox.added': () => t('Inbox added'),
  'inbox.changed': () => t('Inbox changed'),
  'inbox.removed': () => t('Inbox removed'),
  'inbox.signed_in': () => t('Signed in at a mail provider'),
  'inbound.retried': () => t('Parked mail tried again'),
  'inbound.discarded': () => t('Parked mail discarded'),
  'invite.accepted': () => t('Invitation accepted'),
  'mail.impersonation': () => t('Somebody wrote by mail in the name of an agent'),
  'mail.refused': () => t('An answer of an agent by mail was refused'),
  'mail.breaker': () => t('Automatic mail stopped: far more than usual'),
  'parked_events.retried': () => t('What was left undone tried again'),
  'password.changed': () => t('Password changed'),
  'password.reset': () => t('Password reset by link'),
  'security.lockdown': () => t('Everybody signed out'),
  'security.suspicion': () => t('Something looked suspicious'),
  'session.started': () => t('Signed in'),
  'session.refused': () => t('Sign-in refused'),
  'session.ended': () => t('Signed out'),
  'settings.changed': () => t('Settings changed'),
  'sla_policies.ordered': () => t('Order of the SLA policies changed'),
  'sla_policy.added': () => t('SLA policy added'),
  'sla_policy.changed': () => t('SLA policy changed'),
  'sla_policy.removed': () => t('SLA policy removed'),
  'trigger.added': () => t('Trigger added'),
  'trigger.changed': () => t('Trigger changed'),
  'trigger.removed': () => t('Trigger removed'),
  'triggers.ordered': () => t('Order of the triggers changed'),
  'automation.added': () => t('Automation added'),
  'automation.changed': () => t('Automation changed'),
  'automation.removed': () => t('Automation removed'),
  'automations.ordered': () => t('Order of the automations changed'),
  'macro.added': () => t('Macro added'),
  'macro.changed': () => t('Macro changed'),
  'macro.removed': () => t('Macro removed'),
  'macros.ordered': () => t('Order of the macros changed'),
  'view.added': () => t('Shared view added'),
  'view.changed': () => t('Shared view changed'),
  'view.removed': () => t('Shared view removed'),
  'views.ordered': () => t('Order of the shared views changed'),
  'skill.added': () => t('Skill added'),
  'skill.changed': () => t('Skill changed'),
  'skill.removed': () => t('Skill removed'),
  'suppression.lifted': () => t('Held-back address written to again'),
  'topic.added': () => t('Topic added'),
  'topic.archived': () => t('Topic archived'),
  'topic.changed': () => t('Topic changed'),
  'topic.removed': () => t('Topic removed'),
  'topics.ordered': () => t('Order of the topics changed'),
  'team.added': () => t('Team added'),
  'team.assignment': () => t('How a team gives out tickets changed'),
  'team.changed': () => t('Team changed'),
  'team.removed': () => t('Team removed'),
  'webhook.added': () => t('Webhook added'),
  'webhook.changed': () => t('Webhook changed'),
  'webhook.removed': () => t('Webhook removed'),
  'webhook.retried': () => t('Webhook called again'),
};

export function actionName(action: string): string {
  return actions[action]?.() ?? action;
}

type Entry = { action: string; objectName?: string | null; details: Record<string, unknown> };

/** What the entry is about and keeps besides: names and values, `from › to` where something changed; of a suspicion, its sentence. */
export function entryInWords({ action, objectName, details }: Entry): string {
  if (action === 'security.suspicion') return suspicionInWords({ code: String(details.code), values: details });
  const isSaid = details.name !== undefined || objectName == null;
  return [...(isSaid ? [] : [objectName]), ...detailsInWords(details)].join(' · ');
}

function detailsInWords(details: Record<string, unknown>): string[] {
  return Object.entries(details).map(([name, value]) => `${fieldName(name)}: ${inWords(name, value)}`);
}

const fields: Record<string, () => string> = {
  name: () => t('name'),
  email: () => t('e-mail'),
  role: () => t('role'),
  teams: () => t('teams'),
  team: () => t('team'),
  topic: () => t('topic'),
  members: () => t('members'),
  isActive: () => t('active'),
  locale: () => t('language'),
  language: () => t('language'),
  company: () => t('company'),
  timeZone: () => t('time zone'),
  undoSendSeconds: () => t('seconds to take a reply back'),
  brandColour: () => t('colour'),
  brandLogo: () => t('logo'),
  isSendingHeld: () => t('sending is held'),
  sessions: () => t('sessions'),
  tokens: () => t('API tokens'),
  changed: () => t('changed'),
  addresses: () => t('addresses'),
  settings: () => t('connection'),
  senderName: () => t('sender name'),
  signature: () => t('signature'),
  confirmation: () => t('confirmation mail'),
  closedPolicy: () => t('what an answer to a closed ticket does'),
  method: () => t('method'),
  cap: () => t('limit'),
  channelCaps: () => t('limits by channel'),
  absences: () => t('leave'),
  skills: () => t('skills'),
  week: () => t('week'),
  holidays: () => t('holidays'),
  sources: () => t('lists of holidays'),
  inboxes: () => t('inboxes'),
  isEnabled: () => t('on'),
  condition: () => t('condition'),
  targets: () => t('promises'),
  pausesIn: () => t('when the clock rests'),
  warnings: () => t('warnings'),
  label: () => t('name'),
  help: () => t('help'),
  choices: () => t('choices'),
  neededTo: () => t('when it is needed'),
  audience: () => t('who sees it'),
  isArchived: () => t('archived'),
  parentId: () => t('place'),
  description: () => t('description'),
  slaPolicy: () => t('SLA policy'),
  form: () => t('form'),
  checklist: () => t('checklist'),
  channel: () => t('channel'),
  domainKey: () => t('signing key'),
  subject: () => t('subject'),
  from: () => t('from'),
  ticket: () => t('ticket'),
  count: () => t('how many'),
  version: () => t('version'),
  ip: () => t('address on the net'),
};

function fieldName(name: string): string {
  return fields[name]?.() ?? name;
}

const values: Record<string, (value: string) => string> = {
  role: (value) => roleName(value),
  locale: (value) => languageChoices.find(({ id }) => id === value)?.label ?? value,
  method: (value) => methodName(value as AssignmentMethod),
  changed: fieldName,
};

/** A pair is what was and what is; a list within it, or of what changed, is a list. */
function inWords(name: string, value: unknown): string {
  if (Array.isArray(value)) {
    const items = value.map((one) => (Array.isArray(one) ? listed(name, one) : inWords(name, one)));
    return items.join(name === 'changed' ? ', ' : ' › ');
  }
  if (typeof value === 'object' && value !== null) return detailsInWords(value as Record<string, unknown>).join(' · ');
  return oneInWords(name, value);
}

function oneInWords(name: string, value: unknown): string {
  if (typeof value === 'boolean') return value ? t('yes') : t('no');
  if (value === null || value === '') return '–';
  return values[name]?.(String(value)) ?? String(value);
}

function listed(name: string, items: unknown[]): string {
  return items.map((one) => inWords(name, one)).join(', ') || '–';
}
