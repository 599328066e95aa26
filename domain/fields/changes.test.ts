import { expect, test } from 'vitest';
import { valueChanges, withValues } from './changes.ts';

const before = { plan: 'gold', wishes: ['a', 'b'], since: '2026-01-01' };

test('what is not named stays, and null takes a value away', () => {
  expect(withValues(before, { plan: 'silver', since: null })).toEqual({ plan: 'silver', wishes: ['a', 'b'] });
});

test('only what changed is told, by the name of the log', () => {
  const after = withValues(before, { plan: null, wishes: ['a', 'b'], seats: 3 });
  expect(valueChanges(before, after)).toEqual({ 'field:plan': ['gold', null], 'field:seats': [null, 3] });
});
