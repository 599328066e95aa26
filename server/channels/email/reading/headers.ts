import { decodeWords, type Header } from 'postal-mime';
import { headerText } from '../../../platform/mail/header-text.ts';

/** The header of a mail: values as written, in order, or decoded and cleaned. Names that are our own are never asked for. */
export type Headers = {
  all(name: string): string[];
  first(name: string): string | null;
  /** One clean line, encoded words decoded. */
  text(name: string): string | null;
};

export function headersOf(list: readonly Header[]): Headers {
  const byName = new Map<string, string[]>();
  for (const { key, value } of list) {
    const values = byName.get(key) ?? [];
    values.push(value);
    byName.set(key, values);
  }
  const all = (name: string) => byName.get(name) ?? [];
  return {
    all,
    first: (name) => all(name)[0] ?? null,
    text(name) {
      const value = all(name).find((one) => one.trim() !== '');
      return value === undefined ? null : headerText(decodeWords(value)) || null;
    },
  };
}
