import type { FieldDefinition, FieldType, FieldValue } from './field.ts';
import { readTaxId } from './tax-id.ts';

/** Why a value does not fit its field: codes that the browser has words for. */
export type FieldProblem =
  | 'not_text'
  | 'too_long'
  | 'not_a_number'
  | 'not_a_date'
  | 'not_a_choice'
  | 'not_yes_or_no'
  | 'not_a_tax_id';

export type ReadValue = { value: FieldValue | null } | { problem: FieldProblem };

const longest = { text: 500, long_text: 10_000 };
/** Beyond it not every whole number exists any more, and sums would lie. */
const largest = Number.MAX_SAFE_INTEGER;

/** What was given as the value that is kept; null where it says nothing, and so takes the value away. */
export function readValue(field: Pick<FieldDefinition, 'type' | 'choices'>, given: unknown): ReadValue {
  if (isEmpty(given)) return { value: null };
  return readers[field.type](given, field);
}

/** In words, for whoever calls the API. */
export const problemSentences: Record<FieldProblem, string> = {
  not_text: 'This is no text.',
  too_long: 'This is too long.',
  not_a_number: 'This is no number.',
  not_a_date: 'This is no date: write YYYY-MM-DD.',
  not_a_choice: 'This is not among the choices.',
  not_yes_or_no: 'This is neither true nor false.',
  not_a_tax_id: 'This is no CPF or CNPJ: its check digits do not fit.',
};

function isEmpty(given: unknown): boolean {
  if (typeof given === 'string') return given.trim() === '';
  return given === null || given === undefined || given === false || (Array.isArray(given) && given.length === 0);
}

type Read = (given: unknown, field: Pick<FieldDefinition, 'choices'>) => ReadValue;

const readers: Record<FieldType, Read> = {
  text: (given) => readText(given, longest.text),
  long_text: (given) => readText(given, longest.long_text),
  number: (given) =>
    typeof given === 'number' && Math.abs(given) <= largest ? { value: given } : { problem: 'not_a_number' },
  date: (given) => (typeof given === 'string' && isDay(given) ? { value: given } : { problem: 'not_a_date' }),
  choice: (given, field) =>
    typeof given === 'string' && isChoice(field, given) ? { value: given } : { problem: 'not_a_choice' },
  choices: readChoices,
  checkbox: (given) => (given === true ? { value: true } : { problem: 'not_yes_or_no' }),
  tax_id: (given) => {
    const bare = typeof given === 'string' ? readTaxId(given) : null;
    return bare === null ? { problem: 'not_a_tax_id' } : { value: bare };
  },
};

function readText(given: unknown, most: number): ReadValue {
  if (typeof given !== 'string') return { problem: 'not_text' };
  const text = given.trim().replaceAll('\0', '');
  return text.length > most ? { problem: 'too_long' } : { value: text };
}

/** Each once, in the order in which the field offers them: the order they are ticked in says nothing. */
function readChoices(given: unknown, field: Pick<FieldDefinition, 'choices'>): ReadValue {
  if (!Array.isArray(given) || !given.every((key) => isChoice(field, key))) return { problem: 'not_a_choice' };
  return { value: field.choices.map(({ key }) => key).filter((key) => given.includes(key)) };
}

/** An archived choice still fits: whoever saves other choices beside it keeps it. */
function isChoice({ choices }: Pick<FieldDefinition, 'choices'>, key: unknown): boolean {
  return choices.some((choice) => choice.key === key);
}

function isDay(text: string): boolean {
  if (!/^\d{4}-\d{2}-\d{2}$/.test(text)) return false;
  const day = new Date(`${text}T00:00:00Z`);
  return !Number.isNaN(day.getTime()) && day.toISOString().startsWith(text);
}
