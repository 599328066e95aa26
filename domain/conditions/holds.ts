import { AppError } from '../errors.ts';
import type { Field, TextField } from './catalogue.ts';
import { type Asked, type Condition, maxDepth, type Question, readQuestion, type Value } from './condition.ts';
import type { Named, TicketFacts } from './facts.ts';
import {
  type Asker,
  comparable,
  compared,
  compilePattern,
  hoursBefore,
  namesIt,
  type OperatorId,
} from './operators.ts';

/**
 * Does the condition hold for this ticket? Its twin over all tickets is `server/tickets/reads/conditions.ts`; a property test
 * holds the two together. Every part is read even when the answer is already known, so that a broken one never hides.
 */
export function holds(condition: Condition, facts: TicketFacts, asker: Asker): boolean {
  return answer(condition, { facts, asker, place: facts.event ? 'event' : 'ticket' }, 0);
}

type Case = { facts: TicketFacts; asker: Asker; place: 'event' | 'ticket' };

function answer(condition: Condition, about: Case, depth: number): boolean {
  if ('field' in condition) return answerQuestion(condition, about);
  checkDepth(depth);
  if ('not' in condition) return !answer(condition.not, about, depth + 1);
  if ('all' in condition) return condition.all.map((part) => answer(part, about, depth + 1)).every(Boolean);
  if ('any' in condition) return condition.any.map((part) => answer(part, about, depth + 1)).some(Boolean);
  throw new AppError('invalid', 'condition_shape_unknown', 'A condition is a question, or one of all, any and not.');
}

/** Stored conditions passed their schema; this guards those made in code. */
export function checkDepth(depth: number): void {
  if (depth >= maxDepth) {
    throw new AppError('invalid', 'condition_too_deep', `Conditions nest to ${maxDepth} groups.`);
  }
}

function answerQuestion(question: Question, { facts, asker, place }: Case): boolean {
  const asked = readQuestion(question, place);
  const yes = answerPositive(asked, facts, asker);
  return asked.isDenied ? !yes : yes;
}

function answerPositive(asked: Asked, facts: TicketFacts, asker: Asker): boolean {
  const { field, positive, value } = asked;
  if (positive === 'is_set') return isSet(field, facts);
  switch (field.type) {
    case 'choice': {
      const fact = field.read(facts);
      return fact !== null && list(value).includes(fact);
    }
    case 'reference':
      return names(field.read(facts), list(value), asker);
    case 'text':
      return textMatches(field, asked, facts);
    case 'number':
      return compare(field.read(facts), positive, Number(value));
    case 'instant':
      return isBeyond(field.read(facts), boundOf(positive, value, asker.now));
    case 'flag':
      return field.read(facts) === value;
    case 'tags':
      return tagsMatch(field.read(facts), positive, list(value));
  }
}

function isSet(field: Field, facts: TicketFacts): boolean {
  if (field.type === 'tags') return field.read(facts).length > 0;
  if (field.type === 'text') return textsOf(field, facts).length > 0;
  return field.read(facts) !== null;
}

export function list(value: Value | undefined): string[] {
  return Array.isArray(value) ? value : [String(value)];
}

function names(fact: Named | null, values: string[], asker: Asker): boolean {
  // `me` without an agent is an error also where the ticket has nobody.
  return values.map((value) => namesIt(fact ?? { id: -1, key: '' }, value, asker)).some(Boolean);
}

/** The texts of a field as they are compared; those that fold to nothing count as absent. */
function textsOf(field: TextField, facts: TicketFacts): string[] {
  const texts = field.read(facts).map((text) => compared(text ?? '', field.comparison));
  return texts.filter((text) => text !== '');
}

function textMatches(field: TextField, { positive, value }: Asked, facts: TicketFacts): boolean {
  const texts = textsOf(field, facts);
  if (positive === 'matches') {
    const pattern = compilePattern(String(value));
    // As written and as folded: a pattern with accents and one without both find the text.
    return [...texts, ...field.read(facts)].some((text) => text !== null && pattern.matcher(text).find());
  }
  const wanted = comparable(String(value), field.comparison);
  if (positive === 'is') return texts.includes(wanted);
  if (positive === 'contains') return texts.some((text) => text.includes(wanted));
  if (positive === 'starts_with') return texts.some((text) => text.startsWith(wanted));
  return unanswerable(positive);
}

function compare(fact: number, op: OperatorId, value: number): boolean {
  if (op === 'is') return fact === value;
  if (op === 'less_than') return fact < value;
  if (op === 'greater_than') return fact > value;
  return unanswerable(op);
}

/** One side of one instant: what every question about time comes down to, here and in SQL. */
export type Bound = { side: 'before' | 'after'; at: Date };

export function boundOf(op: OperatorId, value: Value | undefined, now: Date): Bound {
  if (op === 'before') return { side: 'before', at: new Date(String(value)) };
  if (op === 'after') return { side: 'after', at: new Date(String(value)) };
  if (op === 'hours_since_more_than') return { side: 'before', at: hoursBefore(now, Number(value)) };
  if (op === 'hours_since_less_than') return { side: 'after', at: hoursBefore(now, Number(value)) };
  return unanswerable(op);
}

function isBeyond(fact: Date | null, bound: Bound): boolean {
  if (fact === null) return false;
  return bound.side === 'before' ? fact < bound.at : fact > bound.at;
}

function tagsMatch(tags: readonly string[], op: OperatorId, values: string[]): boolean {
  if (op === 'has_any') return values.some((value) => tags.includes(value));
  if (op === 'has_all') return values.every((value) => tags.includes(value));
  return unanswerable(op);
}

/** An operator the catalogue offers and nobody answers: a mistake of ours, never a no. */
export function unanswerable(op: OperatorId): never {
  throw new AppError('invalid', 'condition_operator_invalid', `Nothing answers the operator ${op}.`);
}
