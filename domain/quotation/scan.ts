/** What a line of a message is: said now, repeated from an older one, or a signature. */
export type Kind = 'new' | 'quoted' | 'signature';

/** What the shape of a message says of a line, where it has more shape than text: a quote, its introduction, the start of history. */
export type Mark = 'quote' | 'introduction' | 'history' | 'signature';
export type Line = { text: string; mark?: Mark | undefined };

/** The lines of a message as the rules look at them. */
export type Scan = {
  texts: readonly string[];
  marks: readonly (Mark | undefined)[];
  isQuote(at: number): boolean;
  /** The next line that says something, or the number of lines. */
  next: readonly number[];
  lastOwn: number;
  isForward: boolean;
};

export function scanOf(given: readonly Line[]): Omit<Scan, 'isForward'> {
  const texts = given.map(({ text }) => text.trim());
  const marks = given.map(({ mark }) => mark);
  const isQuote = (at: number) => marks[at] === 'quote' || (texts[at] ?? '').startsWith('>');
  const next = new Array<number>(texts.length + 1).fill(texts.length);
  for (let at = texts.length - 1; at >= 0; at -= 1) next[at] = texts[at] === '' ? (next[at + 1] ?? at) : at;
  const lastOwn = texts.findLastIndex((text, at) => text !== '' && !isQuote(at));
  return { texts, marks, isQuote, next, lastOwn };
}

/** Past the quoted lines and the blank ones between them. */
export function endOfRun({ isQuote, next, texts }: Scan, at: number): number {
  let end = at;
  for (let line = at; line < texts.length && isQuote(line); line = next[line + 1] ?? texts.length) end = line + 1;
  return end;
}

/** A line without the signs that quote it. */
export const bare = (text = '') => text.replace(/^[>\s]{1,20}/, '');
