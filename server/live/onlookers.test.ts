import { expect, test } from 'vitest';
import type { AgentActor, Scope } from '../../domain/permissions.ts';
import { makeOnlookers, type Told, type ToldGone } from './onlookers.ts';

const agent = (scope: Scope, teamIds: number[] = []): AgentActor => ({
  kind: 'agent',
  id: 9,
  uuid: 'me',
  name: 'Me',
  email: 'me@atende.example',
  role: 'agent',
  permissions: new Set(['tickets.read']),
  scope,
  teamIds,
  viaToken: false,
});
const everywhere = agent('all');
const told = (doing: Told['doing'], more: Partial<Told> = {}): Told => ({
  number: 12,
  agent: 'ana',
  doing,
  ticket: { assigneeId: null, teamId: 5, requesterId: 1, followerIds: [] },
  ...more,
});
const gone = (number = 12): ToldGone => ({ number, agent: 'ana', doing: 'gone' });
const second = 1_000;

test('somebody who looks, then types, then leaves is told three times; saying it again is no news', () => {
  const onlookers = makeOnlookers();
  expect(onlookers.hear(told('viewing'), 0)).toBe(true);
  expect(onlookers.hear(told('viewing'), 15 * second)).toBe(false);
  expect(onlookers.hear(told('typing'), 16 * second)).toBe(true);
  expect(onlookers.at(12, everywhere)).toEqual([
    { type: 'onlookers', number: 12, agents: [{ id: 'ana', doing: 'typing' }] },
  ]);
  expect(onlookers.hear(gone(), 17 * second)).toBe(true);
  expect(onlookers.at(12, everywhere)).toEqual([{ type: 'onlookers', number: 12, agents: [] }]);
  expect(onlookers.hear(gone(), 18 * second)).toBe(false);
});

test('who stops typing looks on; whose browser died is gone', () => {
  const onlookers = makeOnlookers();
  onlookers.hear(told('typing'), 0);
  expect(onlookers.expire(6 * second)).toEqual([]);
  expect(onlookers.expire(8 * second)).toEqual([12]);
  expect(onlookers.at(12, everywhere)[0]).toMatchObject({ agents: [{ doing: 'viewing' }] });
  expect(onlookers.expire(41 * second)).toEqual([12]);
  expect(onlookers.at(12, everywhere)[0]).toMatchObject({ agents: [] });
});

test.each<[string, AgentActor, number]>([
  ['of the team', agent('teams', [5]), 1],
  ['of another team', agent('teams', [6]), 0],
  ['with a scope of their own tickets', agent('own'), 0],
])('an agent %s is told only of what they see', (_, actor, count) => {
  const onlookers = makeOnlookers();
  onlookers.hear(told('viewing'), 0);
  expect(onlookers.at(12, actor)).toHaveLength(count);
  expect(onlookers.everywhere(actor)).toHaveLength(count);
});

test('who just came is told of every ticket somebody is at, and of no other', () => {
  const onlookers = makeOnlookers();
  onlookers.hear(told('viewing'), 0);
  onlookers.hear(told('viewing', { number: 13 }), 0);
  onlookers.hear(gone(13), 1);
  expect(onlookers.everywhere(everywhere)).toMatchObject([{ number: 12 }]);
});
