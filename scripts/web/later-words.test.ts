import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { scriptsIn } from './extract-messages.ts';
import { projectFolder } from './folders.ts';
import { laterOnly } from './later-words.ts';

const words = laterOnly(projectFolder);

test('what only the settings, a window or a panel says comes later', () => {
  expect(words).toContain('It is damaged: the desk could not make sense of it.');
  expect(words).toContain('Nothing is parked');
  expect(words).toContain('Held-back addresses');
  expect(words).toContain('Only your team sees it. It helps whoever meets the same case again.');
});

test('what the first screen says does not', () => {
  expect(words).not.toContain('Try again');
  expect(words).not.toContain('Sign in');
  expect(words).not.toContain('Send reply');
});

test('it is more than half of all words', () => expect(words.size).toBeGreaterThan(700));

test('whatever is fetched when it is shown learns its words first', () => {
  const byItself = scriptsIn(projectFolder, 'web').filter((path) => {
    const code = readFileSync(`${projectFolder}${path}`, 'utf8');
    return /\blazy\(/.test(code) && path !== 'web/app/later.ts';
  });
  expect(byItself).toEqual([]);
});
