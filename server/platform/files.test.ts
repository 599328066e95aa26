import * as nodeFs from 'node:fs/promises';
import { mkdtemp, readdir, rm, utimes, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { openFiles } from './files.ts';

let root: string;
beforeEach(async () => {
  root = await mkdtemp(join(tmpdir(), 'atende-files-'));
});
afterEach(() => rm(root, { recursive: true, force: true }));

const bytes = Buffer.from('Bom dia, a nota fiscal não chegou.');

describe('the file store', () => {
  test('gives back the bytes under their SHA-256', async () => {
    const files = await openFiles(root);
    const { hash, size } = await files.put(bytes);
    expect(hash).toMatch(/^[0-9a-f]{64}$/);
    expect(size).toBe(bytes.length);
    expect(await files.get(hash)).toEqual(bytes);
    expect(await text(await files.stream(hash))).toBe(bytes.toString());
  });

  test('keeps the same bytes once, also when twenty writers bring them at the same time', async () => {
    const files = await openFiles(root);
    const put = await Promise.all(Array.from({ length: 20 }, () => files.put(bytes)));
    expect(new Set(put.map(({ hash }) => hash)).size).toBe(1);
    expect(await readdir(join(root, put[0]?.hash.slice(0, 2) ?? ''))).toHaveLength(1);
    expect(await readdir(join(root, 'tmp'))).toHaveLength(0);
  });

  test('flushes the file before it gets its name, and the folder before put resolves', async () => {
    const done: string[] = [];
    const disk = {
      ...nodeFs,
      open: async (path: string, ...rest: [string, number?]) => {
        const opened = await nodeFs.open(path, ...rest);
        const sync = opened.sync.bind(opened);
        opened.sync = async () => {
          done.push(path.startsWith(join(root, 'tmp')) ? 'sync file' : path === root ? 'sync root' : 'sync folder');
          await sync();
        };
        return opened;
      },
      rename: async (from: string, to: string) => {
        done.push('rename');
        await nodeFs.rename(from, to);
      },
    };
    const files = await openFiles(root, disk as unknown as typeof nodeFs);
    await files.put(bytes);
    expect(done).toEqual(['sync root', 'sync file', 'rename', 'sync folder']);
  });

  test('says storage_full on a full disk and leaves nothing half-written', async () => {
    const disk = {
      ...nodeFs,
      open: (path: string, ...rest: [string, number?]) =>
        path.startsWith(join(root, 'tmp')) ? nodeFs.open('/dev/full', 'w') : nodeFs.open(path, ...rest),
    };
    const files = await openFiles(root, disk as unknown as typeof nodeFs);
    await expect(files.put(bytes)).rejects.toMatchObject({ kind: 'unavailable', code: 'storage_full' });
    const again = await openFiles(root);
    const { hash } = await again.put(bytes);
    expect(await again.get(hash)).toEqual(bytes);
  });

  test('writes the file again when an earlier one is shorter than its bytes', async () => {
    const files = await openFiles(root);
    const { hash } = await files.put(bytes);
    await writeFile(join(root, hash.slice(0, 2), hash), 'torn');
    await files.put(bytes);
    expect(await files.get(hash)).toEqual(bytes);
  });

  test('a missing file is not found, and a name that is no hash never becomes a path', async () => {
    const files = await openFiles(root);
    const nothing = '0'.repeat(64);
    await expect(files.get(nothing)).rejects.toMatchObject({ kind: 'not_found', code: 'file_missing' });
    await expect(files.stream(nothing)).rejects.toMatchObject({ code: 'file_missing' });
    expect(await files.has(nothing)).toBe(false);
    expect(() => files.get('../../etc/passwd')).toThrow('There is no such file.');
  });

  test('sweeps what killed writers left, and only that', async () => {
    const files = await openFiles(root);
    const { hash } = await files.put(bytes);
    await writeFile(join(root, 'tmp', 'old'), 'x');
    await utimes(join(root, 'tmp', 'old'), new Date(0), new Date(0));
    await writeFile(join(root, 'tmp', 'young'), 'x');
    expect(await files.sweep(new Date(Date.now() - 60_000))).toBe(1);
    expect(await readdir(join(root, 'tmp'))).toEqual(['young']);
    expect(await files.has(hash)).toBe(true);
  });

  test('a removed file is gone, and removing it again is no error', async () => {
    const files = await openFiles(root);
    const { hash } = await files.put(bytes);
    await files.remove(hash);
    await files.remove(hash);
    expect(await files.has(hash)).toBe(false);
  });
});
