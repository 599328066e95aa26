import { readFileSync } from 'node:fs';
import { gzipSync } from 'node:zlib';
import { webFolder } from './web/folders.ts';

type Chunk = { file: string; isEntry?: boolean; imports?: string[]; src?: string };
type Manifest = Record<string, Chunk>;

const budget = 250_000;
/** What the inbox and an open ticket need besides the entry: the whole first screen counts, not only its door. */
const firstScreen = [
  'app/signed-in.tsx',
  'tickets/inbox-page.tsx',
  'tickets/ticket-page.tsx',
  'virtual:messages/pt-BR',
];

export function initialScripts(manifest: Manifest): string[] {
  const found = new Set<string>();
  const visit = (key: string) => {
    const chunk = manifest[key];
    if (chunk === undefined || found.has(chunk.file)) return;
    found.add(chunk.file);
    for (const imported of chunk.imports ?? []) visit(imported);
  };
  for (const [key, chunk] of Object.entries(manifest)) {
    if (chunk.isEntry || firstScreen.some((name) => key.endsWith(name))) visit(key);
  }
  return [...found].filter((file) => file.endsWith('.js'));
}

export function initialBytes(folder = webFolder): { total: number; sizes: [string, number][] } {
  const manifest = JSON.parse(readFileSync(`${folder}/.vite/manifest.json`, 'utf8')) as Manifest;
  const sizes = initialScripts(manifest).map((file): [string, number] => [
    file,
    gzipSync(readFileSync(`${folder}/${file}`)).length,
  ]);
  return { total: sizes.reduce((sum, [, size]) => sum + size, 0), sizes };
}

if (import.meta.main) {
  const { total, sizes } = initialBytes();
  for (const [file, size] of sizes.sort((a, b) => b[1] - a[1])) process.stdout.write(`${kilobytes(size)}  ${file}\n`);
  process.stdout.write(`${kilobytes(total)}  first screen, of ${kilobytes(budget)} allowed\n`);
  if (total > budget) process.exitCode = 1;
}

function kilobytes(bytes: number): string {
  return `${(bytes / 1000).toFixed(1).padStart(7)} kB gz`;
}
