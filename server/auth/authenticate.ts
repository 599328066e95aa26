import type { FastifyRequest } from 'fastify';
import type { AgentActor } from '../../domain/permissions.ts';
import type { Platform } from '../platform/platform.ts';
import { actorOfApiToken, actorOfSession } from './reads/actor-of-token.ts';
import { readSessionCookie } from './session-cookie.ts';

/**
 * Who sends this request: the agent of its API token or of its session cookie, or nobody. A token that is given and wrong is
 * nobody, even beside a good cookie: what a program asks for must not depend on whose browser it runs in.
 */
export function authenticate(p: Platform): (request: FastifyRequest) => Promise<AgentActor | null> {
  return async (request) => {
    const bearer = request.headers.authorization;
    if (bearer !== undefined) {
      const token = /^Bearer ([\w-]{20,100})$/i.exec(bearer)?.[1];
      return token ? actorOfApiToken(p, p.secrets.hashToken(token)) : null;
    }
    const token = readSessionCookie(p, request);
    return token ? actorOfSession(p, p.secrets.hashToken(token)) : null;
  };
}
