import type { Verdict } from '../../channel.ts';

/** What a server that the admin trusts says it found. */
export type TrustedFindings = { server: string; dmarc: string; spf: string; fromDomain: string | null };

/**
 * Reads `Authentication-Results` (RFC 8601) where an inbox has a trust anchor: names of servers, or "topmost" for providers
 * that sign with none. Only the uppermost field counts that fits; anybody can write such a field further down.
 */
export function trustedFindings(fields: readonly string[], trusted: readonly string[]): TrustedFindings | null {
  const names = trusted.map((name) => name.toLowerCase());
  const read = fields.map(findingsIn);
  const found = names.includes('topmost') ? read[0] : read.find(({ server }) => names.includes(server));
  return found ?? null;
}

/** What one field says, whoever wrote it. */
export function findingsIn(field: string): TrustedFindings {
  const plain = field
    .replace(/\r?\n/g, ' ')
    .replace(/\([^()]{0,500}\)/g, ' ')
    .slice(0, 10_000)
    .toLowerCase();
  const [head = '', ...results] = plain.split(';').map((part) => part.trim());
  const of = (method: string) => results.find((result) => result.startsWith(`${method}=`)) ?? '';
  const word = (text: string, name: string) =>
    new RegExp(`(?:^|\\s)${name}=\\s*"?([^\\s;"]{1,255})`).exec(text)?.[1] ?? null;
  const dmarc = of('dmarc');
  return {
    server: head.split(/\s+/)[0] ?? '',
    dmarc: word(dmarc, 'dmarc') ?? 'none',
    spf: word(of('spf'), 'spf') ?? 'none',
    fromDomain: word(dmarc, 'header\\.from'),
  };
}

/** Its DMARC is worth as much as ours: it saw who delivered the mail, which a mailbox does not tell. */
export function withFindings(own: Verdict, found: TrustedFindings | null, sender: string | undefined): Verdict {
  const isDoubtful = own.notes.includes('from_missing') || own.notes.includes('from_several');
  if (found === null || sender === undefined || isDoubtful) return own;
  const by = found.spf === 'pass' && !own.by.includes('spf') ? [...own.by, 'spf'] : own.by;
  const domain = sender.slice(sender.lastIndexOf('@') + 1).toLowerCase();
  const isAboutSender = found.fromDomain === null || found.fromDomain === domain;
  if (found.dmarc === 'pass' && isAboutSender) {
    const notes = own.notes.filter((note) => note !== 'nothing_to_check' && note !== 'dmarc_fail');
    return { status: 'verified', by: [...new Set(['dmarc', ...by])], notes };
  }
  const notes = own.notes.filter((note) => note !== 'nothing_to_check');
  if (found.dmarc !== 'fail' || own.status === 'verified') return { ...own, by, notes };
  return { ...own, by, notes: [...new Set([...notes, 'dmarc_fail'])] };
}
