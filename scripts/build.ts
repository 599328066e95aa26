import { existsSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { projectFolder, webFolder } from './web/folders.ts';
import { sourceHash } from './web/source-hash.ts';

const hashFile = `${webFolder}/.source-hash`;

/** Builds the workspace into dist/web; with `ifChanged` only when its sources differ from what was built. */
export async function buildWeb(options: { ifChanged: boolean }): Promise<boolean> {
  if (options.ifChanged && isWebBuilt()) return false;
  const hash = sourceHash(projectFolder);
  const { build } = await import('vite');
  const { webSettings } = await import('./web/settings.ts');
  const settings = webSettings();
  const scratch = `${projectFolder}dist/.web-${process.pid}`;
  const before = process.env.NODE_ENV;
  try {
    process.env.NODE_ENV = 'production'; // the journeys build from a test runner, and would get React's development build
    await build({ ...settings, build: { ...settings.build, outDir: scratch } });
    writeFileSync(`${scratch}/.source-hash`, hash);
    replaceFolder(scratch, webFolder);
  } finally {
    process.env.NODE_ENV = before;
    if (before === undefined) delete process.env.NODE_ENV;
    rmSync(scratch, { recursive: true, force: true });
  }
  return true;
}

/** True when dist/web was built from the sources as they are. */
export function isWebBuilt(): boolean {
  if (!existsSync(hashFile) || !existsSync(`${webFolder}/index.html`)) return false;
  return readFileSync(hashFile, 'utf8') === sourceHash(projectFolder);
}

/** Nobody who reads the folder meanwhile finds half a build; a second builder that came first is replaced. */
function replaceFolder(fresh: string, target: string): void {
  const old = `${target}.old-${process.pid}`;
  if (existsSync(target)) renameSync(target, old);
  renameSync(fresh, target);
  rmSync(old, { recursive: true, force: true });
}

if (import.meta.main) await buildWeb({ ifChanged: process.argv.includes('--if-changed') });
