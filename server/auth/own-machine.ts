import type { FastifyRequest } from 'fastify';
import { isLoopbackName } from '../platform/http/http-guards.ts';
import type { Platform } from '../platform/platform.ts';

const forwarding = ['forwarded', 'via', 'x-real-ip', 'x-client-ip', 'cf-connecting-ip', 'true-client-ip'];

/**
 * True when the browser surely runs on the desk's own machine: its connection and the name it used are loopback, no proxy
 * left a trace and none is configured. Anybody else gets the setup link from the terminal only.
 */
export function isOwnMachine(p: Platform, request: FastifyRequest): boolean {
  if (p.config.publicUrl !== null || !isLoopbackName(request.headers.host ?? '')) return false;
  const isForwarded = Object.keys(request.headers).some(
    (name) => name.startsWith('x-forwarded') || forwarding.includes(name),
  );
  return !isForwarded && isLoopbackAddress(request.socket.remoteAddress ?? '');
}

function isLoopbackAddress(address: string): boolean {
  return address === '::1' || /^(::ffff:)?127\./.test(address);
}
