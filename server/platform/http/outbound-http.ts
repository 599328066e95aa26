import { lookup } from 'node:dns/promises';
import { isIP, type LookupFunction } from 'node:net';
import ipaddr from 'ipaddr.js';
import { Agent, request } from 'undici';
import { AppError } from '../../../domain/errors.ts';
import type { Config } from '../config.ts';

/**
 * The only client for addresses that people give us (sign-in at mail providers, pictures in mail; later webhooks). Names are
 * resolved once, every address must be public, and the connection goes to those very addresses, so that a second answer of the
 * DNS changes nothing. Redirects are not followed. Refusals say the same whatever is behind the address.
 */
export type OutboundRequest = {
  url: string;
  method: 'GET' | 'POST';
  headers?: Record<string, string>;
  body?: string;
  maxBytes?: number;
  timeoutMs?: number;
  /** Also without encryption, on the usual port. */
  mayBePlain?: boolean;
  /** Whoever asked may go away. */
  signal?: AbortSignal;
};
export type OutboundAnswer = { status: number; contentType: string; text: string };
export type OutboundBytes = { status: number; contentType: string; location: string | null; bytes: Buffer };
type Address = { address: string; family: number };
/** Tests answer for DNS. */
export type Resolve = (name: string) => Promise<Address[]>;

const largestAnswer = 1024 * 1024;
const patienceMs = 10_000;

export async function askOutside(
  config: Pick<Config, 'outboundHosts'>,
  asked: OutboundRequest,
  resolve?: Resolve,
): Promise<OutboundAnswer> {
  const { status, contentType, bytes } = await fetchOutside(config, asked, resolve);
  return { status, contentType, text: bytes.toString('utf8') };
}

export async function fetchOutside(
  { outboundHosts }: Pick<Config, 'outboundHosts'>,
  asked: OutboundRequest,
  resolve: Resolve = (name) => lookup(name, { all: true, verbatim: true }),
): Promise<OutboundBytes> {
  const patience = AbortSignal.timeout(asked.timeoutMs ?? patienceMs);
  const signal = asked.signal ? AbortSignal.any([patience, asked.signal]) : patience;
  const url = checkedUrl(asked, outboundHosts);
  const addresses = await checkedAddresses(url, { outboundHosts, resolve });
  const agent = new Agent({ connect: { lookup: answering(addresses), timeout: patienceMs }, maxHeaderSize: 32 * 1024 });
  try {
    const answer = await request(url, {
      method: asked.method,
      ...(asked.headers && { headers: asked.headers }),
      ...(asked.body !== undefined && { body: asked.body }),
      dispatcher: agent,
      signal,
    });
    const bytes = await readUpTo(answer.body, asked.maxBytes ?? largestAnswer);
    const { 'content-type': contentType = '', location } = answer.headers;
    return {
      status: answer.statusCode,
      contentType: String(contentType),
      location: typeof location === 'string' ? location : null,
      bytes,
    };
  } catch (error) {
    if (error instanceof AppError) throw error;
    throw unreachable(url, error);
  } finally {
    await agent.destroy().catch(() => undefined);
  }
}

/** `host` or `host:port`, as the operator lists what in the own network may be asked. */
function isListed({ hostname, port, protocol }: URL, hosts: readonly string[]): boolean {
  const number = port || (protocol === 'https:' ? '443' : '80');
  return hosts.includes(hostname) || hosts.includes(`${hostname}:${number}`);
}

function checkedUrl({ url: text, mayBePlain = false }: OutboundRequest, hosts: readonly string[]): URL {
  if (!URL.canParse(text)) throw refused();
  const url = new URL(text);
  const isOurs = isListed(url, hosts);
  const isRightProtocol = url.protocol === 'https:' || ((isOurs || mayBePlain) && url.protocol === 'http:');
  if (!isRightProtocol || url.username !== '' || url.password !== '') throw refused();
  if (!isOurs && url.port !== '') throw refused();
  return url;
}

type Rules = { outboundHosts: readonly string[]; resolve: Resolve };

/** One address that is not public spoils all: which of them is connected to is not for the DNS to choose. */
async function checkedAddresses(url: URL, { outboundHosts, resolve }: Rules): Promise<Address[]> {
  const name = url.hostname.replace(/^\[|\]$/g, '');
  const family = isIP(name);
  const addresses =
    family === 0
      ? await resolve(name).catch((error: unknown) => {
          throw unreachable(url, error);
        })
      : [{ address: name, family }];
  if (addresses.length === 0) throw unreachable(url);
  if (!isListed(url, outboundHosts) && !addresses.every(({ address }) => isPublic(address))) throw refused();
  return addresses;
}

/** `process` unwraps IPv4 inside IPv6; addresses that lead to others by translation are no unicast. */
export function isPublic(address: string): boolean {
  return ipaddr.isValid(address) && ipaddr.process(address).range() === 'unicast';
}

function answering(addresses: readonly Address[]): LookupFunction {
  return (_name, options, done) => {
    const [first] = addresses;
    if (options.all) done(null, [...addresses]);
    else done(null, first?.address ?? '', first?.family);
  };
}

async function readUpTo(body: AsyncIterable<Buffer>, most: number): Promise<Buffer> {
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of body) {
    size += chunk.byteLength;
    if (size > most) throw new AppError('unavailable', 'outbound_too_large', 'The other side answered with too much.');
    chunks.push(chunk);
  }
  return Buffer.concat(chunks);
}

function refused(): AppError {
  return new AppError('invalid', 'outbound_refused', 'This address may not be asked.');
}

function unreachable(url: URL, cause?: unknown): AppError {
  return new AppError('unavailable', 'outbound_unreachable', `${url.hostname} does not answer.`, { cause });
}
