import { z } from 'zod';
import type { Field } from './field.ts';
import type { ValueShape } from './operators.ts';

export type Value = string | number | boolean | string[];

/** Text that PostgreSQL can hold and compare: no NUL, no half characters. */
export const storableText = z
  .string()
  .min(1)
  .max(400)
  .refine(
    (text) => !text.includes('\0') && text.isWellFormed(),
    'Text must not hold control character 0 or half characters.',
  );

/** What a value must look like, by the operator's shape and the field's own choices. */
export function valueSchema(field: Field, shape: ValueShape): z.ZodType<Value | undefined> {
  const ofField = known.get(field) ?? new Map<ValueShape, z.ZodType<Value | undefined>>();
  known.set(field, ofField);
  const schema = ofField.get(shape) ?? makeSchema(field, shape);
  ofField.set(shape, schema);
  return schema;
}
const known = new WeakMap<Field, Map<ValueShape, z.ZodType<Value | undefined>>>();

function makeSchema(field: Field, shape: ValueShape): z.ZodType<Value | undefined> {
  switch (shape) {
    case 'none':
      return z.undefined();
    case 'one':
      return member(field);
    case 'many':
      return z.array(member(field)).min(1).max(100);
    case 'number':
      return field.type === 'number' && field.isWhole ? z.number().int() : z.number();
    case 'date':
      return z.iso.date();
    case 'instant':
      return z.iso.datetime({ offset: true });
    case 'hours':
      return z.number().min(0).max(1_000_000);
    case 'business_hours':
      return z.number().min(0).max(10_000);
    case 'flag':
      return z.boolean();
    case 'text':
    case 'pattern':
      return storableText;
  }
}

function member(field: Field): z.ZodType<string> {
  const choices = 'choices' in field ? field.choices : undefined;
  if (choices) return z.enum(choices as [string, ...string[]]);
  if (field.type !== 'reference' || field.key === 'slug') return storableText;
  const id = z.uuid();
  return field.words ? z.union([z.enum(field.words as readonly [string, ...string[]]), id]) : id;
}
