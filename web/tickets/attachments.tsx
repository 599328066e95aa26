import type { z } from 'zod';
import type { attachment } from '../../contract/messages.ts';
import { t } from '../../locales/translate.ts';
import { PaperclipIcon } from '../../ui/icons.ts';
import { fileSize } from '../app/format.ts';

type Attachment = z.infer<typeof attachment>;

export function Attachments({ attachments }: { attachments: Attachment[] }) {
  const files = attachments.filter((file) => !file.isInline);
  if (files.length === 0) return null;
  return (
    <ul aria-label={t('Attachments')} className="mt-2.5 flex flex-wrap gap-2">
      {files.map((file) => (
        <li key={file.id} className="max-w-full">
          <a
            href={file.url}
            download={file.name}
            className="inline-flex max-w-full items-center gap-2 rounded-c border border-line bg-sheet px-2.5 py-1.5 text-ink-2 hover:border-edge"
          >
            <PaperclipIcon aria-hidden className="size-3.25 shrink-0" />
            <span className="truncate">{file.name}</span>
            <span className="shrink-0 text-ink-3">{fileSize(file.size)}</span>
          </a>
        </li>
      ))}
    </ul>
  );
}
