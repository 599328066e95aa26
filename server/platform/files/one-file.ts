import { createHash, randomUUID } from 'node:crypto';
import type * as nodeFs from 'node:fs/promises';
import { join } from 'node:path';
import { AppError } from '../../../domain/errors.ts';
import { isOfNewestKey, openBytes, type SealingKey, sealBytes, sealedExtra } from '../secrets/bytes-sealing.ts';

export type Disk = Pick<typeof nodeFs, 'open' | 'mkdir' | 'rename' | 'rm' | 'readFile' | 'readdir' | 'stat' | 'utimes'>;

/** Where files are kept, by what they are sealed, and the folders known to be there. */
export type Place = { root: string; keys: readonly SealingKey[]; disk: Disk; shards: Set<string> };
export type Stored = { hash: string; size: number };

/** Seals the bytes, flushes them, gives them their name and flushes the folder, in this order. */
export async function putFile(place: Place, bytes: Uint8Array): Promise<Stored> {
  const { disk, root, keys } = place;
  const hash = createHash('sha256').update(bytes).digest('hex');
  const scratch = join(root, 'tmp', randomUUID());
  try {
    const shard = await shardOf(place, hash);
    const path = join(shard, hash);
    if (!(await isThere(disk, path, bytes.byteLength + sealedExtra))) {
      await writeDurably(disk, scratch, sealBytes(keys, bytes, hash));
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

export async function getFile({ disk, root, keys }: Place, hash: string): Promise<Buffer> {
  return openBytes(keys, await disk.readFile(pathOf(root, hash)).catch(missing), hash);
}

/** Seals the file with the newest key if an earlier one sealed it; answers whether it did. */
export async function resealFile({ disk, root, keys }: Place, hash: string): Promise<boolean> {
  const path = pathOf(root, hash);
  const sealed = await disk.readFile(path).catch(missing);
  if (isOfNewestKey(keys, sealed)) return false;
  const scratch = join(root, 'tmp', randomUUID());
  await writeDurably(disk, scratch, sealBytes(keys, openBytes(keys, sealed, hash), hash));
  await disk.rename(scratch, path);
  await syncFolder(disk, join(root, hash.slice(0, 2)));
  return true;
}

/**
 * Deletes a file that nobody stored, or stored again, since then; answers whether it is gone. It is set aside before it is looked at
 * a last time: whoever stores the same bytes at this moment is either seen here, or finds nothing and writes them anew.
 */
export async function removeUntouched({ disk, root }: Place, hash: string, since: Date): Promise<boolean> {
  const path = pathOf(root, hash);
  const aside = join(root, 'tmp', randomUUID());
  const found = await disk.stat(path).catch(() => undefined);
  if (!found) return true;
  if (found.mtime >= since) return false;
  await disk.rename(path, aside);
  const { mtime } = await disk.stat(aside);
  if (mtime >= since) await disk.rename(aside, path);
  else await disk.rm(aside, { force: true });
  return mtime < since;
}

export function pathOf(root: string, hash: string): string {
  if (!/^[0-9a-f]{64}$/.test(hash)) throw new AppError('not_found', 'file_missing', 'There is no such file.');
  return join(root, hash.slice(0, 2), hash);
}

async function shardOf({ root, disk, shards }: Place, hash: string): Promise<string> {
  const shard = join(root, hash.slice(0, 2));
  if (shards.has(shard)) return shard;
  await disk.mkdir(shard, { recursive: true, mode: 0o700 });
  await syncFolder(disk, root);
  shards.add(shard);
  return shard;
}

async function writeDurably(disk: Disk, path: string, pieces: Uint8Array[]): Promise<void> {
  const file = await disk.open(path, 'wx', 0o600);
  try {
    const { bytesWritten } = await file.writev(pieces);
    const rest = pieces.reduce((sum, piece) => sum + piece.byteLength, -bytesWritten);
    if (rest > 0) await file.writeFile(Buffer.concat(pieces).subarray(-rest));
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

/** Touched first: whoever removes what nobody touched lately leaves it. */
async function isThere(disk: Disk, path: string, size: number): Promise<boolean> {
  const now = new Date();
  await disk.utimes(path, now, now).catch(() => undefined);
  const found = await disk.stat(path).catch(() => undefined);
  return found?.size === size;
}

export function missing(error: NodeJS.ErrnoException): never {
  if (error.code !== 'ENOENT') throw storageError(error);
  throw new AppError('not_found', 'file_missing', 'The file is not in the store.', { cause: error });
}

export function storageError(error: unknown): AppError {
  const { code } = error as NodeJS.ErrnoException;
  return code === 'ENOSPC' || code === 'EDQUOT'
    ? new AppError('unavailable', 'storage_full', 'The disk is full.', { cause: error })
    : new AppError('unavailable', 'storage_failed', 'The file store does not answer.', { cause: error });
}
