import type { SuggestionRuleView } from '../../../contract/triage.ts';
import { t } from '../../../locales/translate.ts';

export function suggestedField(field: SuggestionRuleView['field']): string {
  if (field === 'topic') return t('Topic');
  return field === 'team' ? t('Team') : t('Priority');
}

/** One phrase a line, as it is typed; each once. */
export function wordsOf(typed: string): string[] {
  const lines = typed.split(/[\n,]/).map((line) => line.replace(/\s+/g, ' ').trim());
  return [...new Set(lines.filter((line) => line.length >= 2))];
}
