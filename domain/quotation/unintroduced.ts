import { isForwardLine } from './header-blocks.ts';
import { introductionIn } from './introductions.ts';
import { bare, endOfRun, type Scan } from './scan.ts';

/** Of so many lines at most mail programs make the words over a quotation. */
export const mostLines = 4;

/**
 * Quoted lines that nobody introduced. `>` is also a prompt, and a way to cite an error: it is a mail only between others
 * that are, when it quotes a quotation, or when whole sentences end the message.
 */
export function isQuotation(scan: Scan, at: number, hasQuotes: boolean): boolean {
  const end = endOfRun(scan, at);
  const run = scan.texts.slice(at, end);
  if (isForwardLine(bare(run[0]))) return false;
  if (scan.marks[at] === 'quote' || isIntroducedInside(run)) return true;
  if (hasQuotes) return !isAnnouncedBy(scan, at);
  const depths = new Set(run.filter((line) => line !== '').map(depthOf));
  return depths.size > 1 || (scan.lastOwn < at && isProse(run) && !endsWithColon(scan, at));
}

/** Apple's programs put the introduction into the quotation. */
function isIntroducedInside(run: readonly string[]): boolean {
  const lines = run.slice(0, mostLines).map(bare);
  return lines.some((_, at) => {
    const form = introductionIn(lines.slice(0, at + 1).join(' '));
    return form === 'dated' || form === 'whole';
  });
}

/** "The screen says:" over it: among quotations, too, that is what the writer has to show. */
function isAnnouncedBy({ texts }: Scan, at: number): boolean {
  return (texts[at - 1] || texts[at - 2])?.endsWith(':') ?? false;
}

function depthOf(line: string): number {
  return (/^(?:>\s?){1,12}/.exec(line)?.[0] ?? '').replace(/\s/g, '').length;
}

function isProse(run: readonly string[]): boolean {
  const isBegun = /^>\s?[\p{Lu}¿¡"“«]/u.test(run[0] ?? '') && !/^>From /.test(run[0] ?? '');
  return isBegun && (run.length > 2 || run.some((line) => /[\p{L}\d)][.?!…]$/u.test(line)));
}

function endsWithColon({ texts, lastOwn }: Scan, at: number): boolean {
  return lastOwn >= 0 && lastOwn < at && (texts[lastOwn] ?? '').endsWith(':');
}
