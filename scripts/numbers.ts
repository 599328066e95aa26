import { execFileSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';

/** The numbers to watch (CONTRIBUTING.md): printed by CI, never a gate. */
const files = git('ls-files')
  .split('\n')
  .filter((path) => /\.(ts|tsx)$/.test(path) && !/tables\.ts$/.test(path) && existsSync(path));
const lines = new Map(files.map((path) => [path, readFileSync(path, 'utf8').split('\n').length]));
const code = files.filter((path) => /^(domain|server)\//.test(path));
const isTest = (path: string): boolean => /\.(test|contract)\.tsx?$/.test(path) || path.startsWith('test/');

const sizes = files
  .filter((path) => !isTest(path))
  .map((path) => lines.get(path) ?? 0)
  .sort((a, b) => a - b);
const longest =
  files.filter((path) => !isTest(path)).sort((a, b) => (lines.get(b) ?? 0) - (lines.get(a) ?? 0))[0] ?? '';
const tests = sum(files.filter(isTest).filter((path) => !path.startsWith('test/e2e')));
const tested = sum(code.filter((path) => !isTest(path)));
const { path: hottest, share } = hottestFile();

console.log(
  `files: ${sizes.length}, median ${at(0.5)} lines, 95% under ${at(0.95)}, longest ${longest} (${lines.get(longest)})`,
);
console.log(
  `test : code in domain and server = ${(tests / Math.max(1, tested)).toFixed(2)} (${tests} : ${tested} lines)`,
);
console.log(`hottest file: ${hottest} in ${(share * 100).toFixed(1)}% of commits`);

function at(share: number): number {
  return sizes[Math.min(sizes.length - 1, Math.floor(sizes.length * share))] ?? 0;
}
function sum(paths: string[]): number {
  return paths.reduce((total, path) => total + (lines.get(path) ?? 0), 0);
}
function git(...args: string[]): string {
  return execFileSync('git', args, { encoding: 'utf8', maxBuffer: 64 * 1024 * 1024 });
}
function hottestFile(): { path: string; share: number } {
  const commits = git('log', '--format=%x00', '--name-only').split('\0').slice(1);
  const counts = new Map<string, number>();
  for (const path of commits.flatMap((commit) => commit.split('\n').filter((line) => line !== ''))) {
    counts.set(path, (counts.get(path) ?? 0) + 1);
  }
  const [path = '', count = 0] = [...counts].sort((a, b) => b[1] - a[1])[0] ?? [];
  return { path, share: commits.length === 0 ? 0 : count / commits.length };
}
