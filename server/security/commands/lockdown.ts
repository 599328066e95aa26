import type { FastifyRequest } from 'fastify';
import { AppError } from '../../../domain/errors.ts';
import type { AgentActor } from '../../../domain/permissions.ts';
import { shutEverybodyOut } from '../../auth/commands/shut-out.ts';
import { recordAudit } from '../../platform/audit.ts';
import { transaction } from '../../platform/database/database.ts';
import type { Platform } from '../../platform/platform.ts';

type Asked = { actor: AgentActor; request: FastifyRequest; tokens: boolean };

/** The kill switch: everybody is out at once, and whoever has a right to be here signs in again. */
export async function lockDown(p: Platform, asked: Asked): Promise<{ sessions: number; tokens: number }> {
  if (asked.actor.role !== 'owner') {
    throw new AppError('forbidden', 'owner_only', 'Only an owner signs everybody out.');
  }
  return transaction(p.db, async (tx) => {
    const ended = await shutEverybodyOut(tx, p, asked);
    const { actor, request } = asked;
    await recordAudit(tx, { actor, at: p.clock.now(), action: 'security.lockdown', details: ended, request });
    return ended;
  });
}
