import { isForwardLine, isHeadAfterLine, isOriginalLine, isQuotationHead, isRule } from './header-blocks.ts';
import { beginsWithin, type Introduction, introductionIn, mayIntroduce } from './introductions.ts';
import { pointsBelow } from './pointing.ts';
import { isCard, isFooterLine, isSignatureMark } from './signatures.ts';

/*
 * What of a message is new, what repeats an older one and what is a signature. Nothing is ever cut: the parts put together
 * are the message. Whatever is doubtful is new, for a sentence that nobody reads is worse than one read twice.
 */

export type Kind = 'new' | 'quoted' | 'signature';
export type Part = { kind: Kind; text: string };

/** What the shape of a message says of a line, where it has more shape than text: a quote, its introduction, the start of history. */
export type Mark = 'quote' | 'introduction' | 'history' | 'signature';
export type Line = { text: string; mark?: Mark | undefined };
/** A mail that was sent on may look like an answer in every line: that it is none its subject says (`forwards`). */
export type Sent = { isForward?: boolean };

export function partsOf(text: string, sent: Sent = {}): Part[] {
  const lines = linesOf(text);
  const kinds = kindsOf(
    lines.map((line) => ({ text: line })),
    sent,
  );
  const parts: Part[] = [];
  let start = 0;
  for (let at = 1; at <= lines.length; at += 1) {
    if (at < lines.length && kinds[at] === kinds[start]) continue;
    parts.push({ kind: kinds[start] ?? 'new', text: lines.slice(start, at).join('') });
    start = at;
  }
  return parts;
}

/** What the sender says in this message and nowhere before: for rules, previews and who reads in a hurry. */
export function newPartOf(text: string, sent: Sent = {}): string {
  const own = partsOf(text, sent).filter(({ kind }) => kind === 'new');
  return own
    .map((part) => part.text)
    .join('')
    .trim();
}

/** Each with the break that ends it. */
function linesOf(text: string): string[] {
  const lines = text.split(/(?<=\n)/);
  return text === '' ? [] : lines;
}

export function kindsOf(given: readonly Line[], { isForward = false }: Sent = {}): Kind[] {
  const scan = { ...scanOf(given), isForward };
  const kinds: Kind[] = given.map(() => 'new');
  const end = foldQuotations(scan, kinds);
  foldSignatures(scan, kinds, end);
  const saysSomething = scan.texts.some((text, at) => text !== '' && kinds[at] === 'new');
  return saysSomething ? coverBlanks(scan, kinds) : given.map(() => 'new');
}

type Scan = {
  texts: readonly string[];
  marks: readonly (Mark | undefined)[];
  isQuote(at: number): boolean;
  /** The next line that says something, or the number of lines. */
  next: readonly number[];
  lastOwn: number;
  isForward: boolean;
};

function scanOf(given: readonly Line[]): Omit<Scan, 'isForward'> {
  const texts = given.map(({ text }) => text.trim());
  const marks = given.map(({ mark }) => mark);
  const isQuote = (at: number) => marks[at] === 'quote' || (texts[at] ?? '').startsWith('>');
  const next = new Array<number>(texts.length + 1).fill(texts.length);
  for (let at = texts.length - 1; at >= 0; at -= 1) next[at] = texts[at] === '' ? (next[at + 1] ?? at) : at;
  const lastOwn = texts.findLastIndex((text, at) => text !== '' && !isQuote(at));
  return { texts, marks, isQuote, next, lastOwn };
}

type Found = { end: number; isMarked: boolean };

/** Folds what is quoted and says where the message ends and a forwarded one, which is all new, begins. */
function foldQuotations(scan: Scan, kinds: Kind[]): number {
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

const bare = (text = '') => text.replace(/^[>\s]{1,20}/, '');

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

const mostLines = 4;

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

/** Past the quoted lines and the blank ones between them. */
function endOfRun({ isQuote, next, texts }: Scan, at: number): number {
  let end = at;
  for (let line = at; line < texts.length && isQuote(line); line = next[line + 1] ?? texts.length) end = line + 1;
  return end;
}

/**
 * Quoted lines that nobody introduced. `>` is also a prompt, and a way to cite an error: it is a mail only between others
 * that are, when it quotes a quotation, or when whole sentences end the message.
 */
function isQuotation(scan: Scan, at: number, hasQuotes: boolean): boolean {
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

/** Each stretch of new lines may end in a signature: above the quotation, or below it where somebody answers underneath. */
function foldSignatures(scan: Scan, kinds: Kind[], end: number): void {
  foldMarkedSignatures(scan, kinds, end);
  let start = 0;
  for (let at = 0; at <= end; at += 1) {
    if (at < end && kinds[at] === 'new') continue;
    if (at > start) foldSignature(scan, kinds, { start, end: at });
    start = at + 1;
  }
}

function foldMarkedSignatures(scan: Scan, kinds: Kind[], end: number): void {
  const { texts, marks } = scan;
  for (let at = marks.indexOf('signature'); at >= 0 && at < end; at = marks.indexOf('signature', at)) {
    const past = Math.min(endOfSigned(scan, at), end);
    const start = isSignatureMark(texts[at - 1] ?? '') ? at - 1 : at;
    if (kinds[at] === 'new' && isCard(texts.slice(at, past))) kinds.fill('signature', start, past);
    at = past;
  }
}

function endOfSigned({ marks, next, texts }: Scan, at: number): number {
  let past = at + 1;
  for (let line = at; marks[line] === 'signature'; line = next[line + 1] ?? texts.length) past = line + 1;
  return past;
}

type Stretch = { start: number; end: number };

function foldSignature({ texts }: Scan, kinds: Kind[], stretch: Stretch): void {
  let end = stretch.end;
  while (end > stretch.start && isAside(texts[end - 1] ?? '')) end -= 1;
  const mark = lastMark(texts, { start: stretch.start, end });
  const isSigned =
    mark >= 0 && isCard(texts.slice(mark, end)) && !isAnnounced(texts, { start: stretch.start, end: mark });
  kinds.fill('signature', isSigned ? mark : firstFooter(texts, stretch), stretch.end);
}

/** "Missing:" and two hyphens: then what stands under them is what is missing. */
function isAnnounced(texts: readonly string[], { start, end }: Stretch): boolean {
  const last = texts.slice(start, end).findLast((text) => text !== '');
  return last?.endsWith(':') ?? false;
}

function lastMark(texts: readonly string[], { start, end }: Stretch): number {
  const found = texts.slice(start, end).findLastIndex(isSignatureMark);
  return found < 0 ? -1 : start + found;
}

/** Blank lines and what the program added stand below everything else. */
function isAside(text: string): boolean {
  return text === '' || isFooterLine(text);
}

function firstFooter(texts: readonly string[], { start, end }: Stretch): number {
  let first = end;
  for (let at = end - 1; at >= start && isAside(texts[at] ?? ''); at -= 1) if (texts[at] !== '') first = at;
  return first;
}

/** A blank line goes with what stands above it. */
function coverBlanks({ texts }: Scan, kinds: readonly Kind[]): Kind[] {
  let above: Kind = 'new';
  return kinds.map((kind, at) => {
    if (texts[at] !== '') above = kind;
    return above;
  });
}
