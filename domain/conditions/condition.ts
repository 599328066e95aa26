import { z } from 'zod';
import { AppError } from '../errors.ts';
import { type Field, type FieldId, fieldIds, fieldOf, fields, operatorsOf, type Place } from './catalogue.ts';
import { type Operator, type OperatorId, storableText, type ValueShape } from './operators.ts';

/** A condition as it is stored (jsonb) and as forms draw it. An empty `all` holds for every ticket, an empty `any` for none. */
export type Condition = { all: Condition[] } | { any: Condition[] } | { not: Condition } | Question;
export type Question = { field: FieldId; op: OperatorId; value?: Value };
export type Value = string | number | boolean | string[];

/** How many groups may stand inside each other. */
export const maxDepth = 5;

/** A question whose field, operator and value belong together. `positive` is the operator to answer; `isDenied` turns it round. */
export type Asked = { field: Field; positive: OperatorId; isDenied: boolean; value: Value | undefined };

/**
 * Reads one question as asked at a place, or refuses it. A question that cannot be answered is an error, never a no: a rule that
 * silently stopped matching would be found by the customer who was not helped.
 */
export function readQuestion(question: Question, place: Place): Asked {
  const field = fieldOf(question.field);
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
  return {
    field,
    positive: operator.opposite ?? question.op,
    isDenied: operator.opposite !== undefined,
    value: value.data,
  };
}

const placeNames: Record<Place, string> = { event: 'an event', ticket: 'a ticket', sql: 'all tickets' };

/** The shape of a stored condition, made from the catalogue: what may be asked at `place`, groups nested to `maxDepth`. */
export function conditionSchema(place: Place): z.ZodType<Condition> {
  const known = schemas.get(place) ?? nest(questionSchema(place), maxDepth);
  schemas.set(place, known);
  return known;
}
const schemas = new Map<Place, z.ZodType<Condition>>();

function nest(question: z.ZodType<Condition>, depth: number): z.ZodType<Condition> {
  if (depth === 0) return question;
  const inner = nest(question, depth - 1);
  const group = z.array(inner).max(50);
  const all: z.ZodType<Condition> = z.strictObject({ all: group });
  return z.union([question, all, z.strictObject({ any: group }), z.strictObject({ not: inner })]);
}

function questionSchema(place: Place): z.ZodType<Condition> {
  const ofFields = fieldIds.flatMap((id) => {
    const field: Field = fields[id];
    const ofOperators = operatorsOf(field, place).map(([op, operator]) => oneQuestion(id, op, operator));
    return ofOperators.length === 0 ? [] : [z.discriminatedUnion('op', ofOperators as [(typeof ofOperators)[0]])];
  });
  return z.discriminatedUnion('field', ofFields as [(typeof ofFields)[0]]) as unknown as z.ZodType<Condition>;
}

function oneQuestion(id: FieldId, op: OperatorId, operator: Operator) {
  const named = { field: z.literal(id), op: z.literal(op) };
  if (operator.value === 'none') return z.strictObject({ ...named, value: z.undefined().optional() });
  return z.strictObject({ ...named, value: valueSchema(fields[id], operator.value) });
}

/** What a value must look like, by the operator's shape and the field's own choices. */
export function valueSchema(field: Field, shape: ValueShape): z.ZodType<Value | undefined> {
  const known = valueSchemas.get(field)?.get(shape);
  if (known) return known;
  const made = makeValueSchema(field, shape);
  valueSchemas.set(field, (valueSchemas.get(field) ?? new Map()).set(shape, made));
  return made;
}
const valueSchemas = new Map<Field, Map<ValueShape, z.ZodType<Value | undefined>>>();

function makeValueSchema(field: Field, shape: ValueShape): z.ZodType<Value | undefined> {
  switch (shape) {
    case 'none':
      return z.undefined();
    case 'one':
      return member(field);
    case 'many':
      return z.array(member(field)).min(1).max(100);
    case 'number':
      return z.number().int();
    case 'instant':
      return z.iso.datetime({ offset: true });
    case 'hours':
      return z.number().min(0).max(1_000_000);
    case 'flag':
      return z.boolean();
    case 'text':
    case 'pattern':
      return storableText;
  }
}

function member(field: Field): z.ZodType<string> {
  if (field.type === 'choice' && field.choices) return z.enum(field.choices as [string, ...string[]]);
  if (field.type !== 'reference' || field.key === 'slug') return storableText;
  const id = z.uuid();
  return field.words ? z.union([z.enum(field.words as readonly [string, ...string[]]), id]) : id;
}

/** Every field with the operators it offers at a place and the shape of their values: what a form is drawn from. */
export function catalogueAt(
  place: Place,
): { field: FieldId; type: Field['type']; operators: { id: OperatorId; value: ValueShape }[] }[] {
  return fieldIds
    .map((field) => ({
      field,
      type: fields[field].type,
      operators: operatorsOf(fields[field], place).map(([id, operator]) => ({ id, value: operator.value })),
    }))
    .filter((entry) => entry.operators.length > 0);
}

/** The columns a condition reads: which index can answer it follows from them. */
export function columnsOf(condition: Condition): string[] {
  if ('field' in condition) return [fields[condition.field].sql.column];
  if ('not' in condition) return columnsOf(condition.not);
  return ('all' in condition ? condition.all : condition.any).flatMap(columnsOf);
}
