import { AppError } from '../../../domain/errors.ts';
import type { AgentActor } from '../../../domain/permissions.ts';
import { activeActor } from '../../agents/reads/actor.ts';
import { recordAudit } from '../../platform/audit.ts';
import { transaction } from '../../platform/database/database.ts';
import type { Platform, Tx } from '../../platform/platform.ts';
import { countAttempt, netOf } from '../../platform/throttle.ts';
import { readSettings } from '../../settings/reads.ts';
import { resetLetter } from '../letters.ts';
import { linkTo } from '../links.ts';
import { hashNewPassword } from '../new-password.ts';
import { checkPassword } from '../password-hash.ts';
import { credentialsOf, savePassword } from '../store/credentials.ts';
import {
  findOneTimeToken,
  forgetLinks,
  linkExpired,
  makeOneTimeToken,
  useOneTimeToken,
} from '../store/one-time-tokens.ts';
import { endSessionsOf } from '../store/sessions.ts';

// Changing a password that is known, and getting over one that is not. Either ends the sessions it was not done from.

const hour = 3600;
export const resetSeconds = 30 * 60;

type Request = { ip: string; id: string };

export async function changePassword(
  p: Platform,
  asked: { actor: AgentActor; current: string; password: string; session: Buffer | null; request: Request },
): Promise<void> {
  const { actor, request } = asked;
  await countAttempt(p, [{ bucket: `password:${actor.id}`, limits: [{ times: 5, seconds: 60 }] }]);
  const agent = await credentialsOf(p.db, { id: actor.id });
  const { isRight } = await checkPassword(asked.current, agent?.password_hash ?? null);
  if (!isRight) {
    const sentence = 'This is not your current password.';
    throw new AppError('invalid', 'wrong_password', sentence, { fields: { current: sentence } });
  }
  const hash = await hashNewPassword(asked.password, actor);
  await transaction(p.db, (tx) =>
    replacePassword(tx, p, { actor, hash, kept: asked.session, request, action: 'password.changed' }),
  );
}

/** Promises a letter to everybody, and writes it to those who work here: what comes back tells nobody who does. */
export async function requestReset(p: Platform, asked: { email: string; request: Request }): Promise<void> {
  const { email, request } = asked;
  await countAttempt(p, [
    { bucket: `reset:${email}`, limits: [{ times: 3, seconds: hour }] },
    { bucket: `reset:${netOf(request.ip)}`, limits: [{ times: 10, seconds: hour }] },
  ]);
  await transaction(p.db, (tx) => p.jobs.add(tx, 'mail-password-reset', { email }));
}

/** The letter itself, as a job. */
export async function mailReset(p: Platform, email: string): Promise<void> {
  const agent = await credentialsOf(p.db, { email });
  if (!agent) return;
  const { company } = await readSettings(p);
  await transaction(p.db, async (tx) => {
    const token = await makeOneTimeToken(tx, p, { purpose: 'reset', agentId: agent.id, seconds: resetSeconds });
    const { name, locale } = agent;
    await p.mailer.sendLater(tx, resetLetter({ to: email, name, locale, company, url: linkTo(p, 'reset', token) }));
  });
}

export async function finishReset(
  p: Platform,
  asked: { token: string; password: string; request: Request },
): Promise<void> {
  const found = await findOneTimeToken(p.db, p, { purpose: 'reset', token: asked.token });
  const agent = found?.agentId ? await credentialsOf(p.db, { id: found.agentId }) : undefined;
  if (!agent) throw linkExpired();
  const hash = await hashNewPassword(asked.password, agent);
  await transaction(p.db, async (tx) => {
    await useOneTimeToken(tx, p, { purpose: 'reset', token: asked.token });
    const actor = await activeActor(tx, agent.id);
    if (!actor) throw linkExpired();
    await replacePassword(tx, p, { actor, hash, kept: null, request: asked.request, action: 'password.reset' });
  });
}

type Replacement = { actor: AgentActor; hash: string; kept: Buffer | null; request: Request; action: string };

async function replacePassword(
  tx: Tx,
  p: Platform,
  { actor, hash, kept, request, action }: Replacement,
): Promise<void> {
  await savePassword(tx, actor.id, hash);
  await endSessionsOf(tx, actor.id, kept);
  await forgetLinks(tx, actor.id);
  await recordAudit(tx, { actor, at: p.clock.now(), action, objectKind: 'agent', objectId: actor.uuid, request });
}
