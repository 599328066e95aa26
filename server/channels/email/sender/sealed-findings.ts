import { findingsIn } from './authentication-results.ts';

/** One set of an ARC chain (RFC 8617): who sealed it, and what it says its server found. */
export type Seal = { sealer: string; results: string };

/**
 * Of a chain that holds, whose word is taken that the sender was the sender when the mail passed there. A seal covers what
 * stood there before, not whether it was true: so from the newest on every sealer must be trusted, down to the one that says
 * it, or a stranger could seal a lie and have it forwarded by somebody trusted.
 */
export function voucherIn(
  newestFirst: readonly Seal[],
  by: { trusted: readonly string[]; sender: string },
): string | null {
  const domain = by.sender.slice(by.sender.lastIndexOf('@') + 1).toLowerCase();
  for (const { sealer, results } of newestFirst) {
    if (!isTrusted(sealer, by.trusted)) return null;
    const found = findingsIn(results.replace(/^[^;]*;/, '')); // the number of the set stands before the server
    if (found.dmarc === 'pass' && found.fromDomain === domain) return sealer.toLowerCase();
  }
  return null;
}

function isTrusted(sealer: string, trusted: readonly string[]): boolean {
  const domain = sealer.toLowerCase();
  return trusted.some((name) => domain === name.toLowerCase() || domain.endsWith(`.${name.toLowerCase()}`));
}

type Header = { parsed?: { d?: { value?: unknown } }; original?: unknown };
type Link = { i: number; 'arc-seal'?: Header; 'arc-authentication-results'?: Header };

/** As mailauth keeps them, beside the fields that it types. */
export function sealsOf(checked: unknown): Seal[] {
  const { chain } = checked as { chain?: Link[] | false };
  return (chain || [])
    .toSorted((one, other) => other.i - one.i)
    .map((link) => ({
      sealer: String(link['arc-seal']?.parsed?.d?.value ?? ''),
      results: textOf(link['arc-authentication-results']?.original),
    }));
}

function textOf(header: unknown): string {
  const text = header instanceof Uint8Array ? Buffer.from(header).toString('utf8') : String(header ?? '');
  return text.slice(text.indexOf(':') + 1);
}
