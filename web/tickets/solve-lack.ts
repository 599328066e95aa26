import type { SolveLack } from '../../domain/fields/form.ts';
import { t } from '../../locales/translate.ts';
import { nameIn } from './words.ts';

/** What a ticket lacked when a mail asked to solve it. */
export function lackInWords(values: Record<string, unknown>): string {
  const { fields = [], resolution = false } = values as Partial<SolveLack>;
  const names = [...fields.map(nameIn), ...(resolution ? [t('Resolution')] : [])].join(', ');
  return t('Still missing: {names}.', { names });
}
