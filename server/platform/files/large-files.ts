import { AppError } from '../../../domain/errors.ts';
import { borrow, giveBack, type Shared, sharedCopy } from '../threads/shared-memory.ts';
import { makeWorkerPool } from '../threads/worker-pool.ts';
import type { LargeTask } from './large-file-worker.ts';
import { type Place, type Stored, storageError } from './one-file.ts';

const module = new URL('./large-file-worker.ts', import.meta.url);
const patienceMs = 120_000;

/** Threads of their own: what a mail is parsed for may take half a minute, and storing must not wait behind it. */
const threads = makeWorkerPool({ threads: 2, memoryMb: 64 });

export async function putLarge(place: Place, bytes: Uint8Array): Promise<Stored> {
  if (bytes.buffer instanceof SharedArrayBuffer) return inThread<Stored>({ ...given(place), put: bytes });
  const copy = await sharedCopy(bytes);
  return inThread<Stored>({ ...given(place), put: copy }).finally(() => giveBack(copy));
}

/** In shared memory: whoever is done with it gives it back. */
export async function getLarge(place: Place, { hash, size }: Stored): Promise<Shared> {
  const into = borrow(size);
  return inThread({ ...given(place), get: hash, into }).then(
    () => into,
    (error: unknown) => {
      giveBack(into);
      throw error;
    },
  );
}

const given = ({ root, keys }: Place) => ({ root, keys });

/** A thread that died or took too long says nothing about the file: that is the store's trouble, and passes. */
function inThread<Output>(input: LargeTask): Promise<Output> {
  return threads.run<Output>({ module, input, timeoutMs: patienceMs }).catch((error: unknown) => {
    throw error instanceof AppError && !error.code.startsWith('worker_') ? error : storageError(error);
  });
}
