import { describe, expect, test } from 'vitest';
import { type CommandId, listedCommand } from './command-list.ts';
import { keyTrouble, withPress } from './key-choice.ts';
import { ariaKey, doClash, keyName, pressOf } from './key-words.ts';

const none = { ctrlKey: false, metaKey: false, altKey: false, shiftKey: false };
const usual = (id: CommandId) => listedCommand(id).keys;

describe('a press is written down as the keyboard listener reads it', () => {
  test.each([
    ['a letter', { ...none, key: 'J' }, 'j'],
    ['a letter with Shift', { ...none, key: 'M', shiftKey: true }, 'Shift+m'],
    ['a letter with Ctrl', { ...none, key: 'k', ctrlKey: true }, '$mod+k'],
    ['a digit', { ...none, key: '1' }, '1'],
    ['a sign is the sign, with Shift or without', { ...none, key: '?', shiftKey: true }, '[Shift]+?'],
    ['Shift alone is no press', { ...none, key: 'Shift', shiftKey: true }, null],
    ['what Alt writes on ABNT2 is no press', { ...none, key: '/', altKey: true }, null],
    ['space and arrows move', { ...none, key: ' ' }, null],
  ])('%s', (_, event, expected) => expect(pressOf(event)).toBe(expected));
});

describe('keys hide each other when one begins with the other', () => {
  test.each([
    ['j', 'j', true],
    ['g', 'g i', true],
    ['g i', 'g m', false],
    ['Shift+M', 'Shift+m', true],
    ['m', 'Shift+m', false],
    ['[Shift]+/', '/', true],
  ])('%s and %s: %s', (a, b, expected) => expect(doClash(a, b)).toBe(expected));
});

describe('a key is refused with what stands against it', () => {
  test.each<[string, [CommandId, string], object | null]>([
    ['a free letter is taken', ['solve', 'y'], null],
    ['its own key stays its own', ['solve', 'e'], null],
    ['another command has it', ['solve', 'j'], { why: 'taken', by: 'next' }],
    ['g begins the ways to go', ['solve', 'g'], { why: 'taken', by: 'take-next' }],
    ['the browser finds with it', ['solve', '$mod+f'], { why: 'browser' }],
    ['what acts while one writes needs Ctrl', ['palette', 'y'], { why: 'writes' }],
  ])('%s', (_, [id, keys], expected) => expect(keyTrouble(id, keys, usual)).toEqual(expected));
});

test('a second plain press makes a pair, a third begins anew, Ctrl stands alone', () => {
  const isFree = (keys: string) => keyTrouble('solve', keys, usual) === null;
  expect(withPress('', 'g', isFree)).toBe('g');
  expect(withPress('g', 'x', isFree)).toBe('g x');
  expect(withPress('g x', 'y', isFree)).toBe('y');
  expect(withPress('g', '$mod+k', isFree)).toBe('$mod+k');
});

test('after a key that another has, the next one begins anew; a taken pair stays to be told', () => {
  const isFree = (keys: string) => keyTrouble('solve', keys, usual) === null;
  expect(withPress('j', 'y', isFree)).toBe('y');
  expect(withPress('g', 'i', isFree)).toBe('g i');
});

test('shown to people and told to screen readers', () => {
  expect([keyName('$mod+k'), keyName('g i'), keyName('[Shift]+?'), keyName('Shift+m')]).toEqual([
    'Ctrl K',
    'G I',
    '?',
    'Shift M',
  ]);
  expect([ariaKey('$mod+k'), ariaKey('g i'), ariaKey('Shift+m')]).toEqual(['Control+k', undefined, 'Shift+m']);
});
