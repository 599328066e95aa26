import { Suspense } from 'react';
import { t } from '../../../locales/translate.ts';
import { later } from '../../app/later.ts';
import type { Files } from './use-files.ts';

const ComposerFiles = later(() => import('./composer-files.tsx').then((it) => it.ComposerFiles));
const DropHere = later(() => import('./drop-here.tsx').then((it) => it.DropHere));

/** What goes with the message, and where more may be dropped. */
export function BoxFiles({ files, isNote, isDragging }: { files: Files; isNote: boolean; isDragging: boolean }) {
  return (
    <>
      <FilesStatus files={files} />
      <Suspense>{files.isEmpty ? null : <ComposerFiles files={files} />}</Suspense>
      <Suspense>{isDragging ? <DropHere isNote={isNote} /> : null}</Suspense>
    </>
  );
}

/** What becomes of the files, for who does not see them. It stands there always, so that what changes is read out. */
function FilesStatus({ files: { there, pending } }: { files: Files }) {
  const failed = pending.filter(({ state }) => state === 'failed').length;
  const coming = pending.length - failed;
  const words = [
    coming === 0
      ? null
      : t('{count, plural, one {# file is on its way.} other {# files are on their way.}}', { count: coming }),
    failed === 0
      ? null
      : t('{count, plural, one {# file is not attached.} other {# files are not attached.}}', { count: failed }),
    there.length === 0
      ? null
      : t('{count, plural, one {# file is attached.} other {# files are attached.}}', { count: there.length }),
  ];
  return (
    <p role="status" className="sr-only">
      {words.filter((one) => one !== null).join(' ')}
    </p>
  );
}
