import { describe, expect, test } from 'vitest';
import { giveBack, mergeInto, openedByMerge, type Stands, type StatusLine, takeIn, unmerge } from './merge.ts';
import { aTicket, statuses, statusIn } from './ticket.fixture.ts';
import type { StatusCategory, Ticket } from './ticket.ts';

const now = new Date('2026-11-21T12:00:00.000Z');
const stands: Stands = {
  messageCount: 2,
  lastAuthorKind: 'contact',
  lastCustomerMessageAt: '2026-11-21T11:00:00.000Z',
  lastAgentReplyAt: null,
};
const empty: Stands = { messageCount: 0, lastAuthorKind: null, lastCustomerMessageAt: null, lastAgentReplyAt: null };
const ticket = (id: number, category: StatusCategory, more: Partial<Ticket> = {}): Ticket =>
  aTicket({ id, number: id, status: statusIn(category), ...more });
const moving = (other: Ticket, held: Stands = stands) => ({ other, stands: held, statuses });
const codeOf = (act: () => unknown): string | undefined => {
  try {
    act();
  } catch (error) {
    return (error as { code: string }).code;
  }
};

describe('a ticket that belongs to another', () => {
  test('is closed, names the other, and nothing stands in it any more', () => {
    const asleep = ticket(50, 'new', { snoozedUntil: new Date('2026-12-01T12:00:00.000Z') });
    const decision = mergeInto(asleep, moving(ticket(42, 'open'), empty), now);
    expect(decision.changes).toMatchObject({
      status: { category: 'closed' },
      mergedInto: 42,
      closedAt: now,
      solvedAt: now,
      snoozedUntil: null,
    });
    expect(decision.events).toMatchObject([
      { type: 'ticket.merged', details: { ticketId: 42, stands: empty }, changes: { mergedInto: [null, 42] } },
    ]);
  });

  test.each([
    ['pending', ['ticket.took_in', 'ticket.status_changed'], 'open'],
    ['solved', ['ticket.took_in', 'ticket.reopened'], 'open'],
    ['open', ['ticket.took_in'], undefined],
  ] as const)('opens the other one again where that is %s and the customer waits', (category, types, becomes) => {
    const decision = takeIn(ticket(42, category), moving(ticket(50, 'new')), now);
    expect(decision.events.map(({ type }) => type)).toEqual(types);
    expect(decision.changes.status?.category).toBe(becomes);
  });

  test.each([
    ['nobody waits for an answer', ticket(50, 'open', { lastAuthorKind: 'agent' })],
    ['what comes was solved: its customer waits for nothing', ticket(50, 'solved')],
  ])('leaves a solved one solved where %s', (_name, other) => {
    expect(takeIn(ticket(42, 'solved'), moving(other), now).changes).toEqual({});
  });

  test('brings its tags, each once', () => {
    const decision = takeIn(
      ticket(42, 'open', { tags: ['Boleto'] }),
      moving(ticket(50, 'new', { tags: ['boleto', 'vip'] })),
      now,
    );
    expect(decision.changes.tags).toEqual(['Boleto', 'vip']);
  });

  test.each([
    ['a closed ticket takes nothing in', ticket(50, 'new'), ticket(42, 'closed'), 'merge_target_closed'],
    ['a closed ticket goes nowhere', ticket(50, 'closed'), ticket(42, 'open'), 'ticket_closed'],
    ['a ticket does not go into itself', ticket(42, 'open'), ticket(42, 'open'), 'merge_into_itself'],
  ])('%s', (...[, from, into, code]) => {
    expect(codeOf(() => mergeInto(from, moving(into), now))).toBe(code);
    expect(codeOf(() => takeIn(into, moving(from), now))).toBe(code);
  });
});

describe('a merge that is undone', () => {
  const merged = ticket(50, 'closed', { mergedInto: 42, closedAt: now, solvedAt: now });
  const other = ticket(42, 'open');

  test('leaves the ticket as it was before', () => {
    const before = { status: statusIn('pending'), solvedAt: null, wroteSince: false };
    const decision = unmerge(merged, { ...moving(other), before }, now);
    expect(decision.changes).toEqual({
      status: statusIn('pending'),
      statusChangedAt: now,
      closedAt: null,
      solvedAt: null,
      mergedInto: null,
    });
    expect(decision.events).toMatchObject([
      { type: 'ticket.unmerged', details: { ticketId: 42, stands, awaitsAnswer: true } },
    ]);
  });

  test('opens it where its customer wrote to it meanwhile', () => {
    const before = { status: statusIn('solved'), solvedAt: now, wroteSince: true };
    const decision = unmerge(merged, { ...moving(other), before }, now);
    expect(decision.changes).toMatchObject({ status: { category: 'open' }, solvedAt: null });
    expect(decision.events.map(({ type }) => type)).toEqual(['ticket.unmerged', 'ticket.reopened']);
  });

  test('takes from the other what came by it, though that is closed by now', () => {
    const closed = ticket(42, 'closed', { tags: ['boleto', 'vip'] });
    const decision = giveBack(closed, { other: merged, stands: empty, tags: ['vip'], was: null }, now);
    expect(decision).toMatchObject({
      changes: { tags: ['boleto'] },
      events: [{ type: 'ticket.gave_back', details: { ticketId: 50, stands: empty } }],
    });
  });
});

describe('a ticket that only a merge opened again', () => {
  const later = new Date('2026-11-21T13:00:00.000Z');
  const before = ticket(42, 'solved', { solvedAt: new Date('2026-11-20T12:00:00.000Z'), reopenedCount: 1 });
  /** The log of ticket 42 by what happened to it, a version for each. */
  const logOf = (...deeds: { events: { type: string }[] }[]): StatusLine[] =>
    deeds.flatMap(({ events }, version) =>
      events.map((event) => ({
        ...{ at: now.toISOString(), ticketVersion: version, changes: {}, details: {} },
        ...(event as StatusLine),
      })),
    );
  const took = (id: number, into = before, author: 'contact' | 'agent' = 'contact') =>
    takeIn(into, moving(ticket(id, 'new', { lastAuthorKind: author })), now);
  const open = ticket(42, 'open');
  const turned = { events: [{ type: 'ticket.status_changed', changes: { status: ['open', 'open'] } }] };
  const asked = (log: StatusLine[], ...stillIn: number[]) =>
    openedByMerge(log, { stillIn: new Set(stillIn), statuses });

  test('is again what it was, and the log says why', () => {
    const opened = asked(logOf(took(50)));
    expect(opened).toEqual({
      since: now,
      was: { status: before.status, solvedAt: before.solvedAt, reopenedCount: before.reopenedCount },
    });
    const decision = giveBack(open, { ...moving(ticket(50, 'closed')), tags: [], was: opened?.was ?? null }, later);
    expect(decision.changes).toMatchObject({ status: before.status, statusChangedAt: later, reopenedCount: 1 });
    expect(decision.events).toMatchObject([
      { reason: { code: 'as_before_merge' }, changes: { statusCategory: ['open', 'solved'] } },
    ]);
  });

  test.each<[string, string | null, StatusLine[], number[]]>([
    ['a pending one waits for its customer again', 'pending', logOf(took(50, ticket(42, 'pending'))), []],
    ['one that was open already stays open', null, logOf(took(50, open)), []],
    ['one that somebody changed since stays as it was made', null, logOf(took(50), turned), []],
    ['another that is in it still and waits keeps it open', null, logOf(took(50), took(51, open)), [51]],
    ['another that waited and left before keeps nothing', 'solved', logOf(took(50), took(51, open)), []],
    ['another whose customer has an answer keeps nothing', 'solved', logOf(took(50), took(51, open, 'agent')), [51]],
    ['one that was never merged into was opened by no merge', null, logOf(turned), []],
  ])('%s', (...[, category, log, stillIn]) => {
    expect(asked(log, ...stillIn)?.was.status?.category ?? null).toBe(category);
  });
});
