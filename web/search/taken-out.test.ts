import { expect, test } from 'vitest';
import { placeOf, without } from './taken-out.ts';

test.each<[string, [question: string, text: string], string]>([
  ['the question alone', ['tag:a', 'tag:a'], ''],
  ['words stay as they were', ['tag:a', 'late  tag:a boleto'], 'late boleto'],
  ['its denial is another question', ['tag:a', '-tag:a tag:a'], '-tag:a'],
  ['a longer one is another question', ['tag:a', 'tag:ab tag:a x'], 'tag:ab x'],
  ['a quoted value goes whole', ['team:"A B"', 'x team:"A B" y'], 'x y'],
  ['what is not there changes nothing', ['tag:a', 'tag:ab'], 'tag:ab'],
])('%s', (_, [question, text], expected) => expect(without(question, text)).toBe(expected));

test('a question that is typed on is not there any more', () => expect(placeOf('tag:a', 'tag:al')).toBe(-1));
