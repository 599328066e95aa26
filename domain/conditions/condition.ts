import { z } from 'zod';
import { AppError } from '../errors.ts';
import { builtIn, type Catalogue, type FieldId, operatorsOf } from './catalogue.ts';
import { comparable, compilePattern } from './comparison.ts';
import { ownFieldOf } from './custom-fields.ts';
import type { Field, TextField } from './field.ts';
import type { OperatorId, Place, ValueShape } from './operators.ts';
import { type Value, valueSchema } from './values.ts';

/** A condition as it is stored (jsonb) and as forms draw it. An empty `all` holds for every ticket, an empty `any` for none. */
export type Condition = { all: Condition[] } | { any: Condition[] } | { not: Condition } | Question;
export type Question = { field: FieldId; op: OperatorId; value?: Value };

/** How many groups may stand inside each other, and how many parts in one. */
export const maxDepth = 5;
export const maxParts = 50;

/** A question whose field, operator and value belong together. `positive` is the operator to answer; `isDenied` turns it round. */
export type Asked = { field: Field; positive: OperatorId; isDenied: boolean; value: Value | undefined };

/**
 * Reads one question as asked at a place, or refuses it. A question that cannot be answered is an error, never a no: a rule that
 * silently stopped matching would be found by the customer who was not helped.
 */
export function readQuestion(question: Question, place: Place, catalogue: Catalogue = builtIn): Asked {
  const field = catalogue.field(question.field);
  if (!field)
    throw new AppError('invalid', 'condition_field_unknown', `No condition knows the field ${question.field}.`);

  const operator = operatorsOf(field, place).find(([id]) => id === question.op)?.[1];
  if (!operator) {
    const sentence = `${question.field} cannot be asked "${question.op}" about ${placeNames[place]}.`;
    throw new AppError('invalid', 'condition_operator_invalid', sentence);
  }

  const value = valueSchema(field, operator.value).safeParse(question.value);
  if (!value.success) {
    const sentence = `${question.field} ${question.op}: ${value.error.issues[0]?.message ?? 'the value does not fit'}.`;
    throw new AppError('invalid', 'condition_value_invalid', sentence);
  }
  const positive = operator.opposite ?? question.op;
  if (field.type === 'text' && operator.value !== 'none') checkText(field, positive, String(value.data));
  return { field, positive, isDenied: operator.opposite !== undefined, value: value.data };
}

function checkText({ comparison }: TextField, op: OperatorId, value: string): void {
  if (op === 'matches') compilePattern(value);
  else comparable(value, comparison);
}

const placeNames: Record<Place, string> = { event: 'an event', ticket: 'a ticket', sql: 'all tickets' };

/** Stored conditions passed their schema; this guards those made in code. */
export function checkDepth(depth: number): void {
  if (depth < maxDepth) return;
  throw new AppError('invalid', 'condition_too_deep', `Conditions nest to ${maxDepth} groups.`);
}

export function unknownShape(): AppError {
  const sentence = 'A condition is a question, or one of all, any and not.';
  return new AppError('invalid', 'condition_shape_unknown', sentence);
}

/**
 * Reads what somebody sent or stored as a condition, or refuses it: what may be asked at `place` of the catalogue's fields, groups
 * nested to `maxDepth`. `byNobody`: a rule asks it, which no agent is: "me" cannot be meant.
 */
export function readCondition(
  sent: unknown,
  place: Place,
  given: { catalogue?: Catalogue; byNobody?: true } = {},
): Condition {
  const reading = { place, catalogue: given.catalogue ?? builtIn, byNobody: given.byNobody === true };
  readPart(sent, reading, 0);
  return sent as Condition;
}

type Reading = { place: Place; catalogue: Catalogue; byNobody: boolean };

function readPart(sent: unknown, reading: Reading, depth: number): void {
  if (typeof sent !== 'object' || sent === null) throw unknownShape();
  if ('field' in sent) checkQuestion(sent as Question, reading);
  else {
    checkDepth(depth);
    for (const part of partsOf(sent)) readPart(part, reading, depth + 1);
  }
}

function partsOf(group: object): unknown[] {
  const [only, ...others] = Object.entries(group);
  if (!only || others.length > 0) throw unknownShape();
  const [kind, inner] = only;
  if (kind === 'not') return [inner];
  if ((kind !== 'all' && kind !== 'any') || !Array.isArray(inner)) throw unknownShape();
  if (inner.length <= maxParts) return inner;
  throw new AppError('invalid', 'condition_too_long', `A group holds up to ${maxParts} conditions.`);
}

function checkQuestion(question: Question, { place, catalogue, byNobody }: Reading): void {
  if (Object.keys(question).some((key) => !['field', 'op', 'value'].includes(key))) throw unknownShape();
  const { field, value } = readQuestion(question, place, catalogue);
  if (byNobody && field.type === 'reference' && [value].flat().some((word) => field.words?.includes(word as 'me'))) {
    throw new AppError('invalid', 'condition_needs_agent', 'A rule is asked by nobody: "me" cannot be meant.');
  }
}

/** The same as a schema. */
export function conditionSchema(place: Place, catalogue: Catalogue = builtIn): z.ZodType<Condition> {
  return z.custom<Condition>().superRefine((sent, context) => {
    try {
      readCondition(sent, place, { catalogue });
    } catch (error) {
      if (!(error instanceof AppError)) throw error;
      context.addIssue({ code: 'custom', message: error.message });
    }
  });
}

/** Every question of a condition, in the order they are written. */
export function questionsOf(condition: Condition): Question[] {
  if ('field' in condition) return [condition];
  if ('not' in condition) return questionsOf(condition.not);
  return ('all' in condition ? condition.all : condition.any).flatMap(questionsOf);
}

/** What must be read before a condition can be answered; see `Asker`. */
export function needsOf(condition: Condition): { calendars: boolean; customFields: boolean } {
  const questions = questionsOf(condition);
  return {
    calendars: questions.some(({ field, op }) => field === 'is_open_now' || op.startsWith('business_hours_')),
    customFields: questions.some(({ field }) => ownFieldOf(field) !== null),
  };
}

/** Every field with the operators it offers at a place and the shape of their values: what a form is drawn from. */
export function catalogueAt(
  place: Place,
  catalogue: Catalogue = builtIn,
): { field: FieldId; type: Field['type']; operators: { id: OperatorId; value: ValueShape }[] }[] {
  return catalogue.ids
    .flatMap((id) => {
      const field = catalogue.field(id);
      if (!field) return [];
      const operators = operatorsOf(field, place).map(([op, operator]) => ({ id: op, value: operator.value }));
      return { field: id, type: field.type, operators };
    })
    .filter((entry) => entry.operators.length > 0);
}

/** The columns a condition reads: which index can answer it follows from them. */
export function columnsOf(condition: Condition): string[] {
  return questionsOf(condition).flatMap(({ field, op }) => {
    const column = builtIn.field(field)?.sql.column ?? 'tickets.custom_fields';
    return op.startsWith('business_hours_') ? [column, 'tickets.team_id', 'tickets.inbox_id'] : [column];
  });
}
