import { createHash } from 'node:crypto';
import { AppError } from '../../../domain/errors.ts';
import type { AgentActor } from '../../../domain/permissions.ts';
import type { SignInProvider } from '../../channels/channel.ts';
import { recordAudit } from '../../platform/audit.ts';
import { transaction } from '../../platform/database/database.ts';
import { deskOrigin } from '../../platform/desk-origin.ts';
import { headerText } from '../../platform/mail/header-text.ts';
import type { Platform } from '../../platform/platform.ts';
import { lookAtMailboxes } from '../mailboxes.ts';
import { inboxByUuid } from '../reads/inboxes.ts';
import { askToFetch } from '../store/mailboxes.ts';
import { beginAttempt, saveSignIn, takeAttempt } from '../store/sign-ins.ts';
import { askForTokens } from '../token-request.ts';
import { providerOf, sealTokens, signInContext } from './access-token.ts';

// OAuth 2 with PKCE: a person allows the desk, in their browser, to read and send by a mailbox. What is begun in one
// session ends in the same one; the provider's code alone is worth nothing.

/** Where the browser is to go. */
export async function beginSignIn(p: Platform, inboxUuid: string, sessionUuid: string | null): Promise<string> {
  const inbox = await inboxByUuid(p, inboxUuid);
  const provider = providerOf(p, inbox);
  if (provider === null) throw new AppError('conflict', 'no_sign_in', 'This inbox signs in by a password.');
  if (sessionUuid === null) throw new AppError('invalid', 'needs_browser', 'This is begun in a browser.');
  const [state, verifier] = [p.secrets.newToken(), p.secrets.newToken()];
  const attempt = { stateHash: p.secrets.hashToken(state), inboxId: inbox.id, sessionUuid, at: p.clock.now() };
  await beginAttempt(p.db, { ...attempt, verifier: p.secrets.seal(verifier, signInContext(inbox.uuid)) });
  return authorizeUrl(p, provider, { state, verifier });
}

export function callbackUrl(p: Platform): string {
  return `${deskOrigin(p.config)}/api/oauth/callback`;
}

function authorizeUrl(p: Platform, provider: SignInProvider, proof: { state: string; verifier: string }): string {
  const url = new URL(provider.authorizeUrl);
  const asked = {
    ...provider.extra,
    response_type: 'code',
    client_id: provider.clientId,
    redirect_uri: callbackUrl(p),
    scope: provider.scope,
    state: proof.state,
    code_challenge: createHash('sha256').update(proof.verifier).digest('base64url'),
    code_challenge_method: 'S256',
  };
  for (const [name, value] of Object.entries(asked)) if (value !== '') url.searchParams.set(name, value);
  return url.href;
}

export type ProviderAnswer = {
  state?: string | undefined;
  code?: string | undefined;
  error?: string | undefined;
  error_description?: string | undefined;
  iss?: string | undefined;
};

/** The provider sent the browser back: exchanges the code, keeps what is given, and looks into the mailbox. */
export async function endSignIn(
  p: Platform,
  asked: { actor: AgentActor; sessionUuid: string | null; answer: ProviderAnswer },
): Promise<void> {
  const { actor, sessionUuid, answer } = asked;
  const attempt = await attemptOf(p, sessionUuid, answer.state);
  if (answer.error !== undefined || answer.code === undefined) throw deniedBy(answer);
  const inbox = await inboxByUuid(p, attempt.inboxUuid);
  const provider = providerOf(p, inbox);
  if (provider === null || !isFrom(provider, answer.iss)) throw unknownAttempt();
  const tokens = await askForTokens(p, provider, {
    grant_type: 'authorization_code',
    code: answer.code,
    redirect_uri: callbackUrl(p),
    code_verifier: p.secrets.open(attempt.verifier, signInContext(inbox.uuid)),
  });
  if (tokens.refreshToken === null) {
    throw new AppError('conflict', 'no_refresh_token', 'The mail provider gave no lasting permission.');
  }
  await transaction(p.db, async (tx) => {
    const at = p.clock.now();
    await saveSignIn(tx, inbox.id, sealTokens(p, inbox, tokens));
    await recordAudit(tx, { actor, action: 'inbox.signed_in', objectKind: 'inbox', objectId: inbox.uuid, at });
  });
  await askToFetch(p.db, { inboxId: inbox.id, at: p.clock.now() });
  lookAtMailboxes(p);
}

async function attemptOf(p: Platform, sessionUuid: string | null, state: string | undefined) {
  if (sessionUuid === null || state === undefined) throw unknownAttempt();
  const stateHash = p.secrets.hashToken(state);
  const attempt = await takeAttempt(p.db, { stateHash, sessionUuid, at: p.clock.now() });
  if (attempt === null) throw unknownAttempt();
  return attempt;
}

/** An answer of another provider than the one asked (RFC 9207) is not taken for its own. */
function isFrom(provider: SignInProvider, iss: string | undefined): boolean {
  if (iss === undefined) return true;
  return URL.canParse(iss) && new URL(iss).origin === new URL(provider.authorizeUrl).origin;
}

function deniedBy({ error, error_description }: ProviderAnswer): AppError {
  const words = headerText([error, error_description].filter(Boolean).join(': ') || 'no code', 300);
  return new AppError('conflict', 'sign_in_denied', `The mail provider gave no permission (${words}).`);
}

function unknownAttempt(): AppError {
  return new AppError('invalid', 'sign_in_unknown', 'This sign-in was not begun here, or too long ago. Begin again.');
}
