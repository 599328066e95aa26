import { spawn, spawnSync } from 'node:child_process';
import { chownSync, existsSync, mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';

/**
 * Runs the suite once more against the PostgreSQL that the system has (CI installs Debian's 15): the oldest one the desk
 * accepts. Starts a server of its own on a Unix socket in a temporary folder and removes it afterwards.
 */
/**
 * What says nothing more of another PostgreSQL: tests that bring the embedded one, that are about mail servers, HTML and
 * memory, or that need no database. The journeys are left out as well.
 */
const files = ['catch-up', 'embedded-postgres', 'failpoints', 'kill', 'large-mail', 'mail-kill', 'no-skip', 'postfix'];
const ofHtml = ['heavy-html', 'html-words', 'sanitize-html'];
const leftOut = [...[...files, ...ofHtml, 'start', 'stop'].map((name) => `**/${name}.test.ts`), 'server/channels/**'];

const nobody = 65534;
const isRoot = process.getuid?.() === 0;
const asServer = isRoot ? { uid: nobody, gid: nobody } : {};

const bin = binaries();
if (!bin) {
  console.error('No PostgreSQL is installed under /usr/lib/postgresql.');
  process.exit(1);
}
const folder = mkdtempSync(join(tmpdir(), 'atende-pg-'));
if (isRoot) chownSync(folder, nobody, nobody);

run(join(bin, 'initdb'), ['-D', join(folder, 'data'), '-U', 'postgres', '--auth=trust', '-E', 'UTF8', '--locale=C']);
// It lives for this run only, as the embedded one of the tests does: nothing of it must outlast the machine.
const fleeting = ['fsync=off', 'synchronous_commit=off', 'full_page_writes=off'];
const given = ['listen_addresses=', `unix_socket_directories=${folder}`, ...fleeting];
const server = spawn(
  join(bin, 'postgres'),
  ['-D', join(folder, 'data'), ...given.flatMap((setting) => ['-c', setting])],
  { ...asServer, cwd: folder, stdio: 'ignore' },
);
let status = 1;
try {
  await ready();
  const env = {
    ...process.env,
    TEST_DATABASE_URL: `postgres://postgres@localhost/postgres?host=${encodeURIComponent(folder)}`,
  };
  const left = leftOut.flatMap((pattern) => ['--exclude', pattern]);
  const args = ['node_modules/vitest/vitest.mjs', 'run', '--project', 'rooms', '--project', 'processes', ...left];
  status = spawnSync(process.execPath, [...args, ...process.argv.slice(2)], { stdio: 'inherit', env }).status ?? 1;
} finally {
  server.kill('SIGINT');
  await new Promise((resolve) => server.once('exit', resolve));
  rmSync(folder, { recursive: true, force: true });
}
process.exit(status);

function binaries(): string | undefined {
  const root = '/usr/lib/postgresql';
  if (!existsSync(root)) return undefined;
  const versions = readdirSync(root).sort((a, b) => Number(a) - Number(b));
  return versions.map((version) => join(root, version, 'bin')).find((path) => existsSync(join(path, 'initdb')));
}

function run(command: string, args: string[]): void {
  const { status, stderr } = spawnSync(command, args, { ...asServer, cwd: folder, encoding: 'utf8' });
  if (status !== 0) throw new Error(`${command} failed: ${stderr}`);
}

async function ready(): Promise<void> {
  for (let waited = 0; waited < 30_000; waited += 100) {
    if (existsSync(join(folder, '.s.PGSQL.5432'))) return;
    if (server.exitCode !== null) break;
    await sleep(100);
  }
  throw new Error('The system PostgreSQL did not start.');
}
