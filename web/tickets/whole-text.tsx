import type { Message } from '../../contract/messages.ts';
import { isBeginning, wholeTextName } from '../../domain/long-text.ts';
import { t } from '../../locales/translate.ts';
import { fileSize } from '../app/format.ts';

/** Under a text that was too long for a message: that it goes on, and where. */
export function WholeText({ message }: { message: Message }) {
  const file = isBeginning(message.text)
    ? message.attachments.findLast(({ name }) => name === wholeTextName)
    : undefined;
  if (file === undefined) return null;
  return (
    <p className="mt-2.5 text-meta text-ink-3">
      {t('This text is very long; only its beginning is shown.')}{' '}
      <a href={file.url} download={file.name} className="text-accent underline underline-offset-2">
        {t('Download the whole text ({size})', { size: fileSize(file.size) })}
      </a>
    </p>
  );
}
