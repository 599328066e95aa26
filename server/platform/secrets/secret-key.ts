import { randomBytes } from 'node:crypto';
import { link, mkdir, open, readFile, rename, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { keysIn } from './secrets.ts';

/** The desk's own key, made at the first start and kept where only its user can read it. Of two starters one key wins. */
export async function keepSecretKey(dataDir: string): Promise<string> {
  const file = path.join(dataDir, 'secret.key');
  const kept = await read(file);
  if (kept !== null) return kept;

  await mkdir(dataDir, { recursive: true, mode: 0o700 });
  const scratch = `${file}.${process.pid}`;
  const handle = await open(scratch, 'w', 0o600);
  try {
    await handle.writeFile(`${randomBytes(32).toString('base64url')}\n`);
    await handle.sync();
  } finally {
    await handle.close();
  }
  // A link fails where a rename would replace: what was sealed with the other starter's key must stay readable.
  await link(scratch, file).catch((error: NodeJS.ErrnoException) => {
    // File systems without links: two starters at the very first start are then the operator's to avoid.
    return error.code === 'EEXIST' ? undefined : rename(scratch, file);
  });
  await rm(scratch, { force: true });
  return (await read(file)) ?? '';
}

/** Puts a new key before the ones there are, which go on opening what they sealed. Running desks learn it when they restart. */
export async function addSecretKey(dataDir: string): Promise<number> {
  const file = path.join(dataDir, 'secret.key');
  const keys = keysIn((await read(file)) ?? '');
  await writeKeys(file, [randomBytes(32).toString('base64url'), ...keys]);
  return keys.length + 1;
}

/** Keeps the newest key alone: what an earlier one sealed and nobody sealed anew is lost. */
export async function forgetEarlierKeys(dataDir: string): Promise<number> {
  const file = path.join(dataDir, 'secret.key');
  const [newest, ...earlier] = keysIn((await read(file)) ?? '');
  if (newest && earlier.length > 0) await writeKeys(file, [newest]);
  return earlier.length;
}

async function writeKeys(file: string, keys: readonly string[]): Promise<void> {
  const scratch = `${file}.${process.pid}`;
  await writeFile(scratch, `${keys.join('\n')}\n`, { mode: 0o600, flush: true });
  await rename(scratch, file);
}

async function read(file: string): Promise<string | null> {
  try {
    return (await readFile(file, 'utf8')).trim();
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return null;
    throw error;
  }
}
