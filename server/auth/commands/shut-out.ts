import type { FastifyRequest } from 'fastify';
import type { AgentActor } from '../../../domain/permissions.ts';
import type { Platform, Tx } from '../../platform/platform.ts';
import { sessionHash } from '../session-cookie.ts';
import { endAllSessions, revokeAllApiTokens } from '../store/everybody.ts';

type Asked = { actor: AgentActor; request: FastifyRequest; tokens: boolean };

/** Signs everybody out but the browser that asks; a cookie beside an API token proves nothing and keeps nothing. */
export async function shutEverybodyOut(
  tx: Tx,
  p: Platform,
  { actor, request, tokens }: Asked,
): Promise<{ sessions: number; tokens: number }> {
  const sessions = await endAllSessions(tx, actor.viaToken ? null : sessionHash(p, request));
  return { sessions, tokens: tokens ? await revokeAllApiTokens(tx, p.clock.now()) : 0 };
}
