import { Resolver } from 'node:dns/promises';
import { AppError } from '../../../domain/errors.ts';
import type { Config } from '../config.ts';
import { fetchOutside, type Resolve } from './outbound-http.ts';

/**
 * A picture from an address that a stranger wrote into a mail. Whoever serves it learns that this desk asked: no cookie, no
 * referrer, nothing of who looks. Each address it is sent on to is checked like the first. What came is not yet known to be
 * a picture.
 */
export async function fetchPicture(
  config: Pick<Config, 'imageHosts'>,
  { url, signal }: { url: string; signal: AbortSignal },
  resolve: Resolve = byDns,
): Promise<Buffer> {
  if (inHand >= mostAtOnce) throw new AppError('unavailable', 'pictures_busy', 'Too many pictures are being fetched.');
  inHand++;
  try {
    const outbound = { outboundHosts: config.imageHosts };
    return await follow(outbound, { url, signal: AbortSignal.any([signal, AbortSignal.timeout(patienceMs)]) }, resolve);
  } finally {
    inHand--;
  }
}

let inHand = 0;
/** Each may hold `largest` bytes. */
const mostAtOnce = 32;
const largest = 8 * 1024 * 1024;
const patienceMs = 15_000;
const mostRedirects = 4;

const headers = {
  accept: 'image/avif,image/webp,image/png,image/jpeg,image/gif',
  'user-agent': 'Atende (picture proxy)',
};

async function follow(
  config: Pick<Config, 'outboundHosts'>,
  first: { url: string; signal: AbortSignal },
  resolve: Resolve,
): Promise<Buffer> {
  let { url } = first;
  for (let asked = 0; asked <= mostRedirects; asked++) {
    const asking = { method: 'GET', url, headers, signal: first.signal, mayBePlain: true, maxBytes: largest } as const;
    const { status, location, bytes } = await fetchOutside(config, asking, resolve);
    if (status === 200) return bytes;
    if (status < 300 || status > 399 || location === null || !URL.canParse(location, url)) break;
    url = new URL(location, url).href;
  }
  throw new AppError('unavailable', 'picture_unavailable', 'There is no picture to be had there.');
}

/**
 * Asked of the name servers themselves: a lookup by the system holds one of the few threads that files are read by, and a
 * mail may name two hundred servers that never answer.
 */
async function byDns(name: string) {
  const resolver = new Resolver({ timeout: 3_000, tries: 2 });
  const [four, six] = await Promise.allSettled([resolver.resolve4(name), resolver.resolve6(name)]);
  return [
    ...(four.status === 'fulfilled' ? four.value.map((address) => ({ address, family: 4 })) : []),
    ...(six.status === 'fulfilled' ? six.value.map((address) => ({ address, family: 6 })) : []),
  ];
}
