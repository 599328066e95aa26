import { RE2JS } from 're2js';
import { z } from 'zod';
import { AppError } from '../errors.ts';
import { fold } from '../text.ts';
import type { Named } from './facts.ts';

/**
 * What a condition may ask of each type of field.
 *
 * A field without a value (null, an empty text, an empty list) fails every positive question; each negative one is the exact
 * opposite of its positive, so "assignee is not Ana" holds for a ticket that nobody has. There is no third answer.
 */
export type FieldType = 'choice' | 'reference' | 'text' | 'number' | 'instant' | 'flag' | 'tags';

/** Who asks and when: `me` and `my_teams` mean this agent, "hours since" counts back from `now`. */
export type Asker = { now: Date; me: { id: number; teamIds: readonly number[] } | null };

/** A text of a field as conditions compare it: folded, or only lower-cased where it is an address. */
export type Comparison = 'folded' | 'lower';

export type OperatorId =
  | 'is'
  | 'is_not'
  | 'any_of'
  | 'none_of'
  | 'is_set'
  | 'is_not_set'
  | 'contains'
  | 'not_contains'
  | 'starts_with'
  | 'matches'
  | 'less_than'
  | 'greater_than'
  | 'before'
  | 'after'
  | 'hours_since_more_than'
  | 'hours_since_less_than'
  | 'has_any'
  | 'has_all'
  | 'has_none';

/** The shape of the value an operator compares with. `one` and `many` take the field's own choices or references. */
export type ValueShape = 'none' | 'one' | 'many' | 'text' | 'pattern' | 'number' | 'instant' | 'hours' | 'flag';

/** `opposite` names the positive operator this one denies; only positives are implemented, here and in SQL. */
export type Operator = { value: ValueShape; opposite?: OperatorId; notInSql?: true };

const set = { is_set: { value: 'none' }, is_not_set: { value: 'none', opposite: 'is_set' } } as const;
const oneOrMany = {
  is: { value: 'one' },
  is_not: { value: 'one', opposite: 'is' },
  any_of: { value: 'many' },
  none_of: { value: 'many', opposite: 'any_of' },
} as const;

export const operators: Record<FieldType, Partial<Record<OperatorId, Operator>>> = {
  choice: { ...oneOrMany, ...set },
  reference: { ...oneOrMany, ...set },
  text: {
    is: { value: 'text' },
    is_not: { value: 'text', opposite: 'is' },
    contains: { value: 'text' },
    not_contains: { value: 'text', opposite: 'contains' },
    starts_with: { value: 'text' },
    // PostgreSQL's own patterns backtrack and read differently, so this one is not offered where SQL must answer.
    matches: { value: 'pattern', notInSql: true },
    ...set,
  },
  number: {
    is: { value: 'number' },
    is_not: { value: 'number', opposite: 'is' },
    less_than: { value: 'number' },
    greater_than: { value: 'number' },
  },
  instant: {
    before: { value: 'instant' },
    after: { value: 'instant' },
    hours_since_more_than: { value: 'hours' },
    hours_since_less_than: { value: 'hours' },
    ...set,
  },
  flag: { is: { value: 'flag' } },
  tags: {
    has_any: { value: 'many' },
    has_all: { value: 'many' },
    has_none: { value: 'many', opposite: 'has_any' },
    ...set,
  },
};

/** Text that PostgreSQL can hold and compare: no NUL, no half characters. */
export const storableText = z
  .string()
  .min(1)
  .max(400)
  .refine(
    (text) => !text.includes('\0') && text.isWellFormed(),
    'Text must not hold control character 0 or half characters.',
  );

/** A text as it is compared: folded, or an address in lower case. */
export function compared(text: string, comparison: Comparison): string {
  return comparison === 'folded' ? fold(text) : text.toLowerCase();
}

/** A value to compare with. One of accents alone would match everything: it cannot be asked. */
export function comparable(value: string, comparison: Comparison): string {
  const text = compared(value, comparison);
  if (text === '') throw new AppError('invalid', 'condition_value_empty', 'The text to compare with has no letters.');
  return text;
}

/** The instant that "N hours since" counts back to: one computation for the predicate and for SQL. */
export function hoursBefore(now: Date, hours: number): Date {
  return new Date(Math.round(now.getTime() - hours * 3_600_000));
}

/** A pattern whose running time grows with the text alone. */
export function compilePattern(pattern: string): RE2JS {
  try {
    return RE2JS.compile(pattern, RE2JS.CASE_INSENSITIVE);
  } catch (error) {
    throw new AppError('invalid', 'condition_pattern_invalid', `The pattern cannot be read: ${pattern}`, {
      cause: error,
    });
  }
}

export function namesIt(fact: Named, value: string, asker: Asker): boolean {
  if (value === 'me') return fact.id === someone(asker).id;
  if (value === 'my_teams') return someone(asker).teamIds.includes(fact.id);
  return fact.key === value.toLowerCase();
}

/** The agent that `me` and `my_teams` speak of. */
export function someone(asker: Asker): { id: number; teamIds: readonly number[] } {
  if (asker.me === null) {
    throw new AppError('invalid', 'condition_needs_agent', 'A condition about "me" was asked by nobody.');
  }
  return asker.me;
}
