import { type IdentityKind, normaliseIdentity } from '../contacts.ts';
import type { FieldDefinition, FieldValue } from '../fields/field.ts';
import { readTaxId } from '../fields/tax-id.ts';
import { readTyped } from '../fields/typed.ts';
import type { FieldProblem } from '../fields/value.ts';
import { fold } from '../text.ts';

/** A cell that is an e-mail address, and so no heading. */
export function looksLikeAddress(cell: string): boolean {
  return /^[^\s@]+@[^\s@]+\.[^\s@]+$/.test(cell.trim());
}

/** Addresses or numbers of one cell: people put several into one, apart by commas, semicolons, bars or line breaks. */
export function readIdentities(kind: IdentityKind, cell: string): { values: string[]; wrong: string[] } {
  const parts = kind === 'external' ? [cell] : cell.split(separators[kind]).flatMap(apartByBlanks);
  const written = parts.map((part) => part.trim()).filter((part) => part !== '');
  const read = written.map((part) => ({ part, value: normaliseIdentity(kind, part) }));
  return {
    values: [...new Set(read.flatMap(({ value }) => value ?? []))],
    wrong: read.filter(({ value }) => value === null).map(({ part }) => part),
  };
}

/** `ana@x.example bia@x.example` is two; `ana at x.example` is one, and wrong. */
function apartByBlanks(part: string): string[] {
  const words = part.trim().split(/\s+/);
  return words.every(looksLikeAddress) ? words : [part];
}

const separators = { email: /[,;|\n]/, phone: /[,;|\n]| e | ou | or | and /, whatsapp: /[,;|\n]/ };

/** A language tag (RFC 5646), or the name of one of the desk's two languages. Null for anything else. */
export function readLanguage(cell: string): string | null {
  const text = cell.trim();
  const named = languageNames[fold(text)];
  if (named !== undefined) return named;
  if (!/^[a-z]{2,3}([-_][a-z0-9]{2,8})*$/i.test(text)) return null;
  try {
    return Intl.getCanonicalLocales(text.replaceAll('_', '-'))[0] ?? null;
  } catch {
    return null;
  }
}

const languageNames: Record<string, string> = {
  english: 'en',
  ingles: 'en',
  portuguese: 'pt-BR',
  portugues: 'pt-BR',
  'portugues (brasil)': 'pt-BR',
  'portuguese (brazil)': 'pt-BR',
  'portugues do brasil': 'pt-BR',
  espanhol: 'es',
  spanish: 'es',
  espanol: 'es',
};

/** A value of an own field as a spreadsheet shows it: days in the custom of the language, tax ids without their first zeros. */
export function readFieldCell(
  field: Pick<FieldDefinition, 'type' | 'choices'>,
  cell: string,
  language: string,
): { value: FieldValue | null } | { problem: FieldProblem } {
  const text = cell.trim();
  if (field.type === 'date') return readTyped(field, isoDay(text, language), language);
  if (field.type === 'tax_id') return readTyped(field, withLostZeros(text), language);
  return readTyped(field, text, language);
}

/** `31/12/2026` in Portuguese, `12/31/2026` in English; what is written otherwise stays. */
function isoDay(text: string, language: string): string {
  const [, one = '', two = '', year = ''] = /^(\d{1,2})[/.-](\d{1,2})[/.-](\d{4})$/.exec(text) ?? [];
  if (year === '') return text.replace(/T.*$/, '');
  const [month, day] = language.startsWith('en') ? [one, two] : [two, one];
  return `${year}-${month.padStart(2, '0')}-${day.padStart(2, '0')}`;
}

/** A spreadsheet that takes a tax id for a number drops the zeros it begins with. */
function withLostZeros(text: string): string {
  if (!/^\d{6,13}$/.test(text)) return text;
  return [11, 14].map((length) => text.padStart(length, '0')).find((padded) => readTaxId(padded) !== null) ?? text;
}
