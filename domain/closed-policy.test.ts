import { describe, expect, test } from 'vitest';
import { type ClosedPolicy, closedAnswers, opensAgain, usualClosedPolicy } from './closed-policy.ts';

const closedAt = new Date('2026-11-01T12:00:00Z');
const daysLater = (days: number) => new Date(closedAt.getTime() + days * 86_400_000);

describe('an answer to a closed ticket', () => {
  const cases: [sentence: string, policy: ClosedPolicy, closed: Date | null, now: Date, opensAgain: boolean][] = [
    [
      'opens one that follows it up where the inbox says nothing else',
      usualClosedPolicy,
      closedAt,
      daysLater(0.01),
      false,
    ],
    [
      'opens one that follows it up, however soon it comes',
      { does: 'follow_up', days: 14 },
      closedAt,
      daysLater(0),
      false,
    ],
    [
      'opens it again where the inbox says so, however late it comes',
      { does: 'reopen', days: 1 },
      closedAt,
      daysLater(900),
      true,
    ],
    ['opens it again within the days', { does: 'follow_up_after', days: 14 }, closedAt, daysLater(13.99), true],
    [
      'opens a follow-up when the days are over to the minute',
      { does: 'follow_up_after', days: 14 },
      closedAt,
      daysLater(14),
      false,
    ],
    ['opens a follow-up long after', { does: 'follow_up_after', days: 14 }, closedAt, daysLater(60), false],
    [
      'opens a follow-up where nobody knows when it was closed',
      { does: 'follow_up_after', days: 14 },
      null,
      daysLater(1),
      false,
    ],
    [
      'opens it again where days do not matter and nobody knows when',
      { does: 'reopen', days: 14 },
      null,
      daysLater(1),
      true,
    ],
  ];
  test.each(cases)('%s', (...[_sentence, policy, closed, now, expected]) => {
    expect(opensAgain(policy, closed, now)).toBe(expected);
  });

  test('knows three ways, and the usual one is the first', () => {
    expect(closedAnswers).toEqual(['follow_up', 'reopen', 'follow_up_after']);
    expect(usualClosedPolicy.does).toBe(closedAnswers[0]);
  });
});
