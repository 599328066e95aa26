import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { builtInColumns, columnsOf, directionOf, fieldOfColumn, sortOfColumn, usualColumns } from './view-columns.ts';
import type { ViewSort } from './views.ts';

describe('the columns of a table', () => {
  test.each<[string, string[], string[]]>([
    ['are the usual ones until somebody chooses', [], [...usualColumns]],
    ['stand as they were chosen', ['number', 'subject', 'due'], ['number', 'subject', 'due']],
    ['show a field of the desk’s own', ['subject', 'field:order'], ['subject', 'field:order']],
    ['always show the subject, the way to the ticket', ['due', 'tags'], ['subject', 'due', 'tags']],
    ['leave out a field that is gone', ['subject', 'field:gone', 'team'], ['subject', 'team']],
    ['are the usual ones when all that was chosen is gone', ['field:gone'], [...usualColumns]],
    ['show each once', ['subject', 'due', 'due'], ['subject', 'due']],
  ])('%s', (_, kept, shown) => {
    expect(columnsOf(kept, ['order'])).toEqual(shown);
  });

  test('are settled: what is shown, kept and read again is the same', () => {
    const column = fc.oneof(
      fc.constantFrom(...builtInColumns),
      fc.constantFrom('field:order', 'field:gone', 'nonsense'),
    );
    fc.assert(
      fc.property(fc.array(column), (kept) => {
        const shown = columnsOf(kept, ['order']);
        expect(columnsOf(shown, ['order'])).toEqual(shown);
        expect(shown).toContain('subject');
        expect(new Set(shown).size).toBe(shown.length);
      }),
    );
  });

  test('name the field they show', () => {
    expect([fieldOfColumn('field:order'), fieldOfColumn('subject')]).toEqual(['order', null]);
  });

  test('are sorted by where an index keeps them in order', () => {
    const sorted = builtInColumns.filter((column) => sortOfColumn(column) !== null);
    expect(sorted).toEqual(['priority', 'due', 'created', 'updated']);
  });
});

test.each<[ViewSort, boolean, string]>([
  ['due', false, 'ascending'],
  ['due', true, 'descending'],
  ['priority', false, 'descending'],
  ['priority', true, 'ascending'],
  ['created', false, 'descending'],
  ['updated', true, 'ascending'],
])('sorted by %s, reversed: %s, its values are %s', (sort, isReversed, direction) => {
  expect(directionOf(sort, isReversed)).toBe(direction);
});
