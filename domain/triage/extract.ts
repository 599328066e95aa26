import { compilePattern } from '../conditions/comparison.ts';
import { readTaxId } from '../fields/tax-id.ts';

/** How a value is found in a text: by a pattern of the admin's, or as a CPF or CNPJ whose check digits fit. */
export const extractionKinds = ['pattern', 'tax_id'] as const;
export type ExtractionKind = (typeof extractionKinds)[number];

/** One thing to look for in what customers write, and the field of tickets it goes into. `pattern` is RE2 and null for tax ids. */
export type ExtractionRule = {
  id: number;
  name: string;
  fieldKey: string;
  kind: ExtractionKind;
  pattern: string | null;
};

/** A value found, and the words of the text it was read from. */
export type Extracted = { rule: ExtractionRule; value: string; found: string };

/** Looked through of a text: what matters stands near its beginning, and a pattern's time grows with the text. */
const readFor = 50_000;

/**
 * Reads values out of a text, the first of each field in the order of the rules. A pattern gives its first group, or all it
 * matched where it has none; digits that only look like a tax id are nobody's.
 */
export function extract(text: string, rules: readonly ExtractionRule[]): Extracted[] {
  const searched = text.slice(0, readFor);
  const found = new Map<string, Extracted>();
  for (const rule of rules) {
    if (found.has(rule.fieldKey)) continue;
    const first = rule.kind === 'tax_id' ? firstTaxId(searched) : firstMatch(searched, rule.pattern ?? '');
    if (first !== null) found.set(rule.fieldKey, { rule, ...first });
  }
  return [...found.values()];
}

type First = { value: string; found: string } | null;

function firstMatch(text: string, pattern: string): First {
  const matcher = compilePattern(pattern).matcher(text);
  while (matcher.find()) {
    const found = matcher.group() ?? '';
    const value = (matcher.groupCount() > 0 ? matcher.group(1) : found)?.trim();
    if (value) return { value, found };
  }
  return null;
}

/** As people write them: with or without points, never as a part of a longer number. */
const written =
  /(?<![\w.-])(?:\d{3}\.?\d{3}\.?\d{3}-?\d{2}|[0-9A-Z]{2}\.?[0-9A-Z]{3}\.?[0-9A-Z]{3}\/?[0-9A-Z]{4}-?\d{2})(?![\w-])/gi;

function firstTaxId(text: string): First {
  for (const [found] of text.matchAll(written)) {
    const value = readTaxId(found);
    if (value !== null) return { value, found };
  }
  return null;
}
