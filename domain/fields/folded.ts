import { fold } from '../text.ts';

/** The texts among somebody's own fields as conditions compare them, as JSON. */
export function foldedFields(values: Readonly<Record<string, unknown>>): string {
  const texts = Object.entries(values).flatMap(([key, value]) =>
    typeof value === 'string' ? [[key, fold(value)] as const] : [],
  );
  return JSON.stringify(Object.fromEntries(texts));
}
