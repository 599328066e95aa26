import { createHash, randomUUID } from 'node:crypto';
import * as nodeFs from 'node:fs/promises';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { AppError } from '../../domain/errors.ts';
import { type Secrets, sealedExtra } from './secrets/secrets.ts';

/**
 * Raw mail and attachments, named by the SHA-256 of their bytes and sealed on disk. A `put` that resolved is on disk: a row that names the
 * hash may commit after it and never before.
 */
export type Files = {
  put(bytes: Uint8Array): Promise<{ hash: string; size: number }>;
  get(hash: string): Promise<Buffer>;
  has(hash: string): Promise<boolean>;
  stream(hash: string): Promise<Readable>;
  /** Seals the file with the newest key if an earlier one sealed it; answers whether it did. */
  reseal(hash: string): Promise<boolean>;
  remove(hash: string): Promise<void>;
  /** Deletes what writes that were killed half-way left behind. */
  sweep(olderThan: Date): Promise<number>;
};

type Sealing = Pick<Secrets, 'sealBytes' | 'openBytes' | 'isOfCurrentKey'>;
type Disk = Pick<typeof nodeFs, 'open' | 'mkdir' | 'rename' | 'rm' | 'readFile' | 'readdir' | 'stat'>;

/** Opens (and makes) the folder. `disk` is the file system; tests hand in one that is full. */
export async function openFiles(root: string, secrets: Sealing, disk: Disk = nodeFs): Promise<Files> {
  const temporary = join(root, 'tmp');
  const shards = new Set<string>();
  await disk.mkdir(temporary, { recursive: true, mode: 0o700 });

  async function shardOf(hash: string): Promise<string> {
    const shard = join(root, hash.slice(0, 2));
    if (shards.has(shard)) return shard;
    await disk.mkdir(shard, { recursive: true, mode: 0o700 });
    await syncFolder(disk, root);
    shards.add(shard);
    return shard;
  }

  async function put(bytes: Uint8Array) {
    const hash = createHash('sha256').update(bytes).digest('hex');
    const scratch = join(temporary, randomUUID());
    try {
      const shard = await shardOf(hash);
      const path = join(shard, hash);
      if (!(await hasSize(disk, path, bytes.byteLength + sealedExtra))) {
        await writeDurably(disk, scratch, secrets.sealBytes(bytes, hash));
        await disk.rename(scratch, path);
      }
      // Also when the file was there already: whoever renamed it may not have reached this line yet.
      await syncFolder(disk, shard);
      return { hash, size: bytes.byteLength };
    } catch (error) {
      await disk.rm(scratch, { force: true }).catch(() => undefined);
      throw storageError(error);
    }
  }

  async function get(hash: string): Promise<Buffer> {
    return secrets.openBytes(await disk.readFile(pathOf(root, hash)).catch(missing), hash);
  }

  async function reseal(hash: string): Promise<boolean> {
    const path = pathOf(root, hash);
    const sealed = await disk.readFile(path).catch(missing);
    if (secrets.isOfCurrentKey(sealed)) return false;
    const scratch = join(temporary, randomUUID());
    await writeDurably(disk, scratch, secrets.sealBytes(secrets.openBytes(sealed, hash), hash));
    await disk.rename(scratch, path);
    await syncFolder(disk, join(root, hash.slice(0, 2)));
    return true;
  }

  return {
    put,
    get,
    has: (hash) =>
      disk.stat(pathOf(root, hash)).then(
        () => true,
        (error) => (error.code === 'ENOENT' ? false : Promise.reject(storageError(error))),
      ),
    // A seal proves itself only at its end: nothing of a file is handed on before all of it is known to be whole.
    stream: async (hash) => Readable.from([await get(hash)]),
    reseal,
    remove: (hash) => disk.rm(pathOf(root, hash), { force: true }),
    sweep: (olderThan) => sweep(disk, temporary, olderThan),
  };
}

function pathOf(root: string, hash: string): string {
  if (!/^[0-9a-f]{64}$/.test(hash)) throw new AppError('not_found', 'file_missing', 'There is no such file.');
  return join(root, hash.slice(0, 2), hash);
}

async function writeDurably(disk: Disk, path: string, bytes: Uint8Array): Promise<void> {
  const file = await disk.open(path, 'wx', 0o600);
  try {
    await file.writeFile(bytes);
    await file.sync();
  } finally {
    await file.close();
  }
}

async function syncFolder(disk: Disk, path: string): Promise<void> {
  const folder = await disk.open(path, 'r');
  try {
    await folder.sync();
  } finally {
    await folder.close();
  }
}

async function hasSize(disk: Disk, path: string, size: number): Promise<boolean> {
  const found = await disk.stat(path).catch(() => undefined);
  return found?.size === size;
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

function missing(error: NodeJS.ErrnoException): never {
  if (error.code !== 'ENOENT') throw storageError(error);
  throw new AppError('not_found', 'file_missing', 'The file is not in the store.', { cause: error });
}

function storageError(error: unknown): AppError {
  const { code } = error as NodeJS.ErrnoException;
  return code === 'ENOSPC' || code === 'EDQUOT'
    ? new AppError('unavailable', 'storage_full', 'The disk is full.', { cause: error })
    : new AppError('unavailable', 'storage_failed', 'The file store does not answer.', { cause: error });
}
