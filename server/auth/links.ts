import type { Platform } from '../platform/platform.ts';

/**
 * Where people reach the desk: as configured, never as a request's Host header says, which anybody may write. The token
 * stands in the fragment, which browsers keep to themselves.
 */
export function linkTo(p: Platform, page: 'invite' | 'reset', token: string): string {
  return `${originOf(p)}/${page}#${token}`;
}

function originOf(p: Platform): string {
  const { publicUrl, host, port } = p.config;
  if (publicUrl !== null) return publicUrl;
  const name = ['0.0.0.0', '::', '::1', '127.0.0.1'].includes(host) ? 'localhost' : host;
  return `http://${name}:${port}`;
}
