import type { Field } from '../../contract/fields.ts';
import { fieldOfColumn, type ViewColumn } from '../../domain/view-columns.ts';
import { t } from '../../locales/translate.ts';
import { nameIn } from '../tickets/words.ts';

type Known = Pick<Field, 'key' | 'label'>;

const names: Record<string, () => string> = {
  status: () => t('Status'),
  channel: () => t('Channel'),
  number: () => t('Number'),
  requester: () => t('Requester'),
  organization: () => t('Organization'),
  subject: () => t('Subject'),
  topic: () => t('Topic'),
  priority: () => t('Priority'),
  due: () => t('SLA due'),
  assignee: () => t('Assignee'),
  team: () => t('Team'),
  tags: () => t('Tags'),
  created: () => t('Created'),
  updated: () => t('Updated'),
};

/** What stands above a column. */
export function columnName(column: ViewColumn, fields: readonly Known[]): string {
  const key = fieldOfColumn(column);
  if (key === null) return names[column]?.() ?? column;
  const field = fields.find((known) => known.key === key);
  return field ? nameIn(field.label) : key;
}
