import { AppError } from '../../../domain/errors.ts';
import type { SignInProvider } from '../../channels/channel.ts';
import { transaction } from '../../platform/database/database.ts';
import type { Platform } from '../../platform/platform.ts';
import { channelOf, onTheWire } from '../channels.ts';
import { type InboxRow, inboxByUuid } from '../reads/inboxes.ts';
import { lockSignIn, readSignIn, type SignInRow, saveSignIn } from '../store/sign-ins.ts';
import { askForTokens, type Tokens } from '../token-request.ts';

const beforeItEndsMs = 5 * 60_000;

/** What the inbox shows its mail provider, renewed before it ends; null where it signs in by a password. */
export async function accessTokenOf(p: Platform, inboxUuid: string): Promise<string | null> {
  const inbox = await inboxByUuid(p, inboxUuid);
  const provider = providerOf(p, inbox);
  if (provider === null) return null;
  const known = await readSignIn(p.db, inbox.id);
  if (known !== null && isFresh(p, known)) return openTokens(p, inbox, known.tokens).accessToken;
  return transaction(p.db, async (tx) => {
    const row = await lockSignIn(tx, inbox.id);
    if (row === null) throw notSignedIn();
    const tokens = openTokens(p, inbox, row.tokens);
    if (isFresh(p, row)) return tokens.accessToken;
    const given = await askForTokens(p, provider, { grant_type: 'refresh_token', refresh_token: tokens.refreshToken });
    // Some providers give a new refresh token each time, others none after the first.
    const renewed = { ...given, refreshToken: given.refreshToken ?? tokens.refreshToken };
    await saveSignIn(tx, inbox.id, sealTokens(p, inbox, renewed));
    return renewed.accessToken;
  });
}

export function providerOf(p: Platform, inbox: InboxRow): SignInProvider | null {
  return channelOf(inbox.channel).mailboxes?.signIn(onTheWire(p, inbox).settings) ?? null;
}

export function sealTokens(p: Platform, inbox: { uuid: string }, { expiresAt, ...tokens }: Tokens): SignInRow {
  return { tokens: p.secrets.seal(JSON.stringify(tokens), signInContext(inbox.uuid)), expiresAt };
}

export function signInContext(inboxUuid: string): string {
  return `inbox sign-in:${inboxUuid}`;
}

function openTokens(
  p: Platform,
  inbox: { uuid: string },
  sealed: string,
): { accessToken: string; refreshToken: string } {
  return JSON.parse(p.secrets.open(sealed, signInContext(inbox.uuid)));
}

function isFresh(p: Platform, { expiresAt }: SignInRow): boolean {
  return expiresAt.getTime() - beforeItEndsMs > p.clock.now().getTime();
}

function notSignedIn(): AppError {
  return new AppError(
    'unavailable',
    'mailbox_refused',
    'The desk was not yet allowed to read this mailbox: sign in at its provider.',
  );
}
