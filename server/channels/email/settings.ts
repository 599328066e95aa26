import { z } from 'zod';

/** A field that is asked for only where another one has this value: the form hides it, and nothing requires it, elsewhere. */
const when = (field: string, ...values: string[]) => ({ when: { field, values } });
const imap = when('incoming', 'imap');
const pop3 = when('incoming', 'pop3');
const fetched = when('incoming', 'imap', 'pop3');
const ownServer = when('outgoing', 'own');
const byToken = when('signIn', 'google', 'microsoft', 'other');
const anyProvider = when('signIn', 'other');

const text = (title: string, more: object = {}) =>
  z
    .string()
    .trim()
    .max(500)
    .default('')
    .meta({ title, ...more });
const secret = (title: string, more: object = {}) =>
  z
    .string()
    .max(4_000)
    .optional()
    .meta({ title, secret: true, ...more });
const port = (fallback: number, more: object) =>
  z
    .int()
    .min(1)
    .max(65_535)
    .default(fallback)
    .meta({ title: 'Port', ...more });
const protection = (more: object) =>
  z
    .enum(['tls', 'starttls', 'none'])
    .default('tls')
    .meta({ title: 'Encryption', ...more });

const fields = z.strictObject({
  plusAddressing: z.boolean().default(true).meta({
    title: 'Signed reply address',
    description: 'Answers come to support+token@. Turn it off where the mail server refuses such addresses.',
  }),
  colleagues: z.boolean().default(true).meta({
    title: 'Colleagues may answer',
    description: 'People of the same organization may write into each other’s tickets.',
  }),
  trustedServers: text('Servers whose checks count', {
    description: 'Names in Authentication-Results, separated by commas, or "topmost".',
  }),
  trustedSealers: text('Forwarders whose seals count', {
    description:
      'Domains of mailing lists and forwarding mailboxes that seal what they pass on (ARC), separated by commas.',
  }),

  /** Made by the desk (domain-key.ts), never typed in. */
  domainKey: secret('Signing key', { hidden: true }),

  incoming: z.enum(['smtp_door', 'imap', 'pop3']).default('smtp_door').meta({ title: 'How mail comes in' }),
  imapHost: text('IMAP server', imap),
  imapPort: port(993, imap),
  imapSecurity: protection(imap),
  imapUser: text('User name', imap),
  signIn: z
    .enum(['password', 'google', 'microsoft', 'other'])
    .default('password')
    .meta({ title: 'Sign in by', ...imap }),
  imapPassword: secret('Password', when('signIn', 'password')),
  oauthClientId: text('Client ID', byToken),
  oauthClientSecret: secret('Client secret', byToken),
  oauthAuthorizeUrl: text('Authorisation address', anyProvider),
  oauthTokenUrl: text('Token address', anyProvider),
  oauthScope: text('Scope', anyProvider),
  imapFolders: z
    .string()
    .trim()
    .min(1)
    .max(1_000)
    .default('INBOX')
    .meta({ title: 'Folders', description: 'Several are separated by commas.', ...imap }),
  since: z
    .enum(['now', 'days', 'all'])
    .default('now')
    .meta({
      title: 'Mail that is there already',
      description: 'Older mail is filed as history: nobody is written to.',
      ...fetched,
    }),
  sinceDays: z
    .int()
    .min(1)
    .max(3_650)
    .default(30)
    .meta({ title: 'Days', ...when('since', 'days') }),
  afterFetching: z
    .enum(['seen', 'move', 'delete'])
    .default('seen')
    .meta({ title: 'Fetched mail', ...imap }),
  moveTo: text('Folder for fetched mail', when('afterFetching', 'move')),

  pop3Host: text('POP3 server', pop3),
  pop3Port: port(995, pop3),
  pop3Security: protection(pop3),
  pop3User: text('User name', pop3),
  pop3Password: secret('Password', pop3),
  pop3After: z
    .enum(['keep', 'delete'])
    .default('keep')
    .meta({ title: 'Fetched mail', ...pop3 }),

  outgoing: z.enum(['desk', 'own']).default('desk').meta({ title: 'How mail leaves' }),
  smtpHost: text('SMTP server', ownServer),
  smtpPort: port(465, ownServer),
  smtpSecurity: protection(ownServer),
  smtpUser: text('User name', ownServer),
  smtpPassword: secret('Password', {
    ...ownServer,
    description: 'Empty where the inbox signs in by Google or Microsoft.',
  }),
});

type Field = keyof z.infer<typeof fields>;

/** What an admin sets for an e-mail inbox. */
export const emailSettings = fields.superRefine((set, context) => {
  const wrong = (field: Field, message: string) => context.addIssue({ code: 'custom', path: [field], message });
  for (const field of neededIn(set)) if (!set[field]) wrong(field, 'This is needed.');
  if (set.incoming === 'imap' && isBare(set.imapSecurity, set.imapHost)) wrong('imapSecurity', plainRefused);
  if (set.incoming === 'pop3' && isBare(set.pop3Security, set.pop3Host)) wrong('pop3Security', plainRefused);
  if (set.outgoing === 'own' && isBare(set.smtpSecurity, set.smtpHost)) wrong('smtpSecurity', plainRefused);
});

const toSignIn: Record<z.infer<typeof fields>['signIn'], Field[]> = {
  password: ['imapPassword'],
  google: ['oauthClientId'],
  microsoft: ['oauthClientId'],
  other: ['oauthClientId', 'oauthAuthorizeUrl', 'oauthTokenUrl'],
};

function neededIn({ incoming, signIn, afterFetching, outgoing }: z.infer<typeof fields>): Field[] {
  const toFetch: Field[] = ['imapHost', 'imapUser', ...toSignIn[signIn]];
  return [
    ...(incoming === 'imap' ? toFetch : []),
    ...(incoming === 'pop3' ? (['pop3Host', 'pop3User', 'pop3Password'] as const) : []),
    ...(incoming === 'imap' && afterFetching === 'move' ? (['moveTo'] as const) : []),
    ...(outgoing === 'own' ? (['smtpHost'] as const) : []),
  ];
}

function isBare(security: string, host: string): boolean {
  return security === 'none' && !isLoopback(host);
}

export type EmailSettings = z.infer<typeof emailSettings>;

const plainRefused = 'Without encryption only a server on this machine can be used.';

export function isLoopback(host: string): boolean {
  return /^(localhost|127\.\d{1,3}\.\d{1,3}\.\d{1,3}|::1|\[::1\])$/i.test(host);
}
