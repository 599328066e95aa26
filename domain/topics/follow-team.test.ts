import { describe, expect, test } from 'vitest';
import { teamOfNewTopic } from './follow-team.ts';

const [support, billing, sales] = [1, 2, 3];

describe('when the topic of a ticket changes', () => {
  test.each<[string, { has: number | null; before: number | null; now: number | null }, number | null]>([
    ['a ticket without a team goes to the team of the topic', { has: null, before: null, now: billing }, billing],
    ['a ticket of the old topic’s team follows', { has: support, before: support, now: billing }, billing],
    ['a team somebody chose stays', { has: sales, before: support, now: billing }, null],
    ['a team chosen before the ticket had a topic stays', { has: sales, before: null, now: billing }, null],
    ['a topic without a team takes none away', { has: support, before: support, now: null }, null],
    ['nothing happens where the team is right already', { has: billing, before: support, now: billing }, null],
    ['nothing happens where neither topic has a team', { has: null, before: null, now: null }, null],
  ])('%s', (_, { has, before, now }, expected) => {
    expect(teamOfNewTopic({ teamId: has }, { before, now })).toBe(expected);
  });
});
