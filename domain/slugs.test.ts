import { expect, test } from 'vitest';
import { freeSlug, slugOf } from './slugs.ts';

test.each([
  ['Atenção ao cliente', 'atencao-ao-cliente'],
  ['  Billing & Sales!  ', 'billing-sales'],
  ['me', 'team-me'],
  ['None', 'team-none'],
  ['!!!', 'team-x'],
  ['技術', '技術'],
])('%j is %j in an address', (name, slug) => {
  expect(slugOf(name)).toBe(slug);
});

test('a second thing of the same name gets a number', () => {
  expect(freeSlug('billing', new Set())).toBe('billing');
  expect(freeSlug('billing', new Set(['billing', 'billing-2']))).toBe('billing-3');
});
