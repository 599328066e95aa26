import type { Field } from '../../../contract/fields.ts';
import type { Holder } from '../../../domain/fields/field.ts';
import { t } from '../../../locales/translate.ts';
import { nameIn } from '../../tickets/words.ts';

export function holderName(holder: Holder): string {
  if (holder === 'ticket') return t('Tickets');
  return holder === 'contact' ? t('Contacts') : t('Organizations');
}

export function typeName(type: Field['type']): string {
  switch (type) {
    case 'text':
      return t('Text on one line');
    case 'long_text':
      return t('Text on several lines');
    case 'number':
      return t('Number');
    case 'date':
      return t('Date');
    case 'choice':
      return t('One of a list');
    case 'choices':
      return t('Several of a list');
    case 'checkbox':
      return t('Box to tick');
    case 'tax_id':
      return t('CPF or CNPJ');
  }
}

export function needName(need: Field['neededTo']): string {
  if (need === null) return t('Never');
  return need === 'open' ? t('To open the ticket') : t('To solve the ticket');
}

/** What kind of field it is, when it must be filled in, and where it is asked. */
export function fieldInWords(field: Field): string {
  if (field.holder !== 'ticket') return typeName(field.type);
  const forms = field.topics.map(({ name }) => nameIn(name)).join(', ');
  return [
    typeName(field.type),
    ...(field.neededTo === null ? [] : [t('needed: {when}', { when: needName(field.neededTo) })]),
    ...(field.audience === 'agents' ? [t('only agents see it')] : []),
    forms === '' ? t('on no form yet') : t('on the form of {topics}', { topics: forms }),
  ].join(' · ');
}
