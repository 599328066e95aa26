import { readFileSync, writeFileSync } from 'node:fs';
import { projectFolder } from './web/folders.ts';
import { keyboardPage } from './web/keyboard.ts';

/** `node scripts/keyboard.ts --write` writes docs/keyboard.md from the list of commands; without it, it is only shown. */
const portuguese = JSON.parse(readFileSync(`${projectFolder}locales/pt-BR.json`, 'utf8')) as Record<string, string>;
const page = keyboardPage(portuguese);
if (process.argv.includes('--write')) writeFileSync(`${projectFolder}docs/keyboard.md`, page);
else process.stdout.write(page);
