import { useSyncExternalStore } from 'react';
import type { Upload } from '../../../contract/uploads.ts';
import { ApiError } from '../../app/api.ts';
import { learnRefusals } from '../../app/refusal-words.ts';
import { sendFile } from './send-file.ts';

type Box = 'reply' | 'note';
/** A file on its way to the desk, or one that did not get there. It goes on while the agent looks at another ticket. */
export type PendingFile = {
  key: string;
  number: number;
  box: Box;
  file: File;
  state: 'waiting' | 'sending' | 'failed';
  /** How much of it is there, from 0 to 1. */
  share: number;
  error: unknown;
};

const aborts = new Map<string, () => void>();
const listeners = new Set<() => void>();
let files: readonly PendingFile[] = [];
let made = 0;
let onThere: (number: number, upload: Upload) => void | Promise<void> = () => {};

/** What to do when a file has arrived. */
export function whenThere(act: typeof onThere): void {
  onThere = act;
}

export function usePendingFiles(number: number, box: Box): readonly PendingFile[] {
  const all = useSyncExternalStore(subscribe, () => files);
  return all.filter((one) => one.number === number && one.box === box);
}

export function putUp(number: number, box: Box, file: File): void {
  write([...files, { key: `${++made}`, number, box, file, state: 'waiting', share: 0, error: null }]);
  next();
}

/** A file that cannot be sent is shown all the same, with the reason. */
export async function refuseFile(
  to: { number: number; box: Box; file: File },
  refusal: { code: string; details: Record<string, unknown> },
): Promise<void> {
  await learnRefusals();
  const error = new ApiError(400, { ...refusal, message: refusal.code });
  write([...files, { key: `${++made}`, ...to, state: 'failed', share: 0, error }]);
}

export function tryAgain(key: string): void {
  change(key, { state: 'waiting', share: 0, error: null });
  next();
}

export function drop(key: string): void {
  aborts.get(key)?.();
  aborts.delete(key);
  write(files.filter((one) => one.key !== key));
  next();
}

/** Those that are on their way to one box begin anew, to the other. */
export function turnPending(number: number, from: Box, to: Box): void {
  for (const one of files.filter((file) => file.number === number && file.box === from)) {
    drop(one.key);
    putUp(number, to, one.file);
  }
}

/** One after the other: so they keep their order, and leave the page its connections. */
function next(): void {
  const waiting = files.find(({ state }) => state === 'waiting');
  if (waiting === undefined || files.some(({ state }) => state === 'sending')) return;
  const { key, number, box, file } = waiting;
  change(key, { state: 'sending' });
  const { done, abort } = sendFile({ number, box, file, onProgress: (share) => change(key, { share }) });
  aborts.set(key, abort);
  void done
    .then(
      async (upload) => {
        await onThere(number, upload);
        write(files.filter((one) => one.key !== key));
      },
      (error: unknown) => change(key, { state: 'failed', error }),
    )
    .finally(next);
}

function change(key: string, changes: Partial<PendingFile>): void {
  write(files.map((one) => (one.key === key ? { ...one, ...changes } : one)));
}

function write(now: readonly PendingFile[]): void {
  files = now;
  for (const listener of listeners) listener();
}

function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}
