import { isIP } from 'node:net';
import ipaddr from 'ipaddr.js';
import { addrSpec } from '../../../platform/mail/mail-address.ts';
import type { Verdict } from '../../channel.ts';
import type { Lookup } from './lookup.ts';
import { sealsOf, voucherIn } from './sealed-findings.ts';

export type Claim = {
  bytes: Uint8Array;
  /** Addresses in From headers, all of them. */
  senders: readonly string[];
  /** Nobody could read another address out of From. */
  isClear: boolean;
  isSigned: boolean;
  /** Servers on its way wrote down what they found, and sealed it (ARC). */
  isSealed: boolean;
  mailFrom: string | null;
  remoteAddress: string | null;
  helo: string | null;
  ownAddresses: ReadonlySet<string>;
  /** Domains of forwarders and mailing lists whose seals count. */
  trustedSealers: readonly string[];
};

/**
 * Does anybody vouch for the address in From? Only DMARC, a DKIM signature of the same domain that we checked on these
 * bytes, or a chain of seals (ARC) of forwarders whom the inbox trusts. Everything else, also "could not ask", is unverified. Header fields that claim a verdict are never read.
 */
export async function verdictOf(claim: Claim, lookup: Lookup): Promise<Verdict> {
  const notes = notesOf(claim);
  const client = publicAddress(claim.remoteAddress);
  if (!claim.isSigned && !claim.isSealed && client === null) return unverified([...notes, 'nothing_to_check']);
  if (notes.includes('from_missing') || notes.includes('from_several')) return unverified(notes);
  try {
    return await checked(claim, { lookup, client, notes });
  } catch {
    return unverified([...notes, 'check_failed']);
  }
}

type Asking = { lookup: Lookup; client: string | null; notes: string[] };

async function checked(claim: Claim, { lookup, client, notes }: Asking): Promise<Verdict> {
  // 50 MB of memory and 0.4 s: loaded only where there is something to check.
  const { authenticate } = await import('mailauth');
  const found = await authenticate(Buffer.from(claim.bytes.buffer, claim.bytes.byteOffset, claim.bytes.byteLength), {
    ...(client === null ? {} : { ip: client, helo: claim.helo ?? '', sender: claim.mailFrom ?? '' }),
    resolver: lookup.resolve,
    mta: 'atende.invalid',
    disableBimi: true,
    trustReceived: false,
    minBitLength: 1024,
    rejectRsaSha1: true,
  });
  // What was checked is the sender as mailauth read it: that must be whom we take for the sender.
  const [checkedFor = '', ...more] = found.dkim.headerFrom;
  if (more.length > 0 || addrSpec(checkedFor)?.toLowerCase() !== claim.senders[0]) {
    return unverified([...notes, 'from_several']);
  }
  const signers = found.dkim.results.filter(({ status }) => status.result === 'pass');
  const aligned = signers.filter(({ status }) => status.aligned);
  const dmarc = resultOf(found.dmarc);
  const spf = resultOf(found.spf);
  const arc = sealed(found.arc, claim);
  const by = chosen({
    dmarc: dmarc === 'pass',
    ...Object.fromEntries(aligned.map(({ signingDomain }) => [`dkim:${signingDomain}`, true])),
    spf: spf === 'pass',
    ...arc.by,
  });
  const because = chosen({
    dmarc_fail: dmarc === 'fail' && !arc.isVouched,
    dkim_fail: claim.isSigned && signers.length === 0,
    dkim_other_domain: signers.length > 0 && aligned.length === 0,
    spf_fail: spf === 'fail',
    dns_unavailable: lookup.hasFailed(),
  });
  const status = isVerified({ dmarc, isAligned: aligned.length > 0, isVouched: arc.isVouched })
    ? 'verified'
    : 'unverified';
  return { status, by, notes: [...notes, ...because] };
}

function isVerified(found: { dmarc: string; isAligned: boolean; isVouched: boolean }): boolean {
  return found.dmarc === 'pass' || found.isVouched || (found.dmarc !== 'fail' && found.isAligned);
}

/** That a chain holds is written down; it counts where somebody whom the inbox trusts vouches in it. */
function sealed(check: Check, { trustedSealers, senders }: Claim): { by: Record<string, boolean>; isVouched: boolean } {
  if (resultOf(check) !== 'pass') return { by: {}, isVouched: false };
  const voucher = voucherIn(sealsOf(check), { trusted: trustedSealers, sender: senders[0] ?? '' });
  return { by: { [voucher === null ? 'arc' : `arc:${voucher}`]: true }, isVouched: voucher !== null };
}

type Check = { status: { result: string } } | false | undefined;

function resultOf(check: Check): string {
  return check ? check.status.result : 'none';
}

function chosen(flags: Record<string, boolean>): string[] {
  return Object.keys(flags).filter((name) => flags[name]);
}

function notesOf({ senders, isClear, ownAddresses }: Claim): string[] {
  return [
    ...(senders.length === 0 ? ['from_missing'] : []),
    ...(senders.length > 0 && !isClear ? ['from_several'] : []),
    ...(senders.some((address) => ownAddresses.has(address)) ? ['own_address'] : []),
  ];
}

/** SPF speaks of addresses of the internet; a relay on our own network says nothing about the sender. */
function publicAddress(address: string | null): string | null {
  const plain = (address ?? '').replace(/^::ffff:/i, '');
  return isIP(plain) !== 0 && ipaddr.process(plain).range() === 'unicast' ? plain : null;
}

function unverified(notes: string[]): Verdict {
  return { status: 'unverified', by: [], notes };
}
