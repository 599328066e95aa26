import * as nodeFs from 'node:fs/promises';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { getLarge, putLarge } from './files/large-files.ts';
import {
  type Disk,
  getFile,
  missing,
  type Place,
  pathOf,
  putFile,
  removeUntouched,
  resealFile,
  storageError,
} from './files/one-file.ts';
import { sealedExtra } from './secrets/bytes-sealing.ts';
import type { Secrets } from './secrets/secrets.ts';
import { giveBack, largestInOnePiece, ownCopy } from './threads/shared-memory.ts';

/**
 * Raw mail and attachments, named by the SHA-256 of their bytes and sealed on disk. A `put` that resolved is on disk: a row that names the
 * hash may commit after it and never before.
 */
export type Files = {
  put(bytes: Uint8Array): Promise<{ hash: string; size: number }>;
  get(hash: string): Promise<Buffer>;
  /** The same for one who says when it is done with: large ones stand in memory that is used again. */
  lend(hash: string): Promise<Lent>;
  has(hash: string): Promise<boolean>;
  stream(hash: string): Promise<Readable>;
  /** Seals the file with the newest key if an earlier one sealed it; answers whether it did. */
  reseal(hash: string): Promise<boolean>;
  remove(hash: string): Promise<void>;
  /** The same for what nobody stored (again) since then; answers whether it is gone. */
  removeUntouched(hash: string, since: Date): Promise<boolean>;
  /** Deletes what writes that were killed half-way left behind. */
  sweep(olderThan: Date): Promise<number>;
};

export type Lent = { bytes: Buffer; giveBack(): void };

const slice = 64 * 1024;

/**
 * Opens (and makes) the folder. What is large is hashed, sealed and opened in a thread, so that it stalls nobody. `disk` is
 * the file system; tests hand in one that is full, and then all is done here.
 */
export async function openFiles(
  root: string,
  { sealingKeys }: Pick<Secrets, 'sealingKeys'>,
  disk: Disk = nodeFs,
): Promise<Files> {
  const place: Place = { root, keys: sealingKeys, disk, shards: new Set() };
  const temporary = join(root, 'tmp');
  await disk.mkdir(temporary, { recursive: true, mode: 0o700 });
  const isLarge = (size: number) => size > largestInOnePiece && disk === nodeFs;

  async function lend(hash: string): Promise<Lent> {
    const found = await disk.stat(pathOf(root, hash)).catch(missing);
    const size = found.size - sealedExtra;
    if (!isLarge(size)) return { bytes: await getFile(place, hash), giveBack: () => undefined };
    const bytes = await getLarge(place, { hash, size });
    return { bytes: Buffer.from(bytes.buffer, 0, size), giveBack: () => giveBack(bytes) };
  }

  return {
    put: (bytes) => (isLarge(bytes.byteLength) ? putLarge(place, bytes) : putFile(place, bytes)),
    get: (hash) => lend(hash).then(kept),
    lend,
    has: (hash) =>
      disk.stat(pathOf(root, hash)).then(
        () => true,
        (error) => (error.code === 'ENOENT' ? false : Promise.reject(storageError(error))),
      ),
    // A seal proves itself only at its end: nothing of a file is handed on before all of it is known to be whole.
    stream: async (hash) => Readable.from(inSlices(await lend(hash)), { objectMode: false }),
    reseal: (hash) => resealFile(place, hash),
    remove: (hash) => disk.rm(pathOf(root, hash), { force: true }),
    removeUntouched: (hash, since) => removeUntouched(place, hash, since),
    sweep: (olderThan) => sweep(disk, temporary, olderThan),
  };
}

async function kept({ bytes, giveBack }: Lent): Promise<Buffer> {
  if (!(bytes.buffer instanceof SharedArrayBuffer)) return bytes;
  return ownCopy(bytes).finally(giveBack);
}

/** Copied out piece by piece, since a piece may still be on its way when the next is asked for. */
function* inSlices({ bytes, giveBack }: Lent): Generator<Buffer> {
  try {
    for (let at = 0; at < bytes.byteLength; at += slice) yield Buffer.from(bytes.subarray(at, at + slice));
  } finally {
    giveBack();
  }
}

async function sweep(disk: Disk, temporary: string, olderThan: Date): Promise<number> {
  let removed = 0;
  for (const name of await disk.readdir(temporary)) {
    const path = join(temporary, name);
    const found = await disk.stat(path).catch(() => undefined);
    if (!found || found.mtime >= olderThan) continue;
    await disk.rm(path, { force: true });
    removed++;
  }
  return removed;
}
