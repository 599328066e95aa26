import { createHash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';

const folders = ['ui', 'web', 'contract', 'domain', 'locales', 'scripts/web'];
const files = ['package-lock.json', 'scripts/build.ts'];

/** One hash over everything the bundle is made of; tests are not part of it. */
export function sourceHash(projectFolder: string): string {
  const hash = createHash('sha256');
  for (const path of [...files, ...folders.flatMap((folder) => sourcesIn(projectFolder, folder))]) {
    hash
      .update(`${path}\0`)
      .update(readFileSync(`${projectFolder}${path}`))
      .update('\0');
  }
  return hash.digest('hex');
}

function sourcesIn(projectFolder: string, folder: string): string[] {
  return readdirSync(`${projectFolder}${folder}`, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && !/\.test\.tsx?$/.test(entry.name))
    .map((entry) => `${entry.parentPath.slice(projectFolder.length)}/${entry.name}`)
    .sort();
}
