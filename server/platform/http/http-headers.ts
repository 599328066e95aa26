import type { FastifyReply } from 'fastify';
import type { Config } from '../config.ts';

/** No scripts but our own files; styles inline because the kit's accessible widgets insert a few rules of their own. */
const contentSecurityPolicy = [
  "default-src 'none'",
  "script-src 'self'",
  "style-src 'self' 'unsafe-inline'",
  "img-src 'self' data: blob:",
  "font-src 'self'",
  "media-src 'self' blob:",
  "connect-src 'self'",
  "frame-src 'self'",
  "manifest-src 'self'",
  "worker-src 'self'",
  "base-uri 'none'",
  "form-action 'self'",
  "frame-ancestors 'none'",
].join('; ');

/** The headers of every answer, errors and files included. A route with a policy of its own (the mail frame) sets it after. */
export function securityHeaders(config: Config): (reply: FastifyReply, path: string) => void {
  const fixed: Record<string, string> = {
    'content-security-policy': contentSecurityPolicy,
    'x-content-type-options': 'nosniff',
    'referrer-policy': 'no-referrer',
    'cross-origin-opener-policy': 'same-origin',
    'cross-origin-resource-policy': 'same-origin',
    'permissions-policy': 'camera=(), geolocation=(), microphone=(), payment=(), usb=()',
    ...(config.publicUrl?.startsWith('https:') ? { 'strict-transport-security': 'max-age=31536000' } : {}),
  };
  const ofApi = { ...fixed, 'cache-control': 'no-store' };
  return (reply, path) => {
    reply.headers(path.startsWith('/api') ? ofApi : fixed);
  };
}
