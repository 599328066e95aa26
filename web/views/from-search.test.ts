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
  expect(conditionOfSearch(q, { speech, asked: [] })).toEqual(condition);
  expect(readCondition(condition, 'sql')).toEqual(condition);
});

test('who is named is the one the desk found, and the rest of the search stays words', () => {
  const carla: Condition = { field: 'requester', op: 'is', value: '0198c0de-0000-7000-8000-000000000001' };
  const asked = [
    { text: 'requester:carla@x.example', condition: carla, problem: null },
    { text: 'team:nowhere', condition: null, problem: { at: 0, end: 1, code: 'unknown_value' as const, values: {} } },
  ];
  const view = conditionOfSearch('boleto requester:carla@x.example team:nowhere', { speech, asked });
  expect(view).toEqual({ all: [carla, contains('boleto'), contains('team:nowhere')] });
});
