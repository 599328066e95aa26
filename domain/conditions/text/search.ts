import type { FieldDefinition } from '../../fields/field.ts';
import { fold } from '../../text.ts';
import { inLanguage } from '../../translated.ts';
import { catalogueWith, fieldIds } from '../catalogue.ts';
import type { Condition } from '../condition.ts';
import { ownFieldId } from '../custom-fields.ts';
import { type TextProblem, TextRefused } from './problem.ts';
import { readQuestion } from './read-question.ts';
import { scannerOf } from './scanner.ts';
import type { Names, Speech } from './speech.ts';
import { fieldWords, holderWords, means, meantBy, ownFieldWords, type TextLanguage } from './vocabulary.ts';

// A search is words, and among them questions, written as in conditions: `boleto status:open assignee:me field:order:A-1`.

/** One such question: how it is typed, where it stands (from, up to), and what it asks or why it cannot be read. */
export type FieldAsked = { text: string; at: number; end: number } & (
  | { condition: Condition }
  | { problem: TextProblem }
);
/** `words`: all else. What cannot be read as a question is looked for as words. */
export type SearchRead = { asked: FieldAsked[]; words: string };

export function readSearch(text: string, speech: Speech): SearchRead {
  const asked: FieldAsked[] = [];
  const words: string[] = [];
  for (let at = 0; at < text.length; ) {
    const read = isQuestion(text, at) ? askedAt(text, at, speech) : null;
    const end = read?.end ?? endOf(text, at);
    if (read) asked.push(read);
    if (!read || 'problem' in read) words.push(text.slice(at, end));
    at = end;
  }
  return { asked, words: words.join('').replace(/\s+/g, ' ').trim() };
}

/** All of them together; null where a search asks nothing but words. */
export function askedOf({ asked }: SearchRead): Condition | null {
  const all = asked.flatMap((one) => ('condition' in one ? [one.condition] : []));
  return all.length === 0 ? null : { all };
}

const sign = '(?=[:<>~=])';
const ownKey = new RegExp(`-?([\\p{L}]+)([:.])[\\p{L}\\p{N}_-]+${sign}`, 'uy');
const deskKey = new RegExp(`-?([\\p{L}_][\\p{L}\\p{M}\\p{N}_-]*)${sign}`, 'uy');

/** Whether a question begins here: a field by a word it goes by, or one of the desk's own by its key, and a sign. */
function isQuestion(text: string, at: number): boolean {
  ownKey.lastIndex = at;
  const [, word, joint] = ownKey.exec(text) ?? [];
  if (word !== undefined && joint === ':' && means(ownFieldWords, word)) return true;
  if (word !== undefined && joint === '.') return meantBy(holderWords, word, ['contact', 'organization']) !== undefined;
  deskKey.lastIndex = at;
  const field = deskKey.exec(text)?.[1];
  return field !== undefined && (isBuiltIn(field) || meantBy(fieldWords, field, fieldIds) !== undefined);
}

function isBuiltIn(word: string): boolean {
  return (fieldIds as readonly string[]).includes(word);
}

function askedAt(text: string, at: number, speech: Speech): FieldAsked {
  const isDenied = text[at] === '-';
  const from = isDenied ? at + 1 : at;
  const scanner = scannerOf(text.slice(from));
  try {
    const condition = readQuestion(scanner, speech, isDenied);
    const end = from + scanner.at();
    if (end === text.length || /\s/.test(text[end] ?? '')) return { text: text.slice(at, end), at, end, condition };
    return unread(text, at, { at: end, end: end + 1, code: 'unexpected', values: { found: text[end] ?? '' } });
  } catch (error) {
    if (!(error instanceof TextRefused)) throw error;
    const { problem } = error;
    return unread(text, at, { ...problem, at: problem.at + from, end: problem.end + from });
  }
}

function unread(text: string, at: number, problem: TextProblem): FieldAsked {
  const end = endOf(text, at);
  return { text: text.slice(at, end), at, end, problem };
}

/** Where the word that begins here ends, spaces in quotes being a part of it; spaces are a word as well. */
function endOf(text: string, at: number): number {
  const word = /\s+|(?:[^\s"]|"[^"]*"?)+/y;
  word.lastIndex = at;
  word.exec(text);
  return word.lastIndex;
}

type Known = Pick<FieldDefinition, 'holder' | 'key' | 'type' | 'choices' | 'label'>;

type Meant = { timeZone: string; names?: Names };

/** How a search is meant: by whose clock, and what things on the desk are called. Choices of own fields go by their labels in every language. */
export function searchSpeech(
  fields: readonly Known[],
  language: TextLanguage,
  { timeZone, names }: Meant = { timeZone: 'UTC' },
): Speech {
  const own = namesOf(fields, language);
  return {
    language,
    timeZone,
    place: 'sql',
    catalogue: catalogueWith(fields),
    names: {
      nameOf: (field, key) => own.nameOf(field, key) ?? names?.nameOf(field, key),
      keyOf: (field, name) => own.keyOf(field, name) ?? names?.keyOf(field, name),
    },
    bareWords: 'subject',
  };
}

function namesOf(fields: readonly Known[], language: TextLanguage): Names {
  const choices = new Map<string, Known['choices']>(fields.map((field) => [ownFieldId(field), field.choices]));
  const isCalled = (words: object, name: string) => Object.values(words).some((word) => fold(word) === fold(name));
  return {
    nameOf(field, key) {
      const label = choices.get(field)?.find((choice) => choice.key === key)?.label;
      return label && inLanguage(label, language);
    },
    keyOf(field, name) {
      const called = (choices.get(field) ?? []).filter(({ key, label }) => key === name || isCalled(label, name));
      return called.length === 1 ? called[0]?.key : undefined;
    },
  };
}
