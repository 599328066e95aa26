import { refuse } from './problem.ts';

/** A piece of the text as it was typed. What stands in quotes is never a word of the language. */
export type Piece = { text: string; isQuoted: boolean; at: number; end: number };

/** Walks through a text: each question looks at what comes next and, where it fits, goes past it. */
export type Scanner = {
  readonly text: string;
  at(): number;
  isAtEnd(): boolean;
  skipSpace(): void;
  /** Goes past what matches here (the pattern is sticky), and says what it was. */
  take(pattern: RegExp): RegExpExecArray | null;
  /** A value: in quotes, or up to a space, comma or parenthesis; null where there is none. */
  takeValue(): Piece | null;
};

const bare = /[^\s()",]+/y;

export function scannerOf(text: string): Scanner {
  let at = 0;
  const take = (pattern: RegExp) => {
    pattern.lastIndex = at;
    const found = pattern.exec(text);
    if (found) at += found[0].length;
    return found;
  };
  return {
    text,
    at: () => at,
    isAtEnd: () => at >= text.length,
    skipSpace: () => void take(/\s*/y),
    take,
    takeValue: () => {
      const start = at;
      if (text[at] === '"') return { text: quoted(text, start, take), isQuoted: true, at: start, end: at };
      const found = take(bare);
      return found && { text: found[0], isQuoted: false, at: start, end: at };
    },
  };
}

function quoted(text: string, at: number, take: Scanner['take']): string {
  const found = take(/"((?:[^"\\]|\\[\s\S])*)"/y);
  if (found) return (found[1] ?? '').replace(/\\([\s\S])/g, '$1');
  return refuse('unclosed_quote', { at, end: text.length });
}

/** As it is written so that it reads back as itself: in quotes, unless it is plain. */
export function written(value: string, isReserved: (word: string) => boolean = () => false): string {
  const isPlain = /^[\p{L}\p{N}_@+/#%&.][\p{L}\p{M}\p{N}_@+/#%&.-]*$/u.test(value);
  return isPlain && !isReserved(value) ? value : `"${value.replace(/["\\]/g, '\\$&')}"`;
}
