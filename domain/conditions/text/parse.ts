import { type Condition, maxDepth, maxParts } from '../condition.ts';
import { refuse, type TextProblem, TextRefused } from './problem.ts';
import { readQuestion } from './read-question.ts';
import { type Scanner, scannerOf } from './scanner.ts';
import type { Speech } from './speech.ts';
import { groupWords, means } from './vocabulary.ts';

/**
 * Reads a condition from its text (docs/conditions.md). The answer is a group, as forms have it; nothing at all is every ticket.
 * What is no condition answers with the place and what was expected there.
 */
export function parseCondition(text: string, speech: Speech): { condition: Condition } | { problem: TextProblem } {
  try {
    return { condition: readAll({ scanner: scannerOf(text), speech, places: new Map(), nesting: 0 }) };
  } catch (error) {
    if (error instanceof TextRefused) return { problem: error.problem };
    throw error;
  }
}

type Place = { at: number; end: number };
/** `places` says where each group stands in the text, `nesting` how many parentheses and denials are open. */
type Reading = { scanner: Scanner; speech: Speech; places: Map<Condition, Place>; nesting: number };

function readAll(reading: Reading): Condition {
  const { scanner } = reading;
  scanner.skipSpace();
  const read = scanner.isAtEnd() ? { all: [] } : alternatives(reading);
  if (!scanner.isAtEnd()) unexpected(scanner);
  const condition = 'field' in read ? { all: [read] } : read;
  checkGroups(condition, reading.places, 0);
  return condition;
}

const or = /(?:OR|OU)(?=[\s()]|$)/y;
const and = /AND(?=[\s()]|$)/y;

/** Parts with OR between them. */
function alternatives(reading: Reading): Condition {
  const { scanner } = reading;
  const at = scanner.at();
  const parts = [together(reading)];
  while (scanner.take(or)) {
    scanner.skipSpace();
    parts.push(together(reading));
  }
  const [only] = parts;
  return parts.length === 1 && only ? only : placed({ any: parts }, reading, at);
}

/** Parts side by side: all of them. */
function together(reading: Reading): Condition {
  const { scanner } = reading;
  const at = scanner.at();
  const parts: Condition[] = [];
  while (!scanner.isAtEnd() && !looksLike(scanner, /\)/y) && !looksLike(scanner, or)) {
    if (parts.length > 0 && scanner.take(and)) scanner.skipSpace();
    parts.push(part(reading));
    scanner.skipSpace();
  }
  const [only] = parts;
  if (!only) return refuse('expected_condition', { at: scanner.at(), end: scanner.at() + 1 });
  return parts.length === 1 ? only : placed({ all: parts }, reading, at);
}

function looksLike({ text, at }: Scanner, pattern: RegExp): boolean {
  pattern.lastIndex = at();
  return pattern.test(text);
}

/** One part. A denial right before a question is the question's own, else it is of all that follows it. */
function part(outer: Reading): Condition {
  const { scanner, speech } = outer;
  const reading = deeper(outer);
  const at = scanner.at();
  const isDenied = scanner.take(/-/y) !== null;
  const inner = isDenied && looksLike(scanner, /-/y) ? part(reading) : group(reading);
  if (inner) return isDenied ? placed({ not: inner }, reading, at) : inner;
  return readQuestion(scanner, speech, isDenied);
}

/** Far deeper than conditions may be, but not so deep that reading would end in the middle. */
const mostNesting = 100;

function deeper(reading: Reading): Reading {
  const at = reading.scanner.at();
  if (reading.nesting >= mostNesting) refuse('too_deep', { at, end: at + 1 });
  return { ...reading, nesting: reading.nesting + 1 };
}

/** Parts in parentheses, `all(…)` or `any(…)`; null where there is no group. */
function group(reading: Reading): Condition | null {
  const { scanner } = reading;
  const at = scanner.at();
  const opened = scanner.take(/(\p{L}*)\(/uy);
  if (!opened) return null;
  const [found, word = ''] = opened;
  const kind = word === '' ? null : (kindOf(word) ?? refuse('unexpected', { at, end: scanner.at() }, { found }));
  scanner.skipSpace();
  const isEmpty = kind !== null && looksLike(scanner, /\)/y);
  const inner = isEmpty ? null : alternatives(reading);
  if (!scanner.take(/\)/y)) refuse('unclosed_group', { at: at + word.length, end: at + word.length + 1 });
  if (kind === null) return inner;
  const parts = inner ? [inner] : [];
  return placed(kind === 'all' ? { all: parts } : { any: parts }, reading, at);
}

function kindOf(word: string): 'all' | 'any' | undefined {
  return (['all', 'any'] as const).find((kind) => means(groupWords[kind], word));
}

function placed(made: Condition, { places, scanner }: Reading, at: number): Condition {
  places.set(made, { at, end: scanner.at() });
  return made;
}

/** Groups are not larger than conditions may be, nor deeper in each other. */
function checkGroups(condition: Condition, places: Map<Condition, Place>, depth: number): void {
  if ('field' in condition) return;
  const parts = 'not' in condition ? [condition.not] : 'all' in condition ? condition.all : condition.any;
  const place = places.get(condition) ?? { at: 0, end: 1 };
  if (depth >= maxDepth) refuse('too_deep', place);
  if (parts.length > maxParts) refuse('too_long', place);
  for (const inner of parts) checkGroups(inner, places, depth + 1);
}

function unexpected(scanner: Scanner): never {
  const at = scanner.at();
  const found = scanner.text.slice(at).split(/\s/)[0] ?? '';
  return refuse('unexpected', { at, end: at + found.length }, { found });
}
