import { AppError } from '../../../domain/errors.ts';
import type { AgentActor } from '../../../domain/permissions.ts';
import { agentActor } from '../../agents/reads/actor.ts';
import { recordAudit } from '../../platform/audit.ts';
import { transaction } from '../../platform/database/database.ts';
import type { Platform } from '../../platform/platform.ts';
import { insertApiToken, revokeApiToken } from '../store/api-tokens.ts';
import { credentialsOf } from '../store/credentials.ts';

// Tokens by which programs act as an agent. Shown once, stored as a hash.

type Request = { ip: string; id: string };

export async function createApiToken(p: Platform, asked: { actor: AgentActor; name: string; request?: Request }) {
  const { actor, name, request } = asked;
  if (actor.viaToken) {
    throw new AppError(
      'forbidden',
      'needs_session',
      'A token makes no other tokens: it would outlive its own revoking.',
    );
  }
  return transaction(p.db, async (tx) => {
    const made = await insertApiToken(tx, p, { agentId: actor.id, name });
    const what = { action: 'api_token.created', objectKind: 'api_token', objectId: made.uuid, details: { name } };
    await recordAudit(tx, { actor, at: p.clock.now(), ...what, request });
    return made;
  });
}

export async function removeApiToken(
  p: Platform,
  asked: { actor: AgentActor; tokenId: string; request?: Request },
): Promise<void> {
  const { actor, tokenId, request } = asked;
  await transaction(p.db, async (tx) => {
    const at = p.clock.now();
    if (!(await revokeApiToken(tx, { agentId: actor.id, tokenId, at }))) {
      throw new AppError('not_found', 'api_token_not_found', 'There is no such token.');
    }
    await recordAudit(tx, {
      actor,
      at,
      action: 'api_token.revoked',
      objectKind: 'api_token',
      objectId: tokenId,
      request,
    });
  });
}

/** For the command line, whose user owns the machine: the token of an agent named by address. */
export async function issueApiToken(p: Platform, of: { email: string; name: string }): Promise<string> {
  const agent = await credentialsOf(p.db, { email: of.email.trim().toLowerCase() });
  if (!agent)
    throw new AppError('not_found', 'agent_not_found', `There is no active agent with the address ${of.email}.`);
  const actor = await agentActor(p.db, agent.id, false);
  return (await createApiToken(p, { actor, name: of.name })).token;
}
