import { t } from '../../../locales/translate.ts';

export type Words = { title?: string; description?: string; choices?: Record<string, string> };

const encryption = (): Words => ({
  title: t('Encryption'),
  description: t('Without encryption only a server on this machine can be used.'),
  choices: { tls: t('TLS from the beginning'), starttls: t('STARTTLS, required'), none: t('None') },
});

/** What an e-mail inbox asks for, in the agent's language. */
export const emailWords: Record<string, () => Words> = {
  plusAddressing: () => ({
    title: t('Signed reply address'),
    description: t('Answers come to support+token@. Turn it off where the mail server refuses such addresses.'),
  }),
  colleagues: () => ({
    title: t('Colleagues may answer'),
    description: t('People of the same organization may write into each other’s tickets.'),
  }),
  trustedServers: () => ({
    title: t('Servers whose checks count'),
    description: t('Names as they stand in Authentication-Results, separated by commas, or “topmost”. Empty: none.'),
  }),
  trustedSealers: () => ({
    title: t('Forwarders whose seals count'),
    description: t(
      'Domains of mailing lists and forwarding mailboxes, separated by commas, for example google.com, microsoft.com. What they sealed (ARC) about a sender is believed. Empty: none.',
    ),
  }),
  incoming: () => ({
    title: t('How mail comes in'),
    choices: {
      smtp_door: t('Handed to the desk by a mail server'),
      imap: t('Fetched from a mailbox (IMAP)'),
      pop3: t('Fetched from a mailbox (POP3)'),
    },
  }),
  imapHost: () => ({ title: t('IMAP server'), description: t('For example imap.example.com.') }),
  imapPort: () => ({ title: t('IMAP port') }),
  imapSecurity: encryption,
  imapUser: () => ({ title: t('User name'), description: t('Usually the e-mail address.') }),
  signIn: () => ({
    title: t('Sign in by'),
    choices: {
      password: t('Password'),
      google: 'Google',
      microsoft: 'Microsoft',
      other: t('Another OAuth 2 provider'),
    },
  }),
  imapPassword: () => ({ title: t('Password') }),
  oauthClientId: () => ({
    title: t('Client ID'),
    description: t('Of the application registered at the provider, with this desk’s address and /api/oauth/callback.'),
  }),
  oauthClientSecret: () => ({ title: t('Client secret') }),
  oauthAuthorizeUrl: () => ({ title: t('Address where people allow it') }),
  oauthTokenUrl: () => ({ title: t('Address that gives tokens') }),
  oauthScope: () => ({ title: t('Scope') }),
  imapFolders: () => ({ title: t('Folders'), description: t('Several are separated by commas.') }),
  since: () => ({
    title: t('Mail that is there already'),
    description: t('Older mail is filed as history: nobody is written to or told.'),
    choices: { now: t('Leave it: only new mail'), days: t('The last days'), all: t('All of it') },
  }),
  sinceDays: () => ({ title: t('How many days') }),
  afterFetching: () => ({
    title: t('Fetched mail'),
    description: t('Nothing is touched before it is safely stored here.'),
    choices: { seen: t('Stays, marked as read'), move: t('Is moved to a folder'), delete: t('Is deleted there') },
  }),
  moveTo: () => ({ title: t('Folder for fetched mail') }),
  pop3Host: () => ({
    title: t('POP3 server'),
    description: t('For example pop.example.com. Take IMAP where the provider offers both: mail then arrives at once.'),
  }),
  pop3Port: () => ({ title: t('POP3 port') }),
  pop3Security: encryption,
  pop3User: () => ({ title: t('User name'), description: t('Usually the e-mail address.') }),
  pop3Password: () => ({ title: t('Password') }),
  pop3After: () => ({
    title: t('Fetched mail'),
    description: t('Nothing is touched before it is safely stored here.'),
    choices: { keep: t('Stays as it is'), delete: t('Is deleted there') },
  }),
  outgoing: () => ({
    title: t('How mail leaves'),
    choices: { desk: t('By the server of the desk'), own: t('By a server of its own') },
  }),
  smtpHost: () => ({ title: t('SMTP server'), description: t('For example smtp.example.com.') }),
  smtpPort: () => ({ title: t('SMTP port') }),
  smtpSecurity: encryption,
  smtpUser: () => ({ title: t('User name for sending') }),
  smtpPassword: () => ({ title: t('Password for sending') }),
};
