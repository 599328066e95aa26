import type { z } from 'zod';
import type { setupBody } from '../../../contract/auth.ts';
import { AppError } from '../../../domain/errors.ts';
import { passwordProblem } from '../../../domain/passwords.ts';
import type { AgentActor } from '../../../domain/permissions.ts';
import { addFirstOwner } from '../../agents/commands/first-owner.ts';
import { agentActor } from '../../agents/reads/actor.ts';
import { transaction } from '../../platform/database/database.ts';
import type { Platform, Tx } from '../../platform/platform.ts';
import { lockWhileSeeding, openFirstInbox } from '../../settings/commands/seed.ts';
import { updateSettingsIn } from '../../settings/commands/update.ts';
import { hashNewPassword } from '../new-password.ts';
import { hashPassword } from '../password-hash.ts';
import { findOneTimeToken, useOneTimeToken } from '../store/one-time-tokens.ts';
import { type Browser, startSession } from '../store/sessions.ts';
import { findSetupLink, forgetSetupLinks, hasOwner, replaceSetupLink } from '../store/setup.ts';

// The desk's first minutes: its first owner, by OWNER_EMAIL and OWNER_PASSWORD or by a link that works once.

const setupSeconds = 7 * 86_400;

/**
 * What every start begins with. Answers with the setup link, as a path of this desk, while it has no owner, else null. The
 * token can be made again from the stored row and SECRET_KEY, so a second start (or process) prints the same link.
 */
export async function ensureSetupLink(p: Platform): Promise<string | null> {
  if (await hasOwner(p.db)) return null;
  if (p.config.owner) {
    await makeOwnerOfEnvironment(p, p.config.owner);
    return null;
  }
  return transaction(p.db, async (tx) => {
    await lockWhileSeeding(tx);
    return (await currentLink(tx, p)) ?? (await newLink(tx, p));
  });
}

/** The link that still works, for the browser on this very machine. */
export async function showSetupLink(p: Platform): Promise<string | null> {
  return (await hasOwner(p.db)) ? null : currentLink(p.db, p);
}

export async function isSetupNeeded(p: Platform): Promise<boolean> {
  return !(await hasOwner(p.db));
}

async function currentLink(db: Platform['db'] | Tx, p: Platform): Promise<string | null> {
  const found = await findSetupLink(db, p.clock.now());
  if (!found) return null;
  const token = tokenMadeAt(p, found.madeAt);
  return p.secrets.hashToken(token).equals(found.hash) ? `/setup#${token}` : null;
}

async function newLink(tx: Tx, p: Platform): Promise<string> {
  const madeAt = p.clock.now();
  const token = tokenMadeAt(p, madeAt);
  await replaceSetupLink(tx, { hash: p.secrets.hashToken(token), madeAt, seconds: setupSeconds });
  return `/setup#${token}`;
}

function tokenMadeAt(p: Platform, madeAt: Date): string {
  return p.secrets.sign('setup link', madeAt.toISOString());
}

async function makeOwnerOfEnvironment(
  p: Platform,
  { email, password }: { email: string; password: string },
): Promise<void> {
  const name = email.split('@')[0] ?? email;
  // Whoever writes the environment owns the machine: told, not refused.
  const problem = passwordProblem(password, { email, name });
  if (problem !== null) p.log.warn({ problem }, 'OWNER_PASSWORD is easily guessed');
  const passwordHash = await hashPassword(password);
  await transaction(p.db, async (tx) => {
    await lockWhileSeeding(tx);
    if (await hasOwner(tx)) return;
    await addFirstOwner(tx, p, { name, email, locale: 'en', passwordHash });
    await forgetSetupLinks(tx);
  });
}

/** Makes the owner and signs him in: answers with the session's token. */
export async function setUp(
  p: Platform,
  asked: { body: z.output<typeof setupBody>; browser: Browser; requestId: string },
): Promise<{ session: string; actor: AgentActor }> {
  const { token, company, locale, timeZone, supportAddress, ...person } = asked.body;
  if (!(await findOneTimeToken(p.db, p, { purpose: 'setup', token }))) throw setupLinkExpired();
  const passwordHash = await hashNewPassword(person.password, person);
  return transaction(p.db, async (tx) => {
    await lockWhileSeeding(tx);
    if (await hasOwner(tx)) throw setupLinkExpired();
    await useOneTimeToken(tx, p, { purpose: 'setup', token });
    const { name, email } = person;
    const agentId = await addFirstOwner(tx, p, { name, email, locale, passwordHash });
    const actor = await agentActor(tx, agentId, false);
    const request = { ip: asked.browser.ip, id: asked.requestId };
    await updateSettingsIn(tx, p, { actor, body: { company, locale, timeZone }, request });
    await openFirstInbox(tx, p, { actor, address: supportAddress });
    return { session: await startSession(tx, p, { agentId, ...asked.browser }), actor };
  });
}

function setupLinkExpired(): AppError {
  return new AppError(
    'invalid',
    'link_expired',
    'This setup link was used already or is too old. The desk prints a new one when it starts.',
  );
}
