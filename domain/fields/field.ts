import type { Translated } from '../translated.ts';

/** What a field belongs to: every ticket, contact or organization can have a value of it. */
export const holders = ['ticket', 'contact', 'organization'] as const;
export type Holder = (typeof holders)[number];

/** What a field holds. `choice` is one of a list, `choices` several; `tax_id` a CPF or CNPJ with its check digits. */
export const fieldTypes = ['text', 'long_text', 'number', 'date', 'choice', 'choices', 'checkbox', 'tax_id'] as const;
export type FieldType = (typeof fieldTypes)[number];

/** Before what a value must be there: before an agent opens the ticket (and so ever after), or before one solves it. */
export const needs = ['open', 'solve'] as const;
export type Need = (typeof needs)[number];

/** Who sees it: agents alone, or requesters too, where they are asked by a form. */
export const audiences = ['agents', 'requesters'] as const;
export type Audience = (typeof audiences)[number];

/** One of a list, by the word values name it with. An archived one is no longer offered; values that have it keep its label. */
export type FieldChoice = { key: string; label: Translated; isArchived: boolean };

/** A field as an admin made it. Values name it by its key, which never changes and is its own among the fields of its holder. */
export type FieldDefinition = {
  holder: Holder;
  key: string;
  type: FieldType;
  label: Translated;
  help: Translated | null;
  choices: readonly FieldChoice[];
  neededTo: Need | null;
  audience: Audience;
  isArchived: boolean;
};

/**
 * A value as it is kept: text of a text, the day of a date (`2026-11-30`), the key of a choice, a list of them, the bare
 * characters of a tax id (`12ABC34501DE35`), true of a checkbox. What is empty, or not ticked, is absent.
 */
export type FieldValue = string | number | true | readonly string[];
export type FieldValues = Readonly<Record<string, FieldValue>>;

/** What the log and conditions call a field of this key. */
export function fieldName(key: string): string {
  return `field:${key}`;
}

/** A label as a key: `Código do erro` becomes `codigo_do_erro`. */
export function keyOf(label: string): string {
  const key = label
    .normalize('NFKD')
    .replace(/\p{M}+/gu, '')
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '_')
    .replace(/^_+|_+$/g, '')
    .slice(0, 40)
    .replace(/_+$/, '');
  return /^[a-z]/.test(key) ? key : `field_${key}`.replace(/_+$/, '');
}

/** The first of `key`, `key_2`, `key_3` ... that is free. */
export function freeKey(key: string, used: ReadonlySet<string>): string {
  let number = 1;
  let free = key;
  while (used.has(free)) free = `${key}_${++number}`;
  return free;
}
