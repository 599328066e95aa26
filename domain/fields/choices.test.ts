import { describe, expect, test } from 'vitest';
import { keepChoices } from './choices.ts';
import { keyOf } from './field.ts';

const label = (en: string) => ({ en });
const before = [
  { key: 'refund', label: label('Refund'), isArchived: false },
  { key: 'exchange', label: label('Exchange'), isArchived: false },
];

describe('after an edit of its choices a field offers', () => {
  test('what was kept, under its key though it is called otherwise now, in the new order', () => {
    const asked = [
      { key: 'exchange', label: label('Swap') },
      { key: 'refund', label: label('Refund') },
    ];
    expect(keepChoices(before, asked, { isUsed: true })).toEqual([
      { key: 'exchange', label: label('Swap'), isArchived: false },
      { key: 'refund', label: label('Refund'), isArchived: false },
    ]);
  });

  test('what is new, each under a key of its own', () => {
    const asked = [...before, { label: label('Refund') }, { label: label('Refund!') }];
    expect(keepChoices(before, asked, { isUsed: false }).map(({ key }) => key)).toEqual([
      'refund',
      'exchange',
      'refund_2',
      'refund_3',
    ]);
  });

  test('no longer what was left out: it is archived where tickets may have it, else gone', () => {
    const asked = [{ key: 'refund', label: label('Refund') }];
    expect(keepChoices(before, asked, { isUsed: false })).toHaveLength(1);
    expect(keepChoices(before, asked, { isUsed: true })[1]).toEqual({ ...before[1], isArchived: true });
  });
});

test.each([
  ['Código do erro', 'codigo_do_erro'],
  ['2º telefone', 'field_2o_telefone'],
  ['—', 'field'],
  ['製品', 'field'],
])('%s is kept as %s', (words, key) => {
  expect(keyOf(words)).toBe(key);
});
