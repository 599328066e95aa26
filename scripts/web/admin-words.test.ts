import { expect, test } from 'vitest';
import { adminOnly } from './admin-words.ts';
import { projectFolder } from './folders.ts';

const words = adminOnly(projectFolder);

test('what only a page of the settings says travels with the settings', () => {
  expect(words).toContain('It is damaged: the desk could not make sense of it.');
  expect(words).toContain('Nothing is parked');
  expect(words).toContain('Held-back addresses'); // the list of pages is theirs too
});

test('what a page elsewhere says too, or borrows from the settings, does not', () => {
  expect(words).not.toContain('Try again'); // the page of a ticket says it as well
  expect(words).not.toContain('They are marked as not verified. Ask the agent before you act on them.'); // a notification
});

test('it is a good part of all words', () => expect(words.size).toBeGreaterThan(150));
