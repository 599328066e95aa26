import { spawnSync } from 'node:child_process';
import { enableCompileCache } from 'node:module';
import path from 'node:path';

/** `npm start`: builds the workspace when its sources changed, then runs the desk in this same process. */
const root = path.join(import.meta.dirname, '..');
enableCompileCache(process.env.NODE_COMPILE_CACHE ?? path.join(root, '.cache/node'));
endWithShell();

const { isWebBuilt } = await import('./build.ts');
// In a process of its own: the builder would stay in memory (300 MB) for as long as the desk runs.
if (!isWebBuilt()) build();

const { readEnvFile } = await import('../server/platform/env-file.ts');
readEnvFile();
const { main } = await import('../server/main.ts');
await main(process.env);

function build(): void {
  const { status } = spawnSync(process.execPath, [path.join(import.meta.dirname, 'build.ts')], { stdio: 'inherit' });
  if (status === 0) return;
  process.stderr.write('The workspace could not be built.\n');
  process.exit(1);
}

/** npm passes SIGTERM to the shell it started us with, which does not pass it on: the end of that shell is our sign. */
function endWithShell(): void {
  if (process.env.npm_lifecycle_event === undefined) return;
  const shell = process.ppid;
  const watch = setInterval(() => {
    if (process.ppid === shell) return;
    clearInterval(watch);
    process.kill(process.pid, 'SIGTERM');
  }, 500);
  watch.unref();
}
