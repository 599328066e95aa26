import type { FieldDefinition, FieldValue } from './field.ts';
import { readNumber } from './number.ts';
import { type FieldProblem, readValue } from './value.ts';

const yes = ['yes', 'true', 'x', '1', 'sim', 'verdadeiro'];

/**
 * A value as somebody types it into one line: a number by the custom of their language, a choice by its key or label, several
 * apart by commas, a tick as "yes". An empty line takes the value away.
 */
export function readTyped(
  field: Pick<FieldDefinition, 'type' | 'choices'>,
  typed: string,
  language: string,
): { value: FieldValue | null } | { problem: FieldProblem } {
  const text = typed.trim();
  if (text === '') return { value: null };
  if (field.type === 'number') return readValue(field, readNumber(text, language) ?? Number.NaN);
  if (field.type === 'checkbox') return { value: yes.includes(text.toLowerCase()) || null };
  if (field.type === 'choice') return readValue(field, keyFor(field, text));
  if (field.type === 'choices')
    return readValue(
      field,
      text.split(',').map((one) => keyFor(field, one.trim())),
    );
  return readValue(field, text);
}

function keyFor({ choices }: Pick<FieldDefinition, 'choices'>, text: string): string {
  const same = (word: string | undefined) => word?.toLowerCase() === text.toLowerCase();
  return choices.find(({ key, label }) => same(key) || Object.values(label).some(same))?.key ?? text;
}
