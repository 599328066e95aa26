import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { SplitMessage, SplitTakes } from './split.ts';
import { checkUnsplit, chosenForSplit, firstAnswerAmong, openSplit, requesterOfSplit, splitOff } from './split.ts';
import { aTicket, statuses, statusIn } from './ticket.fixture.ts';
import type { Ticket } from './ticket.ts';

const now = new Date('2026-11-21T12:00:00.000Z');
const later = new Date('2026-11-21T13:00:00.000Z');
const message = (id: number, more: Partial<SplitMessage> = {}): SplitMessage => ({
  id,
  uuid: `m${id}`,
  state: 'posted',
  contactId: null,
  answeredAt: null,
  ...more,
});
const codeOf = (act: () => unknown): string | undefined => {
  try {
    act();
  } catch (error) {
    return (error as { code: string }).code;
  }
};

describe('which messages go', () => {
  const said = [message(1), message(2), message(3), message(4, { state: 'waiting' })];
  test.each<[sentence: string, at: string, takes: SplitTakes, ids: number[]]>([
    ['one message alone', 'm2', 'message', [2]],
    ['the first one alone', 'm1', 'message', [1]],
    ['it and all later ones, with the reply that can still be taken back', 'm2', 'later', [2, 3, 4]],
  ])('%s', (...[, at, takes, ids]) => {
    expect(chosenForSplit(said, { at, takes }).map(({ id }) => id)).toEqual(ids);
  });

  test.each<[sentence: string, at: string, takes: SplitTakes, code: string]>([
    ['all of them would leave nothing', 'm1', 'later', 'split_takes_all'],
    ['nothing is split at a reply that can still be taken back', 'm4', 'later', 'split_at_waiting'],
    ['a message that stands elsewhere is not there', 'm9', 'message', 'message_not_found'],
  ])('%s', (...[, at, takes, code]) => {
    expect(codeOf(() => chosenForSplit(said, { at, takes }))).toBe(code);
  });

  test('the only message of a ticket stays in it', () => {
    expect(codeOf(() => chosenForSplit([message(1)], { at: 'm1', takes: 'message' }))).toBe('split_takes_all');
  });

  test('what goes and what stays are all there was, each once and in its order, and both have something', () => {
    const count = fc.integer({ min: 2, max: 12 });
    fc.assert(
      fc.property(count, fc.nat(), fc.constantFrom<SplitTakes>('message', 'later'), (length, at, takes) => {
        const all = Array.from({ length }, (_, index) => message(index + 1));
        const uuid = `m${1 + (at % length)}`;
        fc.pre(takes === 'message' || uuid !== 'm1');
        const gone = chosenForSplit(all, { at: uuid, takes });
        const stays = all.filter((one) => !gone.includes(one));
        expect([...gone, ...stays].toSorted((one, other) => one.id - other.id)).toEqual(all);
        expect(Math.min(gone.length, stays.length)).toBeGreaterThan(0);
      }),
    );
  });
});

describe('the new ticket', () => {
  const made = { subject: 'The bill', requesterId: 7, organizationId: null, firstRepliedAt: null, statuses };
  const full: Partial<Ticket> = { teamId: 3, topicId: 4, tier: 2, priority: 'high', tags: ['oven'], impact: 1 };

  test('is where the other one is, and knows nothing of its matter', () => {
    const { ticket, events } = openSplit(aTicket({ ...full, snoozedUntil: later, reopenedCount: 2 }), made, now);
    expect(ticket).toMatchObject({
      ...{ subject: 'The bill', teamId: 3, topicId: 4, tier: 2, priority: 'high', status: statusIn('new') },
      ...{ tags: [], impact: null, snoozedUntil: null, reopenedCount: 0, createdAt: now },
    });
    expect(events).toMatchObject([
      { type: 'ticket.opened', changes: { subject: [null, 'The bill'], teamId: [null, 3] } },
    ]);
    expect(Object.keys(events[0]?.changes ?? {})).not.toContain('id');
  });

  test.each<[sentence: string, ticket: Partial<Ticket>, answered: Date | null]>([
    ['is open where somebody holds the other one: they hold both', { assigneeId: 5 }, null],
    ['is open where one of us answered already', {}, later],
  ])('%s', (_sentence, ticket, firstRepliedAt) => {
    const opened = openSplit(aTicket(ticket), { ...made, firstRepliedAt }, now).ticket;
    expect(opened).toMatchObject({ status: statusIn('open'), firstRepliedAt, assigneeId: ticket.assigneeId ?? null });
  });

  test.each<[sentence: string, chosen: SplitMessage[], requesterId: number]>([
    ['is of the author where a person outside wrote the message', [message(1, { contactId: 9 })], 9],
    ['is of the requester where one of us wrote it, whoever answered', [message(1), message(2, { contactId: 9 })], 7],
  ])('%s', (_sentence, chosen, requesterId) => {
    expect(requesterOfSplit(aTicket(), chosen)).toBe(requesterId);
  });

  test('was first answered by the earliest answer that went to it', () => {
    const answered = [message(1), message(2, { answeredAt: later }), message(3, { answeredAt: now })];
    expect([firstAnswerAmong(answered), firstAnswerAmong([message(1)])]).toEqual([now, null]);
  });
});

describe('the ticket that was split', () => {
  const stands = {
    messageCount: 1,
    lastAuthorKind: 'contact',
    lastCustomerMessageAt: null,
    lastAgentReplyAt: null,
  } as const;
  const side = { other: { id: 50 }, count: 2, stands };

  test('tells where how many messages went, and what stands in it now', () => {
    const decision = splitOff(aTicket(), { ...side, firstRepliedAt: null });
    expect(decision).toEqual({
      changes: {},
      events: [{ type: 'ticket.split_off', changes: {}, details: { ticketId: 50, count: 2, stands } }],
    });
  });

  test('is unanswered again where the only answer went', () => {
    const decision = splitOff(aTicket({ firstRepliedAt: now }), { ...side, firstRepliedAt: null });
    expect(decision.changes).toEqual({ firstRepliedAt: null });
    expect(decision.events[0]?.changes).toEqual({ firstRepliedAt: [now.toISOString(), null] });
  });

  test('is none that is closed', () => {
    const closed = aTicket({ status: statusIn('closed') });
    expect(codeOf(() => splitOff(closed, { ...side, firstRepliedAt: null }))).toBe('ticket_closed');
  });
});

test.each<
  [sentence: string, ticket: Partial<Ticket>, from: Partial<Ticket>, isSplit: boolean, code: string | undefined]
>([
  ['a split is undone', {}, {}, false, undefined],
  [
    'also where one of the two is solved',
    { status: statusIn('solved') },
    { status: statusIn('solved') },
    false,
    undefined,
  ],
  ['not where the new ticket is closed', { status: statusIn('closed') }, {}, false, 'ticket_closed'],
  ['not where the other one is', {}, { status: statusIn('closed') }, false, 'ticket_closed'],
  ['not before a later merge is', { mergedInto: 9 }, {}, false, 'split_merged'],
  ['not before a later split is', {}, {}, true, 'split_again'],
])('%s', (...[, ticket, from, isSplit, code]) => {
  expect(codeOf(() => checkUnsplit(aTicket(ticket), aTicket(from), { isSplit }))).toBe(code);
});
