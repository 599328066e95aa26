import * as disk from 'node:fs/promises';
import type { SealingKey } from '../secrets/bytes-sealing.ts';
import { getFile, type Place, putFile, type Stored } from './one-file.ts';

/** Runs in a thread (see large-files.ts): hashing, sealing and opening of 25 MB take longer than a click may wait. */

export type LargeTask = { root: string; keys: readonly SealingKey[] } & (
  | { put: Uint8Array }
  | { get: string; into: Uint8Array }
);

const shards = new Set<string>();

export async function run(task: LargeTask): Promise<{ output: Stored | null }> {
  const { root, keys } = task;
  const place: Place = { root, keys, disk, shards };
  if ('put' in task) return { output: await putFile(place, task.put) };
  task.into.set(await getFile(place, task.get));
  return { output: null };
}
