import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { commandIds, listedCommand } from '../../web/app/command-list.ts';
import { doClash } from '../../web/app/key-words.ts';
import { projectFolder } from './folders.ts';
import { keyboardPage } from './keyboard.ts';

const portuguese = JSON.parse(readFileSync(`${projectFolder}locales/pt-BR.json`, 'utf8')) as Record<string, string>;

test('docs/keyboard.md says what the list of commands says, in both languages: node scripts/keyboard.ts --write', () => {
  expect(readFileSync(`${projectFolder}docs/keyboard.md`, 'utf8')).toBe(keyboardPage(portuguese));
  expect(commandIds.filter((id) => !portuguese[listedCommand(id).label()])).toEqual([]);
});

test('no usual key means two things, and none hides a longer one', () => {
  const all = commandIds.flatMap((id) => listedCommand(id).keys.map((keys) => ({ id, keys })));
  const clashes = all.filter(({ id, keys }) => all.some((other) => other.id !== id && doClash(other.keys, keys)));
  expect(clashes).toEqual([]);
});
