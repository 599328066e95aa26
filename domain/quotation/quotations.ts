import { isForwardLine, isHeadAfterLine, isOriginalLine, isQuotationHead, isRule } from './header-blocks.ts';
import { beginsWithin, type Introduction, introductionIn, mayIntroduce } from './introductions.ts';
import { pointsBelow } from './pointing.ts';
import { bare, endOfRun, type Kind, type Scan } from './scan.ts';
import { isFooterLine, isSignatureMark } from './signatures.ts';
import { isQuotation, mostLines } from './unintroduced.ts';

type Found = { end: number; isMarked: boolean };

/** Folds what is quoted and says where the message ends and a forwarded one, which is all new, begins. */
export function foldQuotations(scan: Scan, kinds: Kind[]): number {
  const end = scan.texts.length;
  let hasQuotes = false;
  for (let at = scan.next[0] ?? end; at < end; ) {
    const found = foundAt(scan, at, hasQuotes);
    if (isShownFrom(scan, kinds, { at, found })) return at;
    const past = found?.end ?? pastRun(scan, at);
    if (found) kinds.fill('quoted', at, past);
    hasQuotes ||= found !== null;
    at = scan.next[past] ?? end;
  }
  return end;
}

function foundAt(scan: Scan, at: number, hasQuotes: boolean): Found | null {
  return historyAt(scan, at) ?? quotationAt(scan, at, hasQuotes);
}

/**
 * A forwarded mail is shown whole. So is unmarked history whose reader is sent there: answers written into it cannot be
 * told from it, and who says that they are there must be believed.
 */
function isShownFrom(scan: Scan, kinds: Kind[], { at, found }: { at: number; found: Found | null }): boolean {
  if (isForwardLine(bare(scan.texts[at]))) return true;
  return found !== null && !found.isMarked && (scan.isForward || pointsBelow(ownBefore(scan, kinds, at)));
}

/** A run of quoted lines that is not folded is passed whole, so that each line is looked at once. */
function pastRun(scan: Scan, at: number): number {
  return scan.isQuote(at) ? endOfRun(scan, at) : at + 1;
}

/** The words above, as far as they matter. */
function ownBefore({ texts }: Scan, kinds: Kind[], at: number): string {
  return texts
    .slice(Math.max(0, at - 60), at)
    .filter((_, index) => kinds[Math.max(0, at - 60) + index] === 'new')
    .join('\n');
}

/** History that goes on to the end of the message, for nothing says where it would stop. */
function historyAt(scan: Scan, at: number): Found | null {
  const { texts, marks, next } = scan;
  const text = texts[at] ?? '';
  if (text.startsWith('>') && !isOriginalLine(text)) return null;
  const isBegun =
    marks[at] === 'history' ||
    isOriginalLine(text) ||
    beginsWithin(text) ||
    (isRule(text) && isHeadAfterLine(texts, next[at + 1] ?? at)) ||
    isQuotationHead(texts, at);
  return isBegun ? (markedHistory(scan, at) ?? { end: texts.length, isMarked: false }) : null;
}

/** Some programs mark the quoted lines under such a head as well: then they say where it ends, and answers may stand below. */
function markedHistory(scan: Scan, at: number): Found | null {
  let line = at + 1;
  for (let paragraph = 0; paragraph < 3; paragraph += 1) {
    while (scan.texts[line] && !scan.isQuote(line) && line < at + 20) line += 1;
    line = scan.next[line] ?? scan.texts.length;
    if (scan.isQuote(line)) return { end: endOfRun(scan, line), isMarked: true };
  }
  return null;
}

function quotationAt(scan: Scan, at: number, hasQuotes: boolean): Found | null {
  if (scan.isQuote(at)) return isQuotation(scan, at, hasQuotes) ? { end: endOfRun(scan, at), isMarked: true } : null;
  const introduction = introductionAt(scan, at);
  if (!introduction) return null;
  const after = scan.next[introduction.end] ?? scan.texts.length;
  if (scan.isQuote(after) && isForwardLine(bare(scan.texts[after]))) return null;
  if (scan.isQuote(after) && isBelievable(scan, introduction.form, after)) {
    return { end: endOfRun(scan, after), isMarked: true };
  }
  return introduction.form === 'whole' ? { end: scan.texts.length, isMarked: false } : null;
}

/** "John wrote:" over a quotation may be a story somebody tells: it is a reply where nothing follows. */
function isBelievable(scan: Scan, form: Introduction, after: number): boolean {
  return form !== 'named' || scan.marks[after] === 'quote' || scan.lastOwn < after || hasSignatureOnly(scan, after);
}

function hasSignatureOnly(scan: Scan, after: number): boolean {
  const rest = scan.next[endOfRun(scan, after)] ?? scan.texts.length;
  const text = scan.texts[rest] ?? '';
  return isSignatureMark(text) || isFooterLine(text);
}

/** Mail programs break the introduction over lines. The shortest reading is taken: the line above may be the writer's own. */
function introductionAt(scan: Scan, at: number): { end: number; form: Introduction } | null {
  if (scan.marks[at] === 'introduction') return { end: endOfMarked(scan, at), form: 'dated' };
  if (!mayIntroduce(scan.texts[at] ?? '')) return null;
  const window = Array.from({ length: mostLines }, (_, index) => at + index);
  const stop = window.find((line) => (scan.texts[line] ?? '') === '' || scan.isQuote(line)) ?? at + mostLines;
  for (let end = at + 1; end <= stop; end += 1) {
    const form = introductionIn(scan.texts.slice(at, end).join(' '));
    if (form) return { end, form };
  }
  return null;
}

function endOfMarked({ marks, next, texts }: Scan, at: number): number {
  let end = at;
  while (marks[end] === 'introduction') end = next[end + 1] ?? texts.length;
  return end;
}
