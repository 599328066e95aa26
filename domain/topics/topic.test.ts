import { expect, test } from 'vitest';
import { choicesOf, type TopicChoices } from './topic.ts';
import type { Branch } from './tree.ts';

const nothing: TopicChoices = {
  teamId: null,
  slaPolicyId: null,
  confirmation: { kind: 'inherit' },
  form: [],
  needsResolution: false,
};
const form = [{ key: 'order', neededTo: null }];
const topics: (Branch & TopicChoices)[] = [
  { id: 1, parentId: null, ...nothing, teamId: 7, slaPolicyId: 3, form, confirmation: { kind: 'none' } },
  { id: 2, parentId: 1, ...nothing, teamId: 8 },
  { id: 3, parentId: 2, ...nothing, slaPolicyId: 4, confirmation: { kind: 'own', texts: {} } },
];

test.each<[string, number | null, Partial<TopicChoices>]>([
  ['a topic at the top has what it chose', 1, { teamId: 7, slaPolicyId: 3, form, confirmation: { kind: 'none' } }],
  ['one under it has its own team, and the rest from above', 2, { teamId: 8, slaPolicyId: 3, form }],
  [
    'one below has the nearest of each',
    3,
    { teamId: 8, slaPolicyId: 4, form, confirmation: { kind: 'own', texts: {} } },
  ],
  ['a ticket without topic has nothing chosen for it', null, nothing],
])('%s', (_, id, choices) => {
  expect(choicesOf(topics, id)).toMatchObject(choices);
});
