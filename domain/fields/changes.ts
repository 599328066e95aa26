import { type FieldValue, type FieldValues, fieldName } from './field.ts';

type Values = Readonly<Record<string, unknown>>;

/** What is kept once these values are set: null takes one away, what is not named stays. */
export function withValues(before: FieldValues, given: Readonly<Record<string, FieldValue | null>>): FieldValues {
  const kept = Object.entries({ ...before, ...given }).filter(
    (entry): entry is [string, FieldValue] => entry[1] !== null,
  );
  return Object.fromEntries(kept);
}

/** From and to of every value that changed, as the log names it: `field:<key>`. */
export function valueChanges(before: Values, after: Values): Record<string, [unknown, unknown]> {
  const keys = [...new Set([...Object.keys(before), ...Object.keys(after)])];
  const changed = keys.filter((key) => JSON.stringify(before[key]) !== JSON.stringify(after[key]));
  return Object.fromEntries(changed.map((key) => [fieldName(key), [before[key] ?? null, after[key] ?? null]]));
}
