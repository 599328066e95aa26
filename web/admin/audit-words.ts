import { t } from '../../locales/translate.ts';
import { suspicionInWords } from './suspicion-words.ts';

const actions: Record<string, () => string> = {
  'agent.added': () => t('Agent added'),
  'agent.changed': () => t('Agent changed'),
  'agent.invited': () => t('Agent invited'),
  'api_token.created': () => t('API token made'),
  'api_token.revoked': () => t('API token revoked'),
  'delivery.retried': () => t('Message sent again'),
  'inbox.added': () => t('Inbox added'),
  'inbox.changed': () => t('Inbox changed'),
  'inbox.removed': () => t('Inbox removed'),
  'inbound.retried': () => t('Parked mail tried again'),
  'inbound.discarded': () => t('Parked mail discarded'),
  'invite.accepted': () => t('Invitation accepted'),
  'mail.impersonation': () => t('Somebody wrote by mail in the name of an agent'),
  'mail.refused': () => t('An answer of an agent by mail was refused'),
  'mail.breaker': () => t('Automatic mail stopped: far more than usual'),
  'password.changed': () => t('Password changed'),
  'password.reset': () => t('Password reset by link'),
  'security.lockdown': () => t('Everybody signed out'),
  'security.suspicion': () => t('Something looked suspicious'),
  'session.started': () => t('Signed in'),
  'session.refused': () => t('Sign-in refused'),
  'session.ended': () => t('Signed out'),
  'settings.changed': () => t('Settings changed'),
  'suppression.lifted': () => t('Held-back address written to again'),
  'team.added': () => t('Team added'),
  'team.changed': () => t('Team changed'),
  'team.removed': () => t('Team removed'),
};

export function actionName(action: string): string {
  return actions[action]?.() ?? action;
}

/** What the entry keeps besides: names and values, `from › to` where something changed; of a suspicion, its sentence. */
export function entryInWords({ action, details }: { action: string; details: Record<string, unknown> }): string {
  if (action !== 'security.suspicion') return detailsInWords(details);
  return suspicionInWords({ code: String(details.code), values: details });
}

function detailsInWords(details: Record<string, unknown>): string {
  return Object.entries(details)
    .map(([name, value]) => `${fieldName(name)}: ${inWords(value)}`)
    .join(' · ');
}

const fields: Record<string, () => string> = {
  name: () => t('name'),
  email: () => t('e-mail'),
  role: () => t('role'),
  teams: () => t('teams'),
  members: () => t('members'),
  isActive: () => t('active'),
  locale: () => t('language'),
  company: () => t('company'),
  timeZone: () => t('time zone'),
  sessions: () => t('sessions'),
  tokens: () => t('API tokens'),
};

function fieldName(name: string): string {
  return fields[name]?.() ?? name;
}

function inWords(value: unknown): string {
  if (Array.isArray(value)) return value.map(inWords).join(' › ');
  if (typeof value === 'object' && value !== null) return detailsInWords(value as Record<string, unknown>);
  return value === null || value === '' ? '–' : String(value);
}
