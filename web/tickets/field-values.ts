import type { Field } from '../../contract/fields.ts';
import { formatTaxId } from '../../domain/fields/tax-id.ts';
import { currentLanguage, t } from '../../locales/translate.ts';
import { nameIn } from './words.ts';

type Known = Pick<Field, 'type' | 'choices'>;

/** A value of the desk's own fields as people read it; empty for none. */
export function valueInWords(field: Known, value: unknown): string {
  if (value === null || value === undefined) return '';
  switch (field.type) {
    case 'number':
      return typeof value === 'number' ? value.toLocaleString(currentLanguage(), { maximumFractionDigits: 10 }) : '';
    case 'date':
      return new Date(`${String(value)}T00:00:00Z`).toLocaleDateString(currentLanguage(), { timeZone: 'UTC' });
    case 'checkbox':
      return value === true ? t('yes') : t('no');
    case 'tax_id':
      return formatTaxId(String(value));
    case 'choice':
      return choiceName(field, value);
    case 'choices':
      return Array.isArray(value) ? value.map((key) => choiceName(field, key)).join(', ') : '';
    default:
      return String(value);
  }
}

function choiceName({ choices }: Known, key: unknown): string {
  const choice = choices.find((known) => known.key === key);
  return choice === undefined ? String(key) : nameIn(choice.label);
}
