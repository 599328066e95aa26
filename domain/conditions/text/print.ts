import type { Condition, Question } from '../condition.ts';
import { ownFieldOf } from '../custom-fields.ts';
import type { Field } from '../field.ts';
import { type OperatorId, operators } from '../operators.ts';
import type { Value } from '../values.ts';
import { askerMeant, wordFor } from './members.ts';
import { writeInstant } from './moments.ts';
import { written } from './scanner.ts';
import { lengthOperator, signOf } from './signs.ts';
import type { Speech } from './speech.ts';
import {
  askerWords,
  fieldWords,
  groupWords,
  holderWords,
  no,
  operatorWords,
  ownFieldWords,
  units,
  yes,
} from './vocabulary.ts';

/**
 * Writes a condition as the text that reads back as the same one (a question alone reads back as a group of one, which means the
 * same). What is not complete yet is written too: reading it says what is missing.
 */
export function printCondition(condition: Condition, speech: Speech): string {
  const [only] = 'all' in condition ? condition.all : [];
  if ('field' in condition) return question(condition, speech);
  if ('not' in condition) return denied(condition.not, speech);
  const parts = 'all' in condition ? condition.all : condition.any;
  if ('all' in condition && parts.length === 0) return '';
  if ('all' in condition && parts.length === 1 && only && 'field' in only) return question(only, speech);
  return parts.length < 2 ? named(condition, speech) : joined(condition, speech);
}

type Group = { all: Condition[] } | { any: Condition[] };

function joined(group: Group, speech: Speech): string {
  const parts = ('all' in group ? group.all : group.any).map((part) => inner(part, speech));
  return parts.join('all' in group ? ' ' : speech.language === 'en' ? ' OR ' : ' OU ');
}

/** As a part of something else. */
function inner(condition: Condition, speech: Speech): string {
  if ('field' in condition) return question(condition, speech);
  if ('not' in condition) return denied(condition.not, speech);
  const size = 'all' in condition ? condition.all.length : condition.any.length;
  return size < 2 ? named(condition, speech) : `(${joined(condition, speech)})`;
}

function denied(condition: Condition, speech: Speech): string {
  return 'field' in condition ? `-(${question(condition, speech)})` : `-${inner(condition, speech)}`;
}

/** A group of one or none by its name: parentheses alone would not be one. */
function named(group: Group, speech: Speech): string {
  const [kind, parts] = 'all' in group ? (['all', group.all] as const) : (['any', group.any] as const);
  return `${groupWords[kind][speech.language][0]}(${parts.map((part) => inner(part, speech)).join('')})`;
}

function question({ field: id, op, value }: Question, speech: Speech): string {
  const field = speech.catalogue.field(id);
  const key = printKey(id, speech);
  if (!field) return longForm({ key, op, values: [value].flat().map((one) => written(String(one ?? ''))) }, speech);
  const positive = operators[field.type][op]?.opposite;
  const short = shortForm({ id, field, op: positive ?? op, value, key }, speech);
  if (short !== null) return positive ? `-${short}` : short;
  const values = op in operators[field.type] && operators[field.type][op]?.value === 'none' ? [] : [value ?? ''].flat();
  return longForm({ key, op, values: values.map((one) => valueText({ id, field, op, value: one }, speech)) }, speech);
}

/** A field as texts call it: `priority`, `field:order_number`, `requester.plan`. */
export function printKey(id: string, { language }: Pick<Speech, 'language'>): string {
  const own = ownFieldOf(id);
  if (own === null) return fieldWords[id as keyof typeof fieldWords]?.[language][0] ?? id;
  if (own.holder === 'ticket') return `${ownFieldWords[language][0]}:${own.key}`;
  return `${holderWords[own.holder][language][0]}.${own.key}`;
}

function longForm(
  { key, op, values }: { key: string; op: OperatorId; values: string[] },
  { language }: Speech,
): string {
  return `${key}:${operatorWords[op][language][0]}(${values.join(',')})`;
}

type Asked = { id: string; field: Field; op: OperatorId; value: Value | undefined; key: string };

/** With a sign, where there is one that says this. */
function shortForm(asked: Asked, speech: Speech): string | null {
  const { field, op, value, key } = asked;
  if (op === 'is_set') return `${key}:*`;
  const sign = signOf(field, op);
  if (op === 'any_of' || op === 'has_any') return listForm(asked, speech);
  if (op === 'starts_with') return `${key}:${written(String(value))}*`;
  if (sign) return `${key}${sign}${valueText(asked, speech)}`;
  return field.type === 'instant' ? lengthForm(asked, speech) : null;
}

/** A list of one is not the same question as the one value: only tags, which ask for lists alone, write it so. */
function listForm(asked: Asked, speech: Speech): string | null {
  const values = [asked.value ?? []].flat();
  const fewest = asked.op === 'has_any' ? 1 : 2;
  if (values.length < fewest) return null;
  return `${asked.key}:${values.map((value) => valueText({ ...asked, value }, speech)).join(',')}`;
}

function lengthForm({ field, op, value, key }: Asked, { language }: Speech): string | null {
  for (const sign of ['<', '>'] as const) {
    if (lengthOperator(field, sign, true) === op) return `${key}${sign}${value}${units.business[language][0]}`;
    if (lengthOperator(field, sign, false) === op) return `${key}${sign}${lengthText(Number(value), language)}`;
  }
  return null;
}

/** In minutes where it is a whole number of them, as in ten minutes, and in hours else. */
function lengthText(hours: number, language: Speech['language']): string {
  const minutes = Math.round(hours * 60);
  const isMinutes = !Number.isInteger(hours) && minutes / 60 === hours;
  return isMinutes ? `${minutes}${units.minutes[language][0]}` : `${hours}${units.hours[language][0]}`;
}

type One = { id: string; field: Field; op: OperatorId; value: Value | undefined };

function valueText(asked: One, speech: Speech): string {
  const { field, op, value } = asked;
  if (typeof value === 'boolean') return (value ? yes : no)[speech.language][0];
  if (typeof value === 'number') return String(value);
  const text = String(value ?? '');
  if (operators[field.type][op]?.value === 'instant') return writeInstant(text, speech.timeZone) || '""';
  return memberText(asked, text, speech);
}

function memberText(asked: One, text: string, speech: Speech): string {
  const { field } = asked;
  const asker = field.type === 'reference' ? field.words?.find((word) => word === text) : undefined;
  if (asker) return askerWords[asker][speech.language][0];
  return written(wordFor(asked, text, speech), (plain) => askerMeant(asked, plain) !== undefined);
}
