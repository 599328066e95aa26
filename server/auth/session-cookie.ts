import type { FastifyReply, FastifyRequest } from 'fastify';
import type { Platform } from '../platform/platform.ts';

const sixtyDays = 60 * 24 * 3600;

/** The browser keeps a `__Host-` cookie to this host and to https alone, which plain http (a laptop, a closed network) cannot have. */
function isSecure(p: Platform): boolean {
  return p.config.publicUrl?.startsWith('https:') ?? false;
}

function cookieName(p: Platform): string {
  return isSecure(p) ? '__Host-atende' : 'atende';
}

export function readSessionCookie(p: Platform, request: FastifyRequest): string | null {
  const wanted = `${cookieName(p)}=`;
  const found = (request.headers.cookie ?? '').split(/;\s*/).find((pair) => pair.startsWith(wanted));
  const token = found?.slice(wanted.length) ?? '';
  return /^[\w-]{20,100}$/.test(token) ? token : null;
}

export function setSessionCookie(p: Platform, reply: FastifyReply, token: string): void {
  reply.header('set-cookie', cookie(p, token, sixtyDays));
}

export function clearSessionCookie(p: Platform, reply: FastifyReply): void {
  reply.header('set-cookie', cookie(p, '', 0));
}

function cookie(p: Platform, token: string, maxAge: number): string {
  const secure = isSecure(p) ? '; Secure' : '';
  return `${cookieName(p)}=${token}; Path=/; HttpOnly; SameSite=Lax; Max-Age=${maxAge}${secure}`;
}

/** The session this request came with, as it is stored. */
export function sessionHash(p: Platform, request: FastifyRequest): Buffer | null {
  const token = readSessionCookie(p, request);
  return token === null ? null : p.secrets.hashToken(token);
}
