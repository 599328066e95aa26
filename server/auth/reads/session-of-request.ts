import type { FastifyRequest } from 'fastify';
import type { Platform } from '../../platform/platform.ts';
import { sessionHash } from '../session-cookie.ts';

/** The browser session a request came in, to which something begun there is bound; null for an API token. */
export async function sessionOfRequest(p: Platform, request: FastifyRequest): Promise<string | null> {
  const hash = sessionHash(p, request);
  if (hash === null || request.headers.authorization !== undefined) return null;
  const row = await p.db.selectFrom('sessions').select('uuid').where('token_hash', '=', hash).executeTakeFirst();
  return row?.uuid ?? null;
}
