import { describe, expect, test } from 'vitest';
import { inTreeOrder, pathTo, refusePlace } from './tree.ts';

/** Support (1) › Ovens (2) › Baking stone (3); Support › Mixers (4); Billing (5) › Refunds (6). */
const tree = [
  { id: 1, parentId: null },
  { id: 5, parentId: null },
  { id: 4, parentId: 1 },
  { id: 2, parentId: 1 },
  { id: 3, parentId: 2 },
  { id: 6, parentId: 5 },
];

test('a path leads from a topic to the top', () => {
  expect(pathTo(tree, 3).map(({ id }) => id)).toEqual([3, 2, 1]);
  expect(pathTo(tree, 99)).toEqual([]);
});

test('topics are read with what stands under them, in the order of their siblings', () => {
  expect(inTreeOrder(tree).map(({ id, level }) => [id, level])).toEqual([
    [1, 1],
    [4, 2],
    [2, 2],
    [3, 3],
    [5, 1],
    [6, 2],
  ]);
});

test('a tree broken by hand still ends', () => {
  const circle = [
    { id: 1, parentId: 2 },
    { id: 2, parentId: 1 },
  ];
  expect(pathTo(circle, 1).map(({ id }) => id)).toEqual([1, 2]);
  expect(inTreeOrder(circle)).toEqual([]);
});

describe('a topic may stand', () => {
  test.each<[string, number | null, number | null]>([
    ['at the top', 2, null],
    ['a new one under the second level', null, 2],
    ['one without others under it on the third level', 6, 2],
    ['one with another under it on the second level', 2, 5],
  ])('%s', (_, id, parentId) => {
    expect(() => refusePlace(tree, { id, parentId })).not.toThrow();
  });

  test.each<[string, { id: number | null; parentId: number }, string]>([
    ['under itself', { id: 1, parentId: 1 }, 'topic_in_circle'],
    ['under one of its own', { id: 1, parentId: 3 }, 'topic_in_circle'],
    ['on a fourth level', { id: null, parentId: 3 }, 'topic_too_deep'],
    ['so that what stands under it gets to a fourth level', { id: 5, parentId: 2 }, 'topic_too_deep'],
  ])('but not %s', (_, place, code) => {
    expect(() => refusePlace(tree, place)).toThrow(expect.objectContaining({ code }));
  });
});
