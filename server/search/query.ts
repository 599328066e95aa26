import { AppError } from '../../domain/errors.ts';
import { fold } from '../../domain/text.ts';

/** One thing that must (or must not) be in a message. */
export type Term = { kind: 'word' | 'phrase' | 'prefix'; text: string; isDenied: boolean };

/** A search as understood. `number` is a ticket named by its number; with `#` nothing else is looked for. */
export type SearchAsked = { number: number | null; terms: Term[]; whole: string };

/** Words that stand in nearly every text of their language: they would be looked up for nothing. */
const stopWords = new Set(
  `a o as os um uma uns umas e de do da dos das em no na nos nas ao aos que se por para pra com sem sua seu suas seus ou mas
  foi ser esta este isso isto como mais muito ja tem ate the an and or of to in on at is are was be for with from by it its
  this that you your we our as`.split(/\s+/),
);

const parts = /(-?)"([^"]*)"?|(\S+)/gu;
const mostTerms = 20;

/**
 * Words, "phrases in quotes", -not, prefix*, #number. What a hurried person types is always read somehow; only a search for
 * nothing is refused, unless more is asked than words (`isMore`).
 */
export function readQuery(text: string, isMore = false): SearchAsked {
  const whole = fold(text.replace(/\s+/gu, ' ').trim());
  const named = /^#?(\d{1,15})$/.exec(whole);
  const number = named ? Number(named[1]) : null;
  const terms = whole.startsWith('#') && named ? [] : withoutStopWords(termsOf(whole));
  if (number === null && !isMore && !terms.some(({ isDenied }) => !isDenied)) {
    throw new AppError('invalid', 'search_empty', 'Search for at least one word that must be there.', {
      fields: { q: 'At least one word that must be there.' },
    });
  }
  return { number, terms: terms.slice(0, mostTerms), whole };
}

function termsOf(whole: string): Term[] {
  return [...whole.matchAll(parts)].flatMap(([, minus, phrase, word]) => {
    if (phrase !== undefined) return phraseTerm(phrase, minus === '-');
    return wordTerm(word ?? '');
  });
}

function phraseTerm(phrase: string, isDenied: boolean): Term[] {
  const text = phrase.trim();
  if (!hasLetters(text)) return [];
  return [{ kind: text.includes(' ') ? 'phrase' : 'word', text, isDenied }];
}

function wordTerm(word: string): Term[] {
  const isDenied = word.startsWith('-');
  const text = isDenied ? word.slice(1) : word;
  if (!hasLetters(text)) return [];
  const prefix = /^([\p{L}\p{N}]{2,})\*$/u.exec(text)?.[1];
  return [prefix ? { kind: 'prefix', text: prefix, isDenied } : { kind: 'word', text, isDenied }];
}

function hasLetters(text: string): boolean {
  return /[\p{L}\p{N}]/u.test(text);
}

/** They stay when nothing else is asked for. */
function withoutStopWords(terms: Term[]): Term[] {
  const kept = terms.filter(({ kind, text }) => kind !== 'word' || !stopWords.has(text));
  return kept.some(({ isDenied }) => !isDenied) ? kept : terms;
}
