import { beforeAll, expect, test } from 'vitest';
import type { Condition } from '../../../domain/conditions/condition.ts';
import { keyOf, speak } from '../../../locales/translate.ts';
import { conditionInWords } from './sla-words.ts';

beforeAll(() => speak('en', { [keyOf('not ({condition})')]: ['not (', ['condition'], ')'] }));

const choicesOf = (field: string) => (field === 'priority' ? [{ id: 'high', label: 'High' }] : undefined);
const high: Condition = { field: 'priority', op: 'is', value: 'high' };
const vip: Condition = { field: 'tags', op: 'has_any', value: ['vip', 'gold'] };
const waits: Condition = { field: 'awaits_reply', op: 'is', value: true };

test.each<[string, Condition]>([
  ['Every ticket', { all: [] }],
  ['No ticket', { any: [] }],
  ['Priority is High', { all: [high] }],
  ['Priority is High and Tags has any of vip, gold', { all: [high, { any: [vip] }] }],
  [
    'Priority is High and (Tags has any of vip, gold or Waits for an answer is yes)',
    { all: [high, { any: [vip, waits] }] },
  ],
  ['not (Priority is High or Tags has any of vip, gold)', { not: { any: [high, vip] } }],
])('%s', (words, condition) => expect(conditionInWords(condition, choicesOf)).toBe(words));
