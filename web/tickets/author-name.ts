import type { Message } from '../../contract/messages.ts';
import { t } from '../../locales/translate.ts';

export function authorName({ author }: Message): string {
  if (author.kind === 'contact') return author.contact?.name || author.contact?.email || t('Unknown sender');
  if (author.kind === 'agent') return author.agent?.name ?? t('A former agent');
  return t('The desk');
}
