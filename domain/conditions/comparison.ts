import { RE2JS } from 're2js';
import { AppError } from '../errors.ts';
import { fold } from '../text.ts';

/** A text of a field as conditions compare it: folded, or only lower-cased where it is an address. */
export type Comparison = 'folded' | 'lower';

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
