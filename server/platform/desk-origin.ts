import type { Config } from './config.ts';

/** Where people reach the desk: as configured, never as a request's Host header says, which anybody may write. */
export function deskOrigin({ publicUrl, host, port }: Pick<Config, 'publicUrl' | 'host' | 'port'>): string {
  if (publicUrl !== null) return publicUrl;
  const name = ['0.0.0.0', '::', '::1', '127.0.0.1'].includes(host) ? 'localhost' : host;
  return `http://${name}:${port}`;
}
