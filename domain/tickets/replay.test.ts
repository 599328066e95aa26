import { expect, test } from 'vitest';
import { type ReplayedEvent, replay } from './replay.ts';

const event = (type: ReplayedEvent['type'], more: Partial<ReplayedEvent> = {}): ReplayedEvent => ({
  type,
  at: '2026-11-21T12:00:00.000Z',
  actorKind: 'contact',
  ticketVersion: 1,
  changes: {},
  details: {},
  ...more,
});

test('a ticket is rebuilt as it was at any past instant', () => {
  const log = [
    event('ticket.opened', { changes: { status: [null, 'new'], priority: [null, 'medium'] } }),
    event('message.received'),
    event('ticket.priority_changed', { ticketVersion: 2, changes: { priority: ['medium', 'high'] } }),
    event('ticket.solved', { ticketVersion: 3, changes: { status: ['new', 'solved'] } }),
  ];
  expect(replay(log.slice(0, 3))).toMatchObject({ status: 'new', priority: 'high', version: 2, messageCount: 1 });
  expect(replay(log)).toMatchObject({ status: 'solved', priority: 'high', version: 3 });
});

test('an out-of-office message counts as a message and leaves whose turn it is', () => {
  const answered = event('message.sent', { actorKind: 'agent', details: { isAutomatic: false } });
  const away = event('message.received', { at: '2026-11-21T13:00:00.000Z', details: { isAutomatic: true } });
  expect(replay([event('message.received'), answered, away])).toMatchObject({
    messageCount: 3,
    lastAuthorKind: 'agent',
    lastCustomerMessageAt: '2026-11-21T13:00:00.000Z',
    lastAgentReplyAt: '2026-11-21T12:00:00.000Z',
  });
});

test('a ticket that was merged, took in or gave back holds what its messages say', () => {
  const at = '2026-11-21T14:00:00.000Z';
  const stands = { messageCount: 4, lastAuthorKind: 'contact', lastCustomerMessageAt: at, lastAgentReplyAt: null };
  const answered = event('message.sent', { actorKind: 'agent', details: { isAutomatic: false } });
  for (const type of ['ticket.merged', 'ticket.took_in', 'ticket.unmerged', 'ticket.gave_back'] as const) {
    expect(replay([event('message.received'), answered, event(type, { details: { stands } })])).toMatchObject(stands);
  }
});
