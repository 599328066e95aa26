import { afterEach, expect, test } from 'vitest';
import { keyOf, speak, t } from './translate.ts';

afterEach(() => speak('en', {}));

test('a sentence without a translation shows its source', () => {
  speak('en', {});
  expect(t('Send reply')).toBe('Send reply');
});

test('a translation replaces its source and takes the values', () => {
  speak('pt-BR', { [keyOf('Welcome to {company}')]: ['Boas-vindas à ', ['company']] });
  expect(t('Welcome to {company}', { company: 'Acme' })).toBe('Boas-vindas à Acme');
});

test('the types demand the values that a sentence names, and no others', () => {
  // @ts-expect-error the value is missing
  t('by {name}');
  // @ts-expect-error this sentence takes no values
  t('Close', { name: 'Ana' });
  // @ts-expect-error the count is missing, the words of the branches are no values
  t('{count, plural, one {# ticket} other {# tickets}}', {});
  expect(t('{count, plural, one {# ticket} other {# tickets}}', { count: 2 })).toBeTypeOf('string');
});
