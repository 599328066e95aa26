import { describe, expect, test } from 'vitest';
import { deescalate, escalate, escalationNote, placeFor } from './escalate.ts';
import { aTicket, statuses, statusIn } from './ticket.fixture.ts';

const now = new Date('2026-11-21T12:00:00.000Z');
const support = { id: 1, tiers: 3 };
const billing = { id: 2, tiers: 1 };
const legal = { id: 3, tiers: 2 };
const held = aTicket({ teamId: 1, tier: 1, assigneeId: 9 });
const codeOf = (act: () => unknown): string | undefined => {
  try {
    act();
  } catch (error) {
    return (error as { code: string }).code;
  }
};

describe('where an escalation goes', () => {
  test.each([
    ['the next tier of its own team', { team: support }, { teamId: 1, tier: 2 }],
    ['a tier further up, where one is named', { team: support, tier: 3 }, { teamId: 1, tier: 3 }],
    ['the first tier of another team', { team: legal }, { teamId: 3, tier: 1 }],
    ['the second tier of another team, where that is named', { team: legal, tier: 2 }, { teamId: 3, tier: 2 }],
  ])('%s', (_name, asked, expected) => {
    expect(placeFor(held, asked)).toEqual(expected);
  });

  test.each([
    ['a team without a second tier has nothing to go up to', billing, { team: billing }, 'no_higher_tier'],
    ['nothing is above the highest tier', support, { team: support, tier: 4 }, 'no_higher_tier'],
    ['the tier it is in is not up', support, { team: support, tier: 1 }, 'no_higher_tier'],
    ['a ticket of no team needs one', support, { team: null }, 'no_team_to_escalate'],
  ])('%s', (...[, own, asked, code]) => {
    expect(codeOf(() => placeFor({ teamId: own.id, tier: 1 }, asked))).toBe(code);
  });
});

describe('an escalation', () => {
  const to = { teamId: 2, tier: 1 };

  test('gives the ticket to the other team, held by nobody there, and says why', () => {
    const decision = escalate(held, { to, reason: 'A refund', statuses }, now);
    expect(decision.changes).toEqual({ teamId: 2, assigneeId: null, assignedAt: null });
    expect(decision.events).toEqual([
      {
        type: 'ticket.escalated',
        changes: {},
        details: { reason: 'A refund', teamId: 2, tier: 1, restartsReply: true },
      },
      {
        type: 'ticket.assigned',
        changes: { teamId: [1, 2], assigneeId: [9, null], assignedAt: [null, null] },
      },
    ]);
  });

  test('within the team changes the tier', () => {
    const decision = escalate(held, { to: { teamId: 1, tier: 2 }, reason: 'Too hard', statuses }, now);
    expect(decision.changes).toEqual({ tier: 2, assigneeId: null, assignedAt: null });
    expect(decision.events[0]?.changes).toEqual({ tier: [1, 2] });
  });

  test('wakes a ticket that sleeps: who gets it now has not decided to wait', () => {
    const asleep = { ...held, snoozedUntil: new Date('2026-11-25T12:00:00.000Z') };
    const decision = escalate(asleep, { to, reason: 'A refund', statuses }, now);
    expect(decision.changes.snoozedUntil).toBeNull();
    expect(decision.events.map(({ type }) => type)).toEqual(['ticket.escalated', 'ticket.assigned', 'ticket.woke']);
  });

  test.each(['solved', 'closed'] as const)('of a %s ticket is refused', (category) => {
    const done = { ...held, status: statusIn(category) };
    expect(codeOf(() => escalate(done, { to, reason: 'x', statuses }, now))).toBe(`ticket_${category}`);
  });

  test('is written down as a note: why, and what was tried', () => {
    expect(escalationNote({ reason: 'A refund', tried: 'Asked the bank.' })).toBe('A refund\n\nAsked the bank.');
    expect(escalationNote({ reason: 'A refund', tried: '' })).toBe('A refund');
  });
});

test('a ticket goes back to the team, tier and agent it came from', () => {
  const above = aTicket({ teamId: 2, tier: 2, assigneeId: 5, assignedAt: now });
  const back = { teamId: 1, tier: 1, assigneeId: 9 };
  const decision = deescalate(above, { to: back, reason: 'Done here', statuses }, now);
  expect(decision.changes).toEqual({ teamId: 1, tier: 1, assigneeId: 9, assignedAt: now });
  expect(decision.events.map(({ type }) => type)).toEqual(['ticket.deescalated', 'ticket.assigned']);
  expect(decision.events[0]?.details).toEqual({ reason: 'Done here', teamId: 1, tier: 1, agentId: 9 });
});
