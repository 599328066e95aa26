import type { FastifyRequest } from 'fastify';
import { AppError } from '../../../domain/errors.ts';
import type { Config } from '../config.ts';

const loopbackNames = new Set(['localhost', '127.0.0.1', '[::1]']);

/**
 * The names this desk answers to: its public URL's, or HOST:PORT and the loopback names. Anything else may be a page that
 * points its own name at us (DNS rebinding). X-Forwarded-Host is not believed: a proxy passes Host on, or PUBLIC_URL is its name.
 */
export function hostGuard(config: Config): (request: FastifyRequest) => void {
  const publicHost = config.publicUrl ? new URL(config.publicUrl).host.toLowerCase() : null;
  return (request) => {
    const host = (request.headers.host ?? '').toLowerCase();
    if (publicHost !== null && host === publicHost) return;
    if (host === listening(config, request)) return;
    if (publicHost === null && isLoopbackName(host)) return;
    throw new AppError('invalid', 'host_not_allowed', 'This desk is not known by that name. Set PUBLIC_URL to it.');
  };
}

/** HOST:PORT as configured; a port the system chose (PORT=0) is the one the request came in by. */
function listening(config: Config, request: FastifyRequest): string {
  const host = config.host.includes(':') ? `[${config.host}]` : config.host;
  const port = config.port === 0 ? request.socket.localPort : config.port;
  return port === 80 ? host : `${host}:${port}`;
}

export function isLoopbackName(host: string): boolean {
  return loopbackNames.has(host.replace(/:\d+$/, ''));
}

const safeMethods = new Set(['GET', 'HEAD', 'OPTIONS']);

/**
 * A browser sends its cookie whoever wrote the page, so a change must come from our own pages. Programs (bearer token, or no
 * cookie and no browser headers) are not concerned. Signing in is: somebody else's page may not sign a visitor in.
 */
export function refuseForeignPages(config: Config, request: FastifyRequest): void {
  if (safeMethods.has(request.method) || request.headers.authorization !== undefined) return;
  if (isFromOwnPage(config, request)) return;
  throw new AppError('forbidden', 'cross_site', 'This request came from another site.');
}

function isFromOwnPage(config: Config, request: FastifyRequest): boolean {
  const { cookie, origin } = request.headers;
  const site = request.headers['sec-fetch-site'];
  if (site !== undefined) return site === 'same-origin' || site === 'none';
  if (origin !== undefined) return isOwnOrigin(config, origin, request.headers.host);
  return cookie === undefined;
}

function isOwnOrigin(config: Config, origin: string, host: string | undefined): boolean {
  if (!URL.canParse(origin)) return false;
  if (config.publicUrl !== null && origin === new URL(config.publicUrl).origin) return true;
  return new URL(origin).host === host;
}

const json = /^application\/json *(; *charset=utf-8 *)?$/i;

/** JSON spelled in one way only: a browser's form cannot send it, and no odd spelling is read differently by somebody before us. */
export function refuseOtherThanJson(request: FastifyRequest): void {
  const { 'content-type': type, 'content-length': length, 'transfer-encoding': encoding } = request.headers;
  const hasBody = encoding !== undefined || (length !== undefined && length !== '0');
  if (!hasBody || request.routeOptions.config.route?.raw || json.test(type ?? '')) return;
  throw new AppError('invalid', 'unsupported_media_type', 'Send application/json.');
}
