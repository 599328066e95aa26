import { useQuery } from '@tanstack/react-query';
import type { Upload } from '../../../contract/uploads.ts';
import { filesRefusal, largestFile, noteCarries } from '../../../domain/uploads.ts';
import { showToast } from '../../../ui/Toast.tsx';
import { sentenceFor } from '../../app/sentences.ts';
import type { Kind } from '../drafts.ts';
import { type PendingFile, putUp, refuseFile, turnPending, usePendingFiles, whenThere } from './pending-files.ts';
import { changeShown, deleteUpload, moveUpload, uploadsQuery } from './upload-calls.ts';

/** The files of what is being written in one box. */
export type Files = {
  /** With the desk, ready to be sent. */
  there: Upload[];
  pending: readonly PendingFile[];
  isEmpty: boolean;
  /** Nothing can be sent before these are there, or taken out. */
  isUnderWay: boolean;
  add: (files: Iterable<File>) => void;
  remove: (id: string) => void;
  /** The message has them now. */
  sent: (ids: readonly string[]) => void;
  /** They go with the words from the reply to the note. */
  moveToNote: () => void;
};

whenThere((number, upload) => changeShown(number, (known) => [...known.filter(({ id }) => id !== upload.id), upload]));

export function useFiles(number: number, box: Kind): Files {
  const { data: all = [] } = useQuery(uploadsQuery(number));
  const there = all.filter((upload) => upload.box === box);
  const pending = usePendingFiles(number, box);
  const without = (ids: readonly string[]) =>
    changeShown(number, (known) => known.filter(({ id }) => !ids.includes(id)));
  return {
    there,
    pending,
    isEmpty: there.length + pending.length === 0,
    isUnderWay: pending.length > 0,
    add(files) {
      const sizes = [...there.map(({ size }) => size), ...pending.map(({ file }) => file.size)];
      for (const file of files) {
        const refusal = refusalOf(file, sizes);
        if (refusal) void refuseFile({ number, box, file }, refusal);
        else putUp(number, box, file);
        if (!refusal) sizes.push(file.size);
      }
    },
    remove: (id) =>
      void without([id])
        .then(() => deleteUpload(number, id))
        .catch(tell),
    sent: (ids) => void without(ids),
    moveToNote() {
      turnPending(number, 'reply', 'note');
      const moved = changeShown(number, (known) =>
        known.map((one) => (isOfReply(one) ? { ...one, box: 'note' } : one)),
      );
      const ids = all.filter(isOfReply).map(({ id }) => id);
      void moved.then(() => Promise.all(ids.map((id) => moveUpload(number, id, 'note')))).catch(tell);
    },
  };
}

const isOfReply = ({ box }: Upload) => box === 'reply';

/** Said at once, before a byte of it travels. What the channel takes beyond that the desk says. */
function refusalOf(file: File, sizes: readonly number[]) {
  if (file.size === 0) return { code: 'file_empty', details: {} };
  if (file.size > largestFile) return { code: 'body_too_large', details: { maxBytes: largestFile } };
  const refusal = filesRefusal([...sizes, file.size], noteCarries);
  if (refusal === null) return null;
  const { code, ...details } = refusal;
  return { code, details };
}

function tell(error: unknown): void {
  showToast({ text: sentenceFor(error), isBad: true });
}
