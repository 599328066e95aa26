import { useQuery } from '@tanstack/react-query';
import type { HistoryEntry } from '../../contract/tickets.ts';
import { preview } from '../../domain/text.ts';
import { t } from '../../locales/translate.ts';
import { fieldsQuery } from './calls.ts';
import { valueInWords } from './field-values.ts';
import { nameIn, wordOf } from './words.ts';

/** What fields became, each by its label; one that is gone by its key. */
export function FieldsChanged({ entry }: { entry: HistoryEntry }) {
  const { data: fields } = useQuery(fieldsQuery);
  if (fields === undefined) return null;
  const said = Object.entries(entry.changes).map(([name, [, value]]) => {
    const key = name.replace(/^field:/, '');
    const field = fields.find((known) => known.key === key);
    const [label, words] = field ? [nameIn(field.label), valueInWords(field, value)] : [key, wordOf(value)];
    return t('{field}: {value}', { field: label, value: preview(words, 80) || t('none') });
  });
  return said.join(' · ');
}
