import { expect, test } from 'vitest';
import { mentionAt } from './mentions.tsx';

test.each([
  ['@', 1, { start: 0, typed: '' }],
  ['Please look @an', 15, { start: 12, typed: 'an' }],
  ['Oi @João', 8, { start: 3, typed: 'João' }],
  ['first\n@bru', 10, { start: 6, typed: 'bru' }],
])('in %j a colleague is being named', (text, caret, expected) => {
  expect(mentionAt(text, caret)).toEqual(expected);
});

test.each([
  ['write to carla@padaria.example', 30],
  ['@ana is away', 12],
  ['', 0],
])('in %j nobody is', (text, caret) => {
  expect(mentionAt(text, caret)).toBeNull();
});
