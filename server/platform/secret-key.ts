import { randomBytes } from 'node:crypto';
import { link, mkdir, open, readFile, rename, rm } from 'node:fs/promises';
import path from 'node:path';

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

async function read(file: string): Promise<string | null> {
  try {
    return (await readFile(file, 'utf8')).trim();
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return null;
    throw error;
  }
}
