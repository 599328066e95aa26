import type { Kind, Scan } from './scan.ts';
import { isCard, isFooterLine, isSignatureMark } from './signatures.ts';

/** Each stretch of new lines may end in a signature: above the quotation, or below it where somebody answers underneath. */
export function foldSignatures(scan: Scan, kinds: Kind[], end: number): void {
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
