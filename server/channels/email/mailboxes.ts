import type { Mailboxes, SignInProvider } from '../channel.ts';
import { fetchAgain } from './imap/imap-again.ts';
import { testImap } from './imap/imap-client.ts';
import { followFolder } from './imap/imap-door.ts';
import { listed } from './listed.ts';
import { fetchAgainByPop3, testPop3 } from './pop3/pop3-again.ts';
import { followPop3 } from './pop3/pop3-door.ts';
import type { EmailSettings } from './settings.ts';

/** Mailboxes of e-mail are fetched by IMAP, or by POP3 where a server speaks nothing better. */
export const mailboxes: Mailboxes<EmailSettings> = {
  of({ incoming, ...settings }) {
    if (incoming === 'imap') {
      const account = `${settings.imapUser}@${settings.imapHost}:${settings.imapPort}`.toLowerCase();
      return { account, folders: listed(settings.imapFolders) };
    }
    if (incoming === 'smtp_door') return null;
    const account = `pop3 ${settings.pop3User}@${settings.pop3Host}:${settings.pop3Port}`.toLowerCase();
    return { account, folders: ['INBOX'] };
  },
  signIn: (settings) => (settings.incoming === 'imap' ? providerOf(settings) : null),
  test: (given) => (given.settings.incoming === 'pop3' ? testPop3(given) : testImap(given)),
  fetchAgain: (again, store) =>
    again.settings.incoming === 'pop3' ? fetchAgainByPop3(again, store) : fetchAgain(again, store),
  follow: (mailbox, signal) =>
    mailbox.settings.incoming === 'pop3' ? followPop3(mailbox, signal) : followFolder(mailbox, signal),
};

type Known = Pick<SignInProvider, 'authorizeUrl' | 'tokenUrl' | 'scope' | 'extra'>;

const known: Record<'google' | 'microsoft', Known> = {
  google: {
    authorizeUrl: 'https://accounts.google.com/o/oauth2/v2/auth',
    tokenUrl: 'https://oauth2.googleapis.com/token',
    scope: 'https://mail.google.com/',
    // Without both no refresh token is given the second time.
    extra: { access_type: 'offline', prompt: 'consent' },
  },
  microsoft: {
    authorizeUrl: 'https://login.microsoftonline.com/common/oauth2/v2.0/authorize',
    tokenUrl: 'https://login.microsoftonline.com/common/oauth2/v2.0/token',
    scope: 'offline_access https://outlook.office.com/IMAP.AccessAsUser.All https://outlook.office.com/SMTP.Send',
    extra: {},
  },
};

function providerOf(settings: EmailSettings): SignInProvider | null {
  const { signIn, oauthClientId, oauthClientSecret, oauthAuthorizeUrl, oauthTokenUrl, oauthScope, imapUser } = settings;
  if (signIn === 'password') return null;
  const own = { authorizeUrl: oauthAuthorizeUrl, tokenUrl: oauthTokenUrl, scope: oauthScope, extra: {} };
  const provider = signIn === 'other' ? own : known[signIn];
  return {
    ...provider,
    clientId: oauthClientId,
    clientSecret: oauthClientSecret || null,
    extra: { ...provider.extra, login_hint: imapUser },
  };
}
