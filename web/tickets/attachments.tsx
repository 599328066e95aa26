import { Suspense } from 'react';
import { t } from '../../locales/translate.ts';
import { later } from '../app/later.ts';
import { type Attachment, isPicture } from './files/attachment.ts';
import { FileLink } from './files/file-link.tsx';

const Pictures = later(() => import('./files/pictures.tsx').then((it) => it.Pictures));

/** What came with a message: pictures in small, which open large; everything else to be had as a file. What stands in its text stands there. */
export function Attachments({ attachments }: { attachments: Attachment[] }) {
  const shown = attachments.filter((file) => !file.isInline);
  if (shown.length === 0) return null;
  const pictures = shown.filter(isPicture);
  const files = shown.filter((file) => !isPicture(file));
  return (
    <ul aria-label={t('Attachments')} className="mt-2.5 flex flex-wrap items-end gap-2">
      {pictures.length === 0 ? null : (
        <Suspense fallback={<li className="h-20" />}>
          <Pictures pictures={pictures} />
        </Suspense>
      )}
      {files.map((file) => (
        <li key={file.id} className="max-w-full">
          <FileLink file={file} />
        </li>
      ))}
    </ul>
  );
}
