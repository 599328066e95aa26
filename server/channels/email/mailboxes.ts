import type { Mailboxes, SignInProvider } from '../channel.ts';
import { fetchAgain } from './imap-again.ts';
import { testImap } from './imap-client.ts';
import { followFolder } from './imap-door.ts';
import { listed } from './listed.ts';
import type { EmailSettings } from './settings.ts';

/** Mailboxes of e-mail are fetched by IMAP. */
export const mailboxes: Mailboxes<EmailSettings> = {
  of(settings) {
    if (settings.incoming !== 'imap') return null;
    const account = `${settings.imapUser}@${settings.imapHost}:${settings.imapPort}`.toLowerCase();
    return { account, folders: listed(settings.imapFolders) };
  },
  signIn: (settings) => (settings.incoming === 'imap' ? providerOf(settings) : null),
  test: testImap,
  fetchAgain,
  follow: followFolder,
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
