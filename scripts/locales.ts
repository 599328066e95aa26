import { readFileSync, writeFileSync } from 'node:fs';
import { type Catalogue, findProblems, readSameInBoth } from './web/check-catalogues.ts';
import { extractMessages } from './web/extract-messages.ts';
import { projectFolder } from './web/folders.ts';

/**
 * `node scripts/locales.ts` checks that both catalogues say exactly what the code says; `--write` first rewrites en.json
 * from the code. Words that are the same in both languages stand in locales/same-in-both.json.
 */
const english = `${projectFolder}locales/en.json`;
const portuguese = `${projectFolder}locales/pt-BR.json`;

const { sources, problems } = extractMessages(projectFolder, ['ui', 'web']);
if (process.argv.includes('--write')) writeFileSync(english, `${JSON.stringify(asCatalogue(sources), null, 2)}\n`);
problems.push(
  ...findProblems({ sources, english: read(english), portuguese: read(portuguese), same: readSameInBoth() }),
);

for (const problem of problems) process.stderr.write(`${problem}\n`);
if (problems.length > 0) process.exitCode = 1;
else process.stdout.write(`${sources.length} sentences, both languages complete\n`);

function read(file: string): Catalogue {
  return JSON.parse(readFileSync(file, 'utf8')) as Catalogue;
}

function asCatalogue(keys: string[]): Catalogue {
  return Object.fromEntries(keys.map((key) => [key, key]));
}
