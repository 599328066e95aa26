import { expect, test } from 'vitest';
import { builtIn } from '../../domain/conditions/catalogue.ts';
import { type Condition, readCondition } from '../../domain/conditions/condition.ts';
import type { Speech } from '../../domain/conditions/text/speech.ts';
import { conditionOfSearch } from './from-search.ts';

const speech: Speech = {
  language: 'en',
  timeZone: 'America/Sao_Paulo',
  place: 'sql',
  catalogue: builtIn,
  names: { keyOf: () => undefined, nameOf: () => undefined },
  bareWords: 'subject',
};
const contains = (value: string): Condition => ({ field: 'subject', op: 'contains', value });

test.each<[string, string, Condition]>([
  ['a word is asked of the subject', 'boleto', { all: [contains('boleto')] }],
  ['words are asked together', 'boleto vencido', { all: [contains('boleto'), contains('vencido')] }],
  [
    'what is written like a condition is one',
    'priority:high assignee:me',
    {
      all: [
        { field: 'priority', op: 'is', value: 'high' },
        { field: 'assignee', op: 'is', value: 'me' },
      ],
    },
  ],
  [
    'a team nobody knows leaves words',
    'team:nowhere "nota fiscal" -spam bol*',
    {
      all: [
        contains('team:nowhere'),
        contains('nota fiscal'),
        { field: 'subject', op: 'not_contains', value: 'spam' },
        contains('bol'),
      ],
    },
  ],
])('%s', (_, q, condition) => {
  expect(conditionOfSearch(q, speech)).toEqual(condition);
  expect(readCondition(condition, 'sql')).toEqual(condition);
});
