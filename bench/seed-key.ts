import { createHash } from 'node:crypto';
import { readdir, readFile } from 'node:fs/promises';
import path from 'node:path';

/** What a seeded desk depends on: another schema or another seed makes another one. */
export async function fingerprint(tickets: number): Promise<string> {
  const hash = createHash('sha256').update(String(tickets));
  const migrations = path.join(import.meta.dirname, '../server/migrations');
  const sqlFiles = (await readdir(migrations)).filter((name) => /^\d{4}.*\.sql$/.test(name)).sort();
  const own = ['seed.ts', 'seed-rows.ts', 'seed-people.ts', 'words.ts'].map((name) =>
    path.join(import.meta.dirname, name),
  );
  for (const file of [...sqlFiles.map((name) => path.join(migrations, name)), ...own])
    hash.update(await readFile(file));
  return hash.digest('hex').slice(0, 12);
}
