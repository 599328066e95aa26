import type { FastifyRequest } from 'fastify';
import type { Platform } from '../../platform/platform.ts';
import { readSessionCookie } from '../session-cookie.ts';

/** What the request came with to prove who sends it, whether it opens anything or not. */
export function shownToken(p: Platform, request: FastifyRequest): string | null {
  return request.headers.authorization ?? readSessionCookie(p, request);
}
