import { describe, expect, test } from 'vitest';
import { AppError } from '../errors.ts';
import { type MovedMessages, mergeInto, takeIn } from './merge.ts';
import { type StatusCategory, statusCategories, type Ticket } from './ticket.ts';

const now = new Date('2026-11-21T12:00:00.000Z');
const statuses = statusCategories.map((category, index) => ({ id: index + 1, slug: category, category }));
const ticket = (id: number, category: StatusCategory, more: Partial<Ticket> = {}): Ticket => ({
  ...{ id, number: id, version: 1, subject: 'Boleto', priority: 'medium', topicId: null, teamId: null },
  ...{
    assigneeId: null,
    requesterId: id,
    organizationId: null,
    inboxId: 1,
    channel: 'email',
    language: null,
    tier: 1,
    customFields: {},
    impact: null,
    urgency: null,
    resolution: null,
    snoozedUntil: null,
    tags: [],
  },
  ...{ mergedInto: null, reopenedCount: 0, firstRepliedAt: null, statusChangedAt: now, assignedAt: null },
  ...{ solvedAt: null, closedAt: null, createdAt: now, lastAuthorKind: 'contact' },
  status: statuses.find((one) => one.category === category) ?? { id: 1, slug: 'new', category: 'new' },
  ...more,
});
const moved: MovedMessages = {
  messages: 2,
  awaitsAnswer: true,
  lastAuthorKind: 'contact',
  lastCustomerMessageAt: '2026-11-21T11:00:00.000Z',
  lastAgentReplyAt: null,
};
const target = ticket(42, 'open');
const given = { other: ticket(50, 'new'), moved, statuses };

describe('a ticket that belongs to another', () => {
  test('is closed, names the other, and says how much went over', () => {
    const decision = mergeInto(ticket(50, 'new'), { ...given, other: target }, now);
    expect(decision.changes).toMatchObject({
      status: { category: 'closed' },
      mergedInto: 42,
      closedAt: now,
      solvedAt: now,
    });
    expect(decision.events).toMatchObject([
      { type: 'ticket.merged', details: { ticketId: 42, messages: 2 }, changes: { mergedInto: [null, 42] } },
    ]);
  });

  test.each([
    ['pending', ['ticket.took_in', 'ticket.status_changed'], 'open'],
    ['solved', ['ticket.took_in', 'ticket.reopened'], 'open'],
    ['open', ['ticket.took_in'], undefined],
  ] as const)('opens the other one again where that is %s and the customer waits', (category, types, becomes) => {
    const decision = takeIn(ticket(42, category), given, now);
    expect(decision.events.map(({ type }) => type)).toEqual(types);
    expect(decision.changes.status?.category).toBe(becomes);
  });

  test('leaves a solved one solved where nobody waits for an answer', () => {
    const quiet = { ...given, moved: { ...moved, awaitsAnswer: false } };
    expect(takeIn(ticket(42, 'solved'), quiet, now).changes).toEqual({});
  });

  test('neither goes into a closed one nor leaves one', () => {
    expect(() => takeIn(ticket(42, 'closed'), given, now)).toThrow(AppError);
    expect(() => mergeInto(ticket(50, 'closed'), { ...given, other: target }, now)).toThrow(AppError);
  });
});
