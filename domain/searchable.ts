import { fold } from './text.ts';

/** How much of a message search reads: what follows in a longer one is pasted logs and quotes. */
const longest = 100_000;
const mostCodes = 500;

/** PostgreSQL reads a word of 100,000 letters for half a minute: the time grows with the square of its length. */
const endlessWord = /(\S{80})(?=\S)/gu;
/** Looks at the beginning of each word alone: most texts have none, and cutting looks at every letter. */
const hasEndlessWord = /(?<!\S)\S{81}/u;
/** Always taken whole, so that no text makes the search for codes start over at each of its letters. */
const chains = /[\p{L}\p{N}][\p{L}\p{N}\-./_]*/gu;
const longestCode = 60;

/**
 * Folded, and with every code (`XK-4471`, `123.456.789-09`) written once more as one word, so that it is found with and without
 * its hyphens and dots. PostgreSQL would read `-4471` as a negative number and `a/b` as the name of a file.
 */
export function searchableText(text: string): string {
  // Folding may make a text longer: some single characters stand for whole phrases.
  const folded = fold(text.slice(0, longest).replaceAll('\0', ' ')).slice(0, longest);
  const spaced = folded.replace(/[/\\]|-(?=\d)/g, ' ');
  const words = hasEndlessWord.test(spaced) ? spaced.replace(endlessWord, '$1 ') : spaced;
  const joined = joinedCodes(folded);
  return joined.length === 0 ? words : `${words}\n${joined.join(' ')}`;
}

/**
 * The words of a searchable text, each once, for a reader who does not ask where they stand: half as many or fewer. Taken out
 * of their places they must not begin what PostgreSQL reads as a tag and passes over to its end.
 */
export function differentWords(searchable: string): string {
  return [...new Set(searchable.replaceAll('<', ' ').split(/\s+/))].join(' ');
}

/** The codes of a folded text as one word each: at least one digit, between 3 and 40 characters. */
export function joinedCodes(folded: string): string[] {
  const found = new Set<string>();
  for (const [chain] of folded.matchAll(chains)) {
    if (found.size >= mostCodes) break;
    const parts = chain.length > longestCode ? [] : chain.split(/[-./_]+/).filter(Boolean);
    const joined = parts.join('');
    if (parts.length > 1 && joined.length >= 3 && joined.length <= 40 && /\d/.test(joined)) found.add(joined);
  }
  return [...found];
}
