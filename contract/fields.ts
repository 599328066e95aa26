import { z } from 'zod';
import { audiences, fieldTypes, holders, needs } from '../domain/fields/field.ts';
import { publicId, translated, typedWords } from './common.ts';

// Paths: GET, POST /api/fields · PATCH, DELETE /api/fields/:fieldId · PUT /api/fields/order.

const label = typedWords(100);
const help = typedWords(300).nullable();
const need = z.enum(needs).nullable();
const key = z.string().regex(/^[a-z][a-z0-9_]{0,49}$/);

/** A field of tickets, contacts or organizations. Values name it by `key`, and a choice by the choice's key. */
export const field = z.strictObject({
  id: publicId,
  holder: z.enum(holders),
  key,
  type: z.enum(fieldTypes),
  label: translated,
  help: translated.nullable(),
  /** An archived one is no longer offered; whoever has it keeps it. */
  choices: z.array(z.strictObject({ key: z.string(), label: translated, isArchived: z.boolean() })),
  /** Before what a value must be there, on tickets whose topic asks for it. */
  neededTo: need,
  audience: z.enum(audiences),
  isArchived: z.boolean(),
  /** Somebody has or had a value: removing it archives it. */
  isUsed: z.boolean(),
  /** The topics whose form asks for it. */
  topics: z.array(z.strictObject({ id: publicId, name: translated })),
});
export type Field = z.infer<typeof field>;

const choices = z.array(z.strictObject({ key: key.optional(), label })).max(300);
/** Without a key it gets one from its label. What it belongs to stays as it is. */
export const fieldBody = z.strictObject({
  holder: z.enum(holders).default('ticket'),
  key: key.optional(),
  type: z.enum(fieldTypes),
  label,
  help: help.default(null),
  choices: choices.default([]),
  neededTo: need.default(null),
  audience: z.enum(audiences).default('agents'),
});
export type FieldBody = z.output<typeof fieldBody>;
/** What kind of field it is and its key stay as they are: values were given by them. */
export const updateFieldBody = z
  .strictObject({ label, help, choices, neededTo: need, audience: z.enum(audiences), isArchived: z.boolean() })
  .partial();
export type UpdateFieldBody = z.output<typeof updateFieldBody>;
export const fieldParams = z.strictObject({ fieldId: publicId });
export const fieldList = z.strictObject({ fields: z.array(field) });
export const fieldReply = z.strictObject({ field });
/** Gone, or archived because it has values. */
export const removedReply = z.strictObject({ became: z.enum(['removed', 'archived']) });
/** Those named come first, in this order; the others follow as they stood. */
export const fieldOrderBody = z.strictObject({ fields: z.array(publicId).min(1).max(1_000) });

/** A value as it is kept, by the type of its field: text, a number, a day, a choice's key, several, true, a bare tax id. */
export const fieldValue = z.union([z.string(), z.number(), z.literal(true), z.array(z.string())]);
/** Values by the key of their field. */
export const fieldValues = z.record(z.string(), fieldValue);
/** Values to set; null, an empty text or list, or false takes one away. What is not named stays. */
export const givenFields = z.record(
  z.string().max(60),
  z.union([z.string().max(20_000), z.number(), z.boolean(), z.array(z.string().max(60)).max(300), z.null()]),
);
export type GivenFields = z.infer<typeof givenFields>;
