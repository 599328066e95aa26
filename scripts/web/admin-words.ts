import { existsSync, readFileSync } from 'node:fs';
import { posix } from 'node:path';
import { messagesIn, scriptsIn } from './extract-messages.ts';

/** Their pages, and the builder of conditions, which so far only they open. */
const ofTheSettings = /^web\/(?:admin|automation|conditions)\//;

/**
 * The sentences that only the settings' own pages say. They travel with those pages: the first screen has no use for them.
 * What a page elsewhere imports from there, itself or by way of others, is said elsewhere as well.
 */
export function adminOnly(projectFolder: string): ReadonlySet<string> {
  const all = ['ui', 'web'].flatMap((folder) => scriptsIn(projectFolder, folder));
  const elsewhere = reachable(
    projectFolder,
    all.filter((path) => !ofTheSettings.test(path)),
  );
  const saidElsewhere = new Set(messagesIn(projectFolder, elsewhere).sources);
  return new Set(messagesIn(projectFolder, all).sources.filter((source) => !saidElsewhere.has(source)));
}

/** Pages that are fetched when they are opened, by `import()`, are not followed. */
function reachable(projectFolder: string, from: readonly string[]): string[] {
  const found = new Set(from);
  for (const path of found) {
    const code = readFileSync(`${projectFolder}${path}`, 'utf8');
    for (const [, imported = ''] of code.matchAll(/^(?:import|export) (?!type )[^;]*?from '(\.[^']+\.tsx?)'/gm)) {
      const file = posix.join(posix.dirname(path), imported);
      if (/^(?:ui|web)\//.test(file) && existsSync(`${projectFolder}${file}`)) found.add(file);
    }
  }
  return [...found];
}
