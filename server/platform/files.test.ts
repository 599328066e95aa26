import { createHash } from 'node:crypto';
import * as nodeFs from 'node:fs/promises';
import { mkdtemp, readdir, rm, utimes, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { buffer, text } from 'node:stream/consumers';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { openFiles } from './files.ts';
import { makeSecrets } from './secrets/secrets.ts';

let root: string;
beforeEach(async () => {
  root = await mkdtemp(join(tmpdir(), 'atende-files-'));
});
afterEach(() => rm(root, { recursive: true, force: true }));

const secrets = makeSecrets('a key for the tests of the file store');
const sha256 = (bytes: Buffer) => createHash('sha256').update(bytes).digest('hex');
const bytes = Buffer.from('Bom dia, a nota fiscal não chegou.');

describe('the file store', () => {
  test('keeps nothing readable on disk, and what one file holds does not open under the name of another', async () => {
    const files = await openFiles(root, secrets);
    const { hash } = await files.put(bytes);
    const path = join(root, hash.slice(0, 2), hash);
    const sealed = await nodeFs.readFile(path);
    expect(sealed.includes('nota fiscal')).toBe(false);

    const other = await files.put(Buffer.from('another text, as long as can be'));
    await writeFile(join(root, other.hash.slice(0, 2), other.hash), sealed);
    await expect(files.get(other.hash)).rejects.toMatchObject({ code: 'secret_unreadable' });
  });

  test('opens after a rotation what the earlier key sealed, and seals it anew once', async () => {
    const { hash } = await (await openFiles(root, secrets)).put(bytes);
    const rotated = makeSecrets('the next key of the same desk, also long', ['a key for the tests of the file store']);
    const files = await openFiles(root, rotated);
    expect(await files.get(hash)).toEqual(bytes);
    expect([await files.reseal(hash), await files.reseal(hash)]).toEqual([true, false]);
    const withoutOld = await openFiles(root, makeSecrets('the next key of the same desk, also long'));
    expect(await withoutOld.get(hash)).toEqual(bytes);
  });

  test('gives back the bytes under their SHA-256', async () => {
    const files = await openFiles(root, secrets);
    const { hash, size } = await files.put(bytes);
    expect(hash).toMatch(/^[0-9a-f]{64}$/);
    expect(size).toBe(bytes.length);
    expect(await files.get(hash)).toEqual(bytes);
    expect(await text(await files.stream(hash))).toBe(bytes.toString());
  });

  test('keeps the same bytes once, also when twenty writers bring them at the same time', async () => {
    const files = await openFiles(root, secrets);
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
    const files = await openFiles(root, secrets, disk as unknown as typeof nodeFs);
    await files.put(bytes);
    expect(done).toEqual(['sync root', 'sync file', 'rename', 'sync folder']);
  });

  test('says storage_full on a full disk and leaves nothing half-written', async () => {
    const disk = {
      ...nodeFs,
      open: (path: string, ...rest: [string, number?]) =>
        path.startsWith(join(root, 'tmp')) ? nodeFs.open('/dev/full', 'w') : nodeFs.open(path, ...rest),
    };
    const files = await openFiles(root, secrets, disk as unknown as typeof nodeFs);
    await expect(files.put(bytes)).rejects.toMatchObject({ kind: 'unavailable', code: 'storage_full' });
    const again = await openFiles(root, secrets);
    const { hash } = await again.put(bytes);
    expect(await again.get(hash)).toEqual(bytes);
  });

  test('writes the file again when an earlier one is shorter than its bytes', async () => {
    const files = await openFiles(root, secrets);
    const { hash } = await files.put(bytes);
    await writeFile(join(root, hash.slice(0, 2), hash), 'torn');
    await files.put(bytes);
    expect(await files.get(hash)).toEqual(bytes);
  });

  test('a missing file is not found, and a name that is no hash never becomes a path', async () => {
    const files = await openFiles(root, secrets);
    const nothing = '0'.repeat(64);
    await expect(files.get(nothing)).rejects.toMatchObject({ kind: 'not_found', code: 'file_missing' });
    await expect(files.stream(nothing)).rejects.toMatchObject({ code: 'file_missing' });
    expect(await files.has(nothing)).toBe(false);
    await expect(files.get('../../etc/passwd')).rejects.toMatchObject({ code: 'file_missing' });
  });

  test('sweeps what killed writers left, and only that', async () => {
    const files = await openFiles(root, secrets);
    const { hash } = await files.put(bytes);
    await writeFile(join(root, 'tmp', 'old'), 'x');
    await utimes(join(root, 'tmp', 'old'), new Date(0), new Date(0));
    await writeFile(join(root, 'tmp', 'young'), 'x');
    expect(await files.sweep(new Date(Date.now() - 60_000))).toBe(1);
    expect(await readdir(join(root, 'tmp'))).toEqual(['young']);
    expect(await files.has(hash)).toBe(true);
  });

  test('large bytes go by a thread and come back the same, by each way of reading, also at the same time', async () => {
    const files = await openFiles(root, secrets);
    const large = Array.from({ length: 4 }, (_, nth) => Buffer.alloc(3_000_000 + nth, `piece ${nth}`));
    const stored = await Promise.all(large.map((one) => files.put(one)));
    for (const [nth, { hash, size }] of stored.entries()) {
      const one = large[nth] as Buffer;
      expect({ hash, size }).toEqual({ hash: sha256(one), size: one.length });
      const lent = await files.lend(hash);
      const [kept, streamed] = await Promise.all([files.get(hash), buffer(await files.stream(hash))]);
      expect([lent.bytes, kept, streamed].map((bytes) => bytes.equals(one))).toEqual([true, true, true]);
      lent.giveBack();
    }
    expect(await readdir(join(root, 'tmp'))).toHaveLength(0);
  });

  test('a large file that was changed on disk is not read, and says so', async () => {
    const files = await openFiles(root, secrets);
    const { hash } = await files.put(Buffer.alloc(1_000_000, 'x'));
    const path = join(root, hash.slice(0, 2), hash);
    const sealed = await nodeFs.readFile(path);
    sealed[500_000] = (sealed[500_000] as number) ^ 1;
    await writeFile(path, sealed);
    await expect(files.get(hash)).rejects.toMatchObject({ code: 'secret_unreadable' });
    await expect(files.stream(hash)).rejects.toMatchObject({ code: 'secret_unreadable' });
  });

  test('a removed file is gone, and removing it again is no error', async () => {
    const files = await openFiles(root, secrets);
    const { hash } = await files.put(bytes);
    await files.remove(hash);
    await files.remove(hash);
    expect(await files.has(hash)).toBe(false);
  });

  test('what nobody stored lately is removed; storing the same bytes again keeps them', async () => {
    const files = await openFiles(root, secrets);
    const { hash } = await files.put(bytes);
    const [longAgo, hourAgo] = [new Date(Date.now() - 86_400_000), new Date(Date.now() - 3_600_000)];
    const path = join(root, hash.slice(0, 2), hash);
    await utimes(path, longAgo, longAgo);
    await files.put(bytes);
    expect([await files.removeUntouched(hash, hourAgo), await files.has(hash)]).toEqual([false, true]);
    await utimes(path, longAgo, longAgo);
    expect([await files.removeUntouched(hash, hourAgo), await files.has(hash)]).toEqual([true, false]);
    expect(await files.removeUntouched(hash, hourAgo)).toBe(true);
    expect(await readdir(join(root, 'tmp'))).toEqual([]);
  });

  test('bytes that are stored while they are being removed are there afterwards', async () => {
    const longAgo = new Date(Date.now() - 86_400_000);
    const hourAgo = new Date(Date.now() - 3_600_000);
    let storeMeanwhile: () => Promise<unknown> = async () => undefined;
    const disk: typeof nodeFs = {
      ...nodeFs,
      // The very moment between having looked at the file and setting it aside.
      rename: async (from, to) => {
        if (!String(from).startsWith(join(root, 'tmp'))) await storeMeanwhile();
        return nodeFs.rename(from, to);
      },
    };
    const [slow, other] = [await openFiles(root, secrets, disk), await openFiles(root, secrets)];
    const { hash } = await other.put(bytes);
    await utimes(join(root, hash.slice(0, 2), hash), longAgo, longAgo);
    storeMeanwhile = () => other.put(bytes);
    expect(await slow.removeUntouched(hash, hourAgo)).toBe(false);
    expect(await other.get(hash)).toEqual(bytes);
  });
});
