import { fold } from '../../domain/text.ts';

const length = 180;
const before = 60;
/** Around a found word; the browser turns them into marks. No text keeps its own. */
const open = '\u0002';
const close = '\u0003';

type Token = { start: number; end: number; folded: string };

/**
 * The part of a text round its first found word, each found word marked. `words` are as asked (folded), `stems` as PostgreSQL
 * looked them up: a text that matches only by its stems is marked by those.
 */
export function excerpt(text: string, words: readonly string[], stems: readonly string[]): string {
  const line = text.replace(/[\s\p{Cc}]+/gu, ' ').trim();
  const tokens = tokensOf(line);
  const asAsked = tokens.filter(({ folded }) => words.some((word) => folded === word || folded === `${word}s`));
  const found =
    asAsked.length > 0 ? asAsked : tokens.filter(({ folded }) => stems.some((stem) => isOfStem(folded, stem)));
  const start = beginning(line, found[0]?.start ?? 0);
  const end = ending(line, start);
  const shown = mark(line, { start, end }, found);
  return `${start > 0 ? '…' : ''}${shown}${end < line.length ? '…' : ''}`;
}

const longestEnding = 6;

function isOfStem(folded: string, stem: string): boolean {
  return stem.length >= 3 && folded.startsWith(stem) && folded.length - stem.length <= longestEnding;
}

function tokensOf(line: string): Token[] {
  return [...line.matchAll(/[\p{L}\p{N}\p{M}]+/gu)].map((found) => {
    return { start: found.index, end: found.index + found[0].length, folded: fold(found[0]) };
  });
}

function beginning(line: string, found: number): number {
  if (found <= before) return 0;
  const space = line.indexOf(' ', found - before);
  return space === -1 || space > found ? found : space + 1;
}

function ending(line: string, start: number): number {
  if (line.length - start <= length) return line.length;
  const space = line.lastIndexOf(' ', start + length);
  return space > start + before ? space : start + length;
}

function mark(line: string, { start, end }: { start: number; end: number }, found: readonly Token[]): string {
  let marked = '';
  let reached = start;
  for (const token of found) {
    if (token.start < reached || token.end > end) continue;
    marked += `${line.slice(reached, token.start)}${open}${line.slice(token.start, token.end)}${close}`;
    reached = token.end;
  }
  return marked + line.slice(reached, end);
}
