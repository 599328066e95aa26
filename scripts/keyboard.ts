import { readFileSync, writeFileSync } from 'node:fs';
import { projectFolder } from './web/folders.ts';
import { keyboardPage, writtenCommands } from './web/keyboard.ts';

/** `node scripts/keyboard.ts --write` writes docs/keyboard.md from the commands in the code; without it, it is only shown. */
const portuguese = JSON.parse(readFileSync(`${projectFolder}locales/pt-BR.json`, 'utf8')) as Record<string, string>;
const page = keyboardPage(writtenCommands(projectFolder), portuguese);
if (process.argv.includes('--write')) writeFileSync(`${projectFolder}docs/keyboard.md`, page);
else process.stdout.write(page);
