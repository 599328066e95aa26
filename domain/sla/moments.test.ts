import { expect, test } from 'vitest';
import type { ReplayedEvent } from '../tickets/replay.ts';
import { momentsOf } from './moments.ts';

const at = '2026-11-21T12:00:00.000Z';
const event = (type: ReplayedEvent['type'], more: Partial<ReplayedEvent> = {}): ReplayedEvent => ({
  ...{ type, at, actorKind: 'agent', ticketVersion: 1, changes: {}, details: {} },
  ...more,
});

test('an escalation starts the reply clock again, going back does not', () => {
  const log = [event('ticket.escalated', { details: { restartsReply: true } }), event('ticket.deescalated')];
  expect(momentsOf(log)).toEqual([{ at: new Date(at), what: 'handed_over' }]);
});

test('a snooze says nothing to the clocks: what was promised to the customer is promised still', () => {
  const changes = { snoozedUntil: [null, at] as const };
  expect(momentsOf([event('ticket.snoozed', { changes }), event('ticket.woke')])).toEqual([]);
});
