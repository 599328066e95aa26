import { AppError } from '../../../domain/errors.ts';
import type { AgentActor } from '../../../domain/permissions.ts';
import { activeActor } from '../../agents/reads/actor.ts';
import { recordAudit } from '../../platform/audit.ts';
import { transaction } from '../../platform/database/database.ts';
import type { Platform, Tx } from '../../platform/platform.ts';
import { countAttempt, netOf, refundAttempt, type Throttle } from '../../platform/throttle.ts';
import { checkPassword, hashPassword } from '../password-hash.ts';
import { hasSessionFrom } from '../reads/own.ts';
import { type Credentials, credentialsOf, savePassword } from '../store/credentials.ts';
import { type Browser, endSession, endSessionOf, endSessionsOf, startSession } from '../store/sessions.ts';

// Proving who one is by password, and the sessions that follow.

type SignIn = { email: string; password: string; browser: Browser; earlier: Buffer | null; requestId: string };

/** A new session's token. Unknown address, wrong password, no password yet, account off: one answer, after the same time. */
export async function signIn(p: Platform, asked: SignIn): Promise<{ session: string; agentId: number }> {
  const { email, browser } = asked;
  const guesses = guessesAt(email, browser.ip);
  await countAttempt(p, guesses);
  await refuseStrangers(p, email, browser.ip);
  const agent = await credentialsOf(p.db, { email });
  const { isRight, isOutdated } = await checkPassword(asked.password, agent?.password_hash ?? null);
  if (!agent || !isRight) {
    if (agent) await recordRefusal(p, agent, asked);
    throw wrongCredentials();
  }

  await refundAttempt(p, guesses);
  if (isOutdated) await savePassword(p.db, agent.id, await hashPassword(asked.password));
  return { session: await openSession(p, agent, asked), agentId: agent.id };
}

const hour = 3600;
/** Guesses at one account from one network, and at many accounts from one. */
function guessesAt(email: string, ip: string): Throttle[] {
  const [account, net] = [
    [
      { times: 5, seconds: 60 },
      { times: 20, seconds: hour },
    ],
    [{ times: 50, seconds: hour }],
  ];
  return [
    { bucket: `sign-in:${email}:${netOf(ip)}`, limits: account },
    { bucket: `sign-in:${netOf(ip)}`, limits: net },
  ];
}

/** While an account is under siege the door is closed to strangers, never to a place its owner already works from. */
async function refuseStrangers(p: Platform, email: string, ip: string): Promise<void> {
  try {
    await countAttempt(p, [{ bucket: `sign-in:${email}`, limits: [{ times: 100, seconds: hour }] }]);
  } catch (error) {
    if (!(error instanceof AppError) || error.code !== 'too_many_requests') throw error;
    if (!(await hasSessionFrom(p, email, ip))) throw error;
  }
}

/** As many entries as the throttle lets attempts through. */
async function recordRefusal(p: Platform, agent: Credentials, asked: SignIn): Promise<void> {
  const request = { ip: asked.browser.ip, id: asked.requestId };
  const what = { action: 'session.refused', objectKind: 'agent', objectId: agent.uuid, details: { ip: request.ip } };
  await recordAudit(p.db, { actor: { kind: 'system' }, at: p.clock.now(), ...what, request });
}

function wrongCredentials(): AppError {
  return new AppError('unauthenticated', 'wrong_credentials', 'E-mail or password is not right.');
}

async function openSession(p: Platform, agent: Credentials, asked: SignIn): Promise<string> {
  return transaction(p.db, async (tx) => {
    const actor = await activeActor(tx, agent.id);
    if (!actor) throw wrongCredentials();
    if (asked.earlier) await endSession(tx, asked.earlier);
    const request = { ip: asked.browser.ip, id: asked.requestId };
    await recordAudit(tx, {
      actor,
      at: p.clock.now(),
      action: 'session.started',
      objectKind: 'agent',
      objectId: agent.uuid,
      request,
    });
    return startSession(tx, p, { agentId: agent.id, ...asked.browser });
  });
}

type Leaving = { actor: AgentActor; request: { ip: string; id: string } };

export async function signOut(p: Platform, asked: Leaving & { session: Buffer }): Promise<void> {
  await transaction(p.db, async (tx) => {
    await endSession(tx, asked.session);
    await recordEnd(tx, p, asked);
  });
}

export async function endSessionById(p: Platform, asked: Leaving & { sessionId: string }): Promise<void> {
  await transaction(p.db, async (tx) => {
    if (!(await endSessionOf(tx, asked.actor.id, asked.sessionId))) {
      throw new AppError('not_found', 'session_not_found', 'There is no such session.');
    }
    await recordEnd(tx, p, asked);
  });
}

export async function endOtherSessions(p: Platform, asked: Leaving & { session: Buffer | null }): Promise<void> {
  await transaction(p.db, async (tx) => {
    await endSessionsOf(tx, asked.actor.id, asked.session);
    await recordEnd(tx, p, asked);
  });
}

async function recordEnd(tx: Tx, p: Platform, { actor, request }: Leaving): Promise<void> {
  const what = { action: 'session.ended', objectKind: 'agent', objectId: actor.uuid };
  await recordAudit(tx, { actor, at: p.clock.now(), ...what, request });
}
