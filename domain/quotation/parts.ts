import { isOnlyCourtesy } from './courtesies.ts';
import { foldSignatures } from './fold-signatures.ts';
import { foldQuotations } from './quotations.ts';
import { type Kind, type Line, type Scan, scanOf } from './scan.ts';

/*
 * What of a message is new, what repeats an older one and what is a signature. Nothing is ever cut: the parts put together
 * are the message. Whatever is doubtful is new, for a sentence that nobody reads is worse than one read twice.
 */

export type Part = { kind: Kind; text: string };

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
  const own = scan.texts.filter((text, at) => text !== '' && kinds[at] === 'new');
  return isOnlyCourtesy(own) ? given.map(() => 'new') : coverBlanks(scan, kinds);
}

/** A blank line goes with what stands above it. */
function coverBlanks({ texts }: Scan, kinds: readonly Kind[]): Kind[] {
  let above: Kind = 'new';
  return kinds.map((kind, at) => {
    if (texts[at] !== '') above = kind;
    return above;
  });
}
