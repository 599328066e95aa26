import type { z } from 'zod';
import type { createAgentBody } from '../../../contract/agents.ts';
import type { acceptInviteBody } from '../../../contract/auth.ts';
import { checkManage } from '../../../domain/agents.ts';
import { AppError } from '../../../domain/errors.ts';
import { addAgent, lockManagedAgent, type Managing } from '../../agents/commands/manage-agents.ts';
import { activeActor } from '../../agents/reads/actor.ts';

import { recordAudit } from '../../platform/audit.ts';
import { transaction } from '../../platform/database/database.ts';
import type { Platform, Tx } from '../../platform/platform.ts';
import { readSettings } from '../../settings/reads.ts';
import { inviteLetter, resetLetter } from '../letters.ts';
import { linkTo } from '../links.ts';
import { hashNewPassword } from '../new-password.ts';
import { type Credentials, credentialsOf, savePassword, saveProfile } from '../store/credentials.ts';
import {
  findOneTimeToken,
  forgetLinks,
  linkExpired,
  makeOneTimeToken,
  useOneTimeToken,
} from '../store/one-time-tokens.ts';
import { type Browser, startSession } from '../store/sessions.ts';
import { resetSeconds } from './passwords.ts';

// How somebody new gets in: added by an admin, invited by a link that works once.

const inviteSeconds = 7 * 86_400;

type Invited = { agentId: string; inviteUrl: string | null };

/** Adds an agent and invites him: by mail, or by the link in the answer where no mail leaves the desk. */
export async function inviteAgent(
  p: Platform,
  asked: Managing & { body: z.output<typeof createAgentBody> },
): Promise<Invited> {
  return transaction(p.db, async (tx) => {
    const made = await addAgent(tx, p, asked);
    const agent = (await credentialsOf(tx, { id: made.id })) as Credentials;
    return { agentId: made.uuid, inviteUrl: await sendLink(tx, p, { agent, from: asked.actor.name }) };
  });
}

/** A new link for somebody who lost the first; for one who has a password already, a link to a new password. */
export async function inviteAgain(p: Platform, agentId: string, asked: Managing): Promise<Invited> {
  return transaction(p.db, async (tx) => {
    const { agent: managed, otherOwners } = await lockManagedAgent(tx, agentId);
    checkManage(asked.actor, managed, { change: {}, otherOwners });
    const agent = await credentialsOf(tx, { id: managed.id });
    if (!agent) throw new AppError('conflict', 'agent_inactive', 'This account is turned off.');
    const inviteUrl = await sendLink(tx, p, { agent, from: asked.actor.name });
    await recordAudit(tx, {
      ...asked,
      at: p.clock.now(),
      action: 'agent.invited',
      objectKind: 'agent',
      objectId: agentId,
    });
    return { agentId, inviteUrl };
  });
}

/** Null when the link went by mail. */
async function sendLink(tx: Tx, p: Platform, of: { agent: Credentials; from: string }): Promise<string | null> {
  const { id, email, name, locale, password_hash } = of.agent;
  const purpose = password_hash === null ? 'invite' : 'reset';
  const seconds = purpose === 'invite' ? inviteSeconds : resetSeconds;
  const url = linkTo(p, purpose, await makeOneTimeToken(tx, p, { purpose, agentId: id, seconds }));
  if (p.config.smtpUrl === null) return url;
  const { company } = await readSettings(p, tx);
  const letter = { to: email, name, locale, company, url };
  await p.mailer.sendLater(tx, purpose === 'invite' ? inviteLetter({ ...letter, from: of.from }) : resetLetter(letter));
  return null;
}

/** Who is invited where, for the page that asks for a password. */
export async function lookAtInvite(p: Platform, token: string) {
  const { name, email } = await invited(p, token);
  const { company } = await readSettings(p);
  return { name, email, company };
}

/** Sets the first password and signs in: answers with the session's token. */
export async function acceptInvite(
  p: Platform,
  asked: { body: z.output<typeof acceptInviteBody>; browser: Browser; requestId: string },
): Promise<{ agentId: number; session: string }> {
  const { token, password, name, locale } = asked.body;
  const agent = await invited(p, token);
  const hash = await hashNewPassword(password, { email: agent.email, name: name ?? agent.name });
  const session = await transaction(p.db, async (tx) => {
    await useOneTimeToken(tx, p, { purpose: 'invite', token });
    await forgetLinks(tx, agent.id);
    await savePassword(tx, agent.id, hash);
    await saveProfile(tx, agent.id, { ...(name ? { name } : {}), ...(locale ? { locale } : {}) });
    const actor = await activeActor(tx, agent.id);
    if (!actor) throw linkExpired();
    const request = { ip: asked.browser.ip, id: asked.requestId };
    const at = p.clock.now();
    await recordAudit(tx, { actor, at, action: 'invite.accepted', objectKind: 'agent', objectId: agent.uuid, request });
    return startSession(tx, p, { agentId: agent.id, ...asked.browser });
  });
  return { agentId: agent.id, session };
}

async function invited(p: Platform, token: string): Promise<Credentials> {
  const found = await findOneTimeToken(p.db, p, { purpose: 'invite', token });
  const agent = found?.agentId ? await credentialsOf(p.db, { id: found.agentId }) : undefined;
  if (!agent) throw linkExpired();
  return agent;
}
