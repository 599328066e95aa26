import { useQuery } from '@tanstack/react-query';
import type { Duplicate } from '../../contract/contact-merges.ts';
import { currentLanguage, t } from '../../locales/translate.ts';
import { valueInWords } from '../tickets/field-values.ts';
import { nameIn } from '../tickets/words.ts';
import { fieldsOfQuery } from './people-calls.ts';

const ofContacts = fieldsOfQuery('contact');

/** What the values of a contact are called, and say. */
export function useValueWords() {
  const { data: fields = [] } = useQuery(ofContacts);
  const fieldOf = (name: string) => fields.find(({ key }) => name === `field:${key}`);
  return {
    label(name: string): string {
      const field = fieldOf(name);
      return field ? nameIn(field.label) : plainLabel(name);
    },
    value(name: string, value: unknown): string {
      const field = fieldOf(name);
      if (field) return valueInWords(field, value);
      return name === 'language' ? languageName(String(value)) : String(value);
    },
  };
}

function plainLabel(name: string): string {
  switch (name) {
    case 'language':
      return t('Language');
    case 'timeZone':
      return t('Time zone');
    case 'organizationId':
      return t('Organization');
    case 'notes':
      return t('About this customer');
    default:
      return t('Name');
  }
}

export function languageName(code: string): string {
  const name = new Intl.DisplayNames(currentLanguage(), { type: 'language' }).of(code) ?? code;
  return name.charAt(0).toUpperCase() + name.slice(1); // it stands alone, and Portuguese writes it small
}

export function duplicateReason(reason: Duplicate['reasons'][number]): string {
  switch (reason) {
    case 'number':
      return t('same number');
    case 'name':
      return t('same name and organization');
    case 'tax_id':
      return t('same CPF or CNPJ');
  }
}
