import { existsSync, readFileSync } from 'node:fs';
import { posix } from 'node:path';
import { messagesIn, scriptsIn } from './extract-messages.ts';

/** What is there before anybody opens anything: the shell, the ways in, the inbox and an open ticket. */
const firstScreen = /^web\/(?:app\/(?:main|signed-in)\.tsx|auth\/|tickets\/(?:inbox|ticket)-page\.tsx)/;

/**
 * The sentences that the first screen never says: those of the settings, of windows and panels, of what is fetched when it is
 * shown. They come with the first of these parts (`web/app/later.ts`).
 */
export function laterOnly(projectFolder: string): ReadonlySet<string> {
  const all = ['ui', 'web'].flatMap((folder) => scriptsIn(projectFolder, folder));
  const first = reachable(
    projectFolder,
    all.filter((path) => firstScreen.test(path)),
  );
  const saidFirst = new Set(messagesIn(projectFolder, first).sources);
  return new Set(messagesIn(projectFolder, all).sources.filter((source) => !saidFirst.has(source)));
}

/** What is fetched when it is shown, by `import()`, is not followed. */
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
