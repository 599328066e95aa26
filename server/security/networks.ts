import { netOf } from '../platform/throttle.ts';

/** The network a person usually comes from: a line at home gets a new address every other night, seldom a new provider. */
export function networkOf(ip: string): string {
  const net = netOf(ip);
  if (net.includes(':')) return `${net.split(':').slice(0, 2).join(':')}::/32`;
  const [first, second] = net.split('.');
  return second === undefined ? net : `${first}.${second}.0.0/16`;
}
