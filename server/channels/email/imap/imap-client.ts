import { ImapFlow } from 'imapflow';
import { AppError } from '../../../../domain/errors.ts';
import { headerText } from '../../../platform/mail/header-text.ts';
import { type EmailSettings, isLoopback } from '../settings.ts';

type Access = { settings: EmailSettings; accessToken: string | null; maxBytes: number };

/** Signs in. The certificate is checked; without encryption only this machine is spoken to. */
export async function openImap({ settings, accessToken, maxBytes }: Access): Promise<ImapFlow> {
  const { imapHost: host, imapPort: port, imapSecurity, imapUser: user } = settings;
  if (imapSecurity === 'none' && !isLoopback(host)) {
    throw new AppError(
      'invalid',
      'mailbox_unencrypted',
      'Without encryption only a server on this machine can be used.',
    );
  }
  const client = new ImapFlow({
    host,
    port,
    secure: imapSecurity === 'tls',
    ...(imapSecurity === 'tls' ? {} : { doSTARTTLS: imapSecurity === 'starttls' }),
    auth: accessToken === null ? { user, pass: settings.imapPassword ?? '' } : { user, accessToken },
    tls: { rejectUnauthorized: true, minVersion: 'TLSv1.2' },
    logger: false,
    disableAutoIdle: true,
    connectionTimeout: 20_000,
    greetingTimeout: 20_000,
    socketTimeout: 180_000,
    maxIdleTime: 240_000,
    // A list of a million numbers fits into one line.
    maxLineLength: 16 * 1024 * 1024,
    maxLiteralSize: maxBytes + 1024 * 1024,
    maxResponseSize: maxBytes + 8 * 1024 * 1024,
    maxLockHoldTime: false,
  });
  // Unheard, an error of a connection nobody is using just now would end the process.
  client.on('error', () => undefined);
  await client.connect().catch((error: unknown) => {
    client.close();
    throw inServersWords(error);
  });
  return client;
}

/** Whether the server knows us and lets us in; its own words where it does not. */
export async function testImap(given: Omit<Access, 'maxBytes'>): Promise<void> {
  const client = await openImap({ ...given, maxBytes: 1024 * 1024 });
  try {
    await within(20_000, client.noop());
  } finally {
    await leave(client);
  }
}

export async function leave(client: ImapFlow): Promise<void> {
  await within(2_000, client.logout()).catch(() => undefined);
  client.close();
}

/** A server that says nothing more holds nobody. */
export async function within<T>(ms: number, work: Promise<T>): Promise<T> {
  const { promise, reject } = Promise.withResolvers<never>();
  const late = () => reject(new AppError('unavailable', 'mailbox_silent', 'The mail server does not answer.'));
  const timer = setTimeout(late, ms);
  try {
    return await Promise.race([work, promise]);
  } finally {
    clearTimeout(timer);
  }
}

type ImapError = Error & {
  code?: string;
  authenticationFailed?: boolean;
  responseText?: string;
  responseStatus?: string;
  serverResponseCode?: string;
};

/** What the server said, and whether it is about our name and password: then trying again soon would only anger it. */
export function inServersWords(error: unknown): AppError {
  if (error instanceof AppError) return error;
  const { message, code, authenticationFailed, responseText, serverResponseCode } = error as ImapError;
  const said = headerText(responseText || message || String(error), 500);
  const isRefusal =
    authenticationFailed === true || /^(AUTHENTICATIONFAILED|AUTHORIZATIONFAILED)$/.test(serverResponseCode ?? '');
  const about = code && !said.includes(code) ? `${said} (${code})` : said;
  return new AppError('unavailable', isRefusal ? 'mailbox_refused' : 'mailbox_away', about, { cause: error });
}
