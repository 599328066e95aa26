import type { SuspicionView } from '../../../contract/security.ts';
import { t } from '../../../locales/translate.ts';
import type { Tone } from '../../../ui/Chip.tsx';
import { roleName } from '../agents/role-words.ts';

type Values = Record<string, unknown>;
type Words = { says: (values: Values) => string; advice: () => string };

const netAdvice = () => t('The desk slows them down by itself. If it goes on, block that network at your firewall.');
const personAdvice = () => t('If it was not them, sign everybody out and have them choose a new password.');
const rightsAdvice = () => t('If nobody meant it, take it back under Agents.');

/** What each suspicion says, and what to do about it. */
const words: Record<string, Words> = {
  brute_force: {
    says: ({ net, agent, count }) =>
      t(
        'Somebody at {net} is guessing the password of {agent}: {count, plural, one {# wrong one} other {# wrong ones}} within an hour.',
        { net: text(net), agent: text(agent), count: number(count) },
      ),
    advice: netAdvice,
  },
  password_spraying: {
    says: ({ net, accounts }) =>
      t('Somebody at {net} tried {accounts} accounts one after the other within ten minutes.', {
        net: text(net),
        accounts: number(accounts),
      }),
    advice: netAdvice,
  },
  sign_in_after_failures: {
    says: ({ agent, net, failures }) =>
      t('{agent} signed in from {net} after {failures} wrong passwords.', {
        agent: text(agent),
        net: text(net),
        failures: number(failures),
      }),
    advice: personAdvice,
  },
  new_network: {
    says: ({ agent, net }) =>
      t('{agent} signed in from a network not seen for 90 days: {net}.', { agent: text(agent), net: text(net) }),
    advice: personAdvice,
  },
  mass_read: {
    says: ({ agent, tickets, attachments }) =>
      t(
        '{agent} opened {tickets, plural, one {# ticket} other {# tickets}} and {attachments, plural, one {# attachment} other {# attachments}} within ten minutes.',
        { agent: text(agent), tickets: number(tickets), attachments: number(attachments) },
      ),
    advice: () => t('Ask them. If it was not them, disable the account under Agents.'),
  },
  role_raised: {
    says: ({ agent, by, role }) =>
      t('{by} gave {agent} the role {role}.', { by: text(by), agent: text(agent), role: roleName(text(role)) }),
    advice: rightsAdvice,
  },
  owner_email_changed: {
    says: ({ agent, by }) =>
      t('{by} changed the e-mail address of the owner {agent}.', { by: text(by), agent: text(agent) }),
    advice: rightsAdvice,
  },
  owner_password_changed: {
    says: ({ agent, net }) =>
      t('The password of the owner {agent} was changed from {net}.', { agent: text(agent), net: text(net) }),
    advice: personAdvice,
  },
  powerful_token: {
    says: ({ agent, name }) =>
      t('{agent}, who may do everything, made the API token “{name}”.', { agent: text(agent), name: text(name) }),
    advice: () => t('If it was not them, sign everybody out and revoke the API tokens.'),
  },
  token_probing: {
    says: ({ net, count }) =>
      t('Somebody at {net} tried {count} links or tokens that open nothing within an hour.', {
        net: text(net),
        count: number(count),
      }),
    advice: () => t('They are too long to be guessed. If it goes on, block that network at your firewall.'),
  },
  impersonation: {
    says: ({ agent, count }) =>
      t('{count} unverified e-mails came in the name of {agent} within an hour.', {
        agent: text(agent),
        count: number(count),
      }),
    advice: () => t('They are marked as not verified. Ask the agent before you act on them.'),
  },
  mailbox_silent: {
    says: ({ inbox, folder, minutes }) =>
      t('No mail could be fetched for {inbox} ({folder}) for {minutes} minutes.', {
        inbox: text(inbox),
        folder: text(folder),
        minutes: number(minutes),
      }),
    advice: () => t('Inboxes shows what the mail server says. Mail waits there until it is reached again.'),
  },
};

export function suspicionInWords({ code, values }: { code: string; values: Values }): string {
  return words[code]?.says(values) ?? code;
}

export function adviceAbout(code: string): string {
  return words[code]?.advice() ?? '';
}

const severities: Record<SuspicionView['severity'], { tone: Tone; name: () => string }> = {
  high: { tone: 'danger', name: () => t('serious') },
  medium: { tone: 'warn', name: () => t('suspicious') },
  low: { tone: 'plain', name: () => t('unusual') },
};

export function severityInWords(severity: SuspicionView['severity']): { tone: Tone; name: string } {
  const { tone, name } = severities[severity];
  return { tone, name: name() };
}

function text(value: unknown): string {
  return typeof value === 'string' ? value : '–';
}

function number(value: unknown): number {
  return typeof value === 'number' ? value : 0;
}
