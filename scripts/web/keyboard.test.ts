import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { projectFolder } from './folders.ts';
import { keyboardPage, writtenCommands } from './keyboard.ts';

const commands = writtenCommands(projectFolder);
const portuguese = JSON.parse(readFileSync(`${projectFolder}locales/pt-BR.json`, 'utf8')) as Record<string, string>;

test('docs/keyboard.md says what the code offers, in both languages: node scripts/keyboard.ts --write', () => {
  expect(commands.length).toBeGreaterThan(20);
  expect(readFileSync(`${projectFolder}docs/keyboard.md`, 'utf8')).toBe(keyboardPage(commands, portuguese));
  expect(commands.filter(({ label }) => !portuguese[label])).toEqual([]);
});

test('no key means two things', () => {
  const pressed = new Map<string, string[]>();
  for (const { id, keys } of commands) for (const key of keys) pressed.set(key, [...(pressed.get(key) ?? []), id]);
  expect([...pressed].filter(([, ids]) => new Set(ids).size > 1)).toEqual([]);
});

test('a command that a key begins is never hidden by a longer one', () => {
  const keys = commands.flatMap((command) => command.keys);
  const hidden = keys.filter((key) => keys.some((longer) => longer.startsWith(`${key} `)));
  expect(hidden).toEqual([]);
});
