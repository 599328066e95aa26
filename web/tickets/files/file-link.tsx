import { PaperclipIcon } from '../../../ui/icons.ts';
import { fileSize } from '../../app/format.ts';
import type { Attachment } from './attachment.ts';

/** Saves the file. None opens in the page, a PDF neither: what it holds is whatever its sender wanted. */
export function FileLink({ file }: { file: Attachment }) {
  return (
    <a
      href={file.url}
      download={file.name}
      className="inline-flex max-w-full items-center gap-2 rounded-c border border-line bg-sheet px-2.5 py-1.5 text-ink-2 hover:border-edge"
    >
      <PaperclipIcon aria-hidden className="size-3.25 shrink-0" />
      <span className="truncate">{file.name}</span>
      <span className="shrink-0 text-ink-3">{fileSize(file.size)}</span>
    </a>
  );
}
