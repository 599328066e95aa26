import { describe, expect, test } from 'vitest';
import { AppError } from '../errors.ts';
import type { Decision } from '../events.ts';
import { assign } from './assign.ts';
import { after, inTurn, isNewVersion, refuseIfClosed } from './decide.ts';
import { note } from './note.ts';
import { type AskedTicket, open } from './open.ts';
import { changePriority } from './priority.ts';
import { receive } from './receive.ts';
import { reopenOnAnswer } from './reopen.ts';
import { postReply } from './reply.ts';
import { changeStatus, statusOf } from './status.ts';
import { distinctTags, setTags } from './tag.ts';
import { type Status, type StatusCategory, statusCategories, type Ticket } from './ticket.ts';
import { changeTopic } from './topic.ts';

const now = new Date('2026-11-21T12:00:00.000Z');
const earlier = new Date('2026-11-20T12:00:00.000Z');

const statuses: Status[] = [
  ...statusCategories.map((category, index) => ({ id: index + 1, slug: category, category })),
  { id: 7, slug: 'waiting_for_parts', category: 'on_hold' },
];
const status = (category: StatusCategory) => statusOf(category, statuses);

function ticket(changes: Partial<Ticket> = {}): Ticket {
  return {
    id: 1,
    number: 12,
    version: 3,
    subject: 'Boleto vencido',
    status: status('new'),
    priority: 'medium',
    topicId: null,
    teamId: null,
    assigneeId: null,
    requesterId: 9,
    organizationId: null,
    inboxId: 1,
    channel: 'email',
    language: 'pt-BR',
    tier: 1,
    customFields: {},
    impact: null,
    urgency: null,
    resolution: null,
    snoozedUntil: null,
    tags: [],
    mergedInto: null,
    reopenedCount: 0,
    firstRepliedAt: null,
    statusChangedAt: earlier,
    assignedAt: null,
    solvedAt: null,
    closedAt: null,
    createdAt: earlier,
    lastAuthorKind: 'contact',
    ...changes,
  };
}
const closed = ticket({ status: status('closed'), solvedAt: earlier, closedAt: earlier });
const types = (decision: Decision) => decision.events.map(({ type }) => type);
const reasons = (decision: Decision) => decision.events.flatMap(({ reason }) => (reason ? [reason] : []));

function refusal(act: () => unknown): string {
  try {
    act();
  } catch (error) {
    if (error instanceof AppError) return error.code;
    throw error;
  }
  return 'not refused';
}

describe('status', () => {
  test('solving says when and records from and to', () => {
    const decision = changeStatus(ticket({ status: status('open') }), { to: status('solved') }, now);
    expect(decision.changes).toEqual({ status: status('solved'), statusChangedAt: now, solvedAt: now });
    expect(decision.events).toEqual([
      {
        type: 'ticket.solved',
        changes: {
          status: ['open', 'solved'],
          statusCategory: ['open', 'solved'],
          statusChangedAt: [earlier.toISOString(), now.toISOString()],
          solvedAt: [null, now.toISOString()],
        },
      },
    ]);
  });

  test('solving a solved ticket changes nothing and happens not at all', () => {
    expect(changeStatus(ticket({ status: status('solved') }), { to: status('solved') }, now)).toEqual({
      changes: {},
      events: [],
    });
  });

  test('closing an open ticket counts as solving it at that instant', () => {
    const decision = changeStatus(ticket({ status: status('open') }), { to: status('closed') }, now);
    expect(types(decision)).toEqual(['ticket.closed']);
    expect(decision.changes).toMatchObject({ solvedAt: now, closedAt: now });
  });

  test('closing a solved ticket keeps the instant it was solved', () => {
    const decision = changeStatus(
      ticket({ status: status('solved'), solvedAt: earlier }),
      { to: status('closed') },
      now,
    );
    expect(decision.changes).not.toHaveProperty('solvedAt');
    expect(decision.changes.closedAt).toEqual(now);
  });

  test('an agent who opens a solved ticket reopens it', () => {
    const solved = ticket({ status: status('solved'), solvedAt: earlier, reopenedCount: 1 });
    const decision = changeStatus(solved, { to: status('open') }, now);
    expect(types(decision)).toEqual(['ticket.reopened']);
    expect(decision.changes).toMatchObject({ reopenedCount: 2, solvedAt: null });
  });

  test('moving between two statuses of one category is a plain status change', () => {
    const parts = statuses[6] as Status;
    expect(types(changeStatus(ticket({ status: status('on_hold') }), { to: parts }, now))).toEqual([
      'ticket.status_changed',
    ]);
  });

  test('a ticket that was answered cannot become new again', () => {
    const answered = ticket({ status: status('open'), firstRepliedAt: earlier });
    expect(refusal(() => changeStatus(answered, { to: status('new') }, now))).toBe('ticket_answered');
    expect(types(changeStatus(ticket({ status: status('open') }), { to: status('new') }, now))).toEqual([
      'ticket.status_changed',
    ]);
  });

  test('a desk without a status in a category says so', () => {
    expect(refusal(() => statusOf('pending', []))).toBe('status_missing');
  });
});

describe('a closed ticket', () => {
  test.each([
    ['a new status', () => changeStatus(closed, { to: status('open') }, now)],
    ['a new priority', () => changePriority(closed, 'high')],
    ['another topic', () => changeTopic(closed, 4)],
    ['another assignee', () => assign(closed, { assigneeId: 5, statuses }, now)],
    ['other tags', () => setTags(closed, ['x'])],
    ['a reply', () => refuseIfClosed(closed)],
    ['a note', () => note(closed, { mentions: [] }, now)],
    ['a message of the customer', () => receive(closed, { isAutomatic: false, reason: null, statuses }, now)],
  ])('refuses %s', (_what, act) => {
    expect(refusal(act)).toBe('ticket_closed');
  });

  test('lets a reply leave that was already waiting, and keeps its status', () => {
    const decision = postReply(closed, { status: status('pending'), statuses }, now);
    expect(types(decision)).toEqual(['message.sent']);
    expect(decision.changes).toEqual({});
  });
});

describe("a customer's answer", () => {
  const answer = { isAutomatic: false, statuses };

  test.each(['pending', 'on_hold', 'solved'] as const)('opens a ticket that is %s and says why', (category) => {
    const decision = reopenOnAnswer(ticket({ status: status(category) }), answer, now);
    expect(decision.changes.status).toEqual(status('open'));
    expect(reasons(decision)).toEqual([{ code: 'customer_answered', values: { status: category } }]);
  });

  test.each(['new', 'open'] as const)('leaves a ticket %s', (category) => {
    expect(reopenOnAnswer(ticket({ status: status(category) }), answer, now).events).toEqual([]);
  });

  test('counts as reopening only where the ticket was solved', () => {
    expect(types(reopenOnAnswer(ticket({ status: status('solved') }), answer, now))).toEqual(['ticket.reopened']);
    expect(types(reopenOnAnswer(ticket({ status: status('pending') }), answer, now))).toEqual([
      'ticket.status_changed',
    ]);
  });

  test.each(['pending', 'solved'] as const)('written by a machine leaves a %s ticket as it is', (category) => {
    const away = { isAutomatic: true, reason: null, statuses };
    const decision = receive(ticket({ status: status(category) }), away, now);
    expect(types(decision)).toEqual(['message.received']);
    expect(decision.changes).toEqual({});
  });

  test('carries the reason it was put in this ticket', () => {
    const reason = { code: 'reply_token', values: { ticket: 12 } };
    const decision = receive(ticket(), { isAutomatic: false, reason, statuses }, now);
    expect(decision.events).toEqual([{ type: 'message.received', reason, details: { isAutomatic: false } }]);
  });
});

describe('a reply', () => {
  test('to a new ticket opens it and stops the first-response clock', () => {
    const decision = postReply(ticket(), { statuses }, now);
    expect(types(decision)).toEqual(['message.sent', 'ticket.status_changed']);
    expect(decision.changes).toMatchObject({ firstRepliedAt: now, status: status('open') });
    expect(reasons(decision)).toEqual([{ code: 'opened_by_reply', values: {} }]);
  });

  test('that is not the first leaves the first one its instant', () => {
    const decision = postReply(ticket({ status: status('open'), firstRepliedAt: earlier }), { statuses }, now);
    expect(decision.changes).toEqual({});
    expect(types(decision)).toEqual(['message.sent']);
  });

  test('takes the status chosen with it', () => {
    const decision = postReply(ticket(), { status: status('pending'), statuses }, now);
    expect(decision.changes.status).toEqual(status('pending'));
    expect(types(decision)).toEqual(['message.sent', 'ticket.status_changed']);
  });

  test('cannot leave the ticket new', () => {
    expect(refusal(() => postReply(ticket(), { status: status('new'), statuses }, now))).toBe('ticket_answered');
  });

  test('to a solved ticket leaves it solved', () => {
    expect(postReply(ticket({ status: status('solved') }), { statuses }, now).changes).not.toHaveProperty('status');
  });

  test('of a machine is no first response and opens nothing', () => {
    const decision = postReply(ticket(), { statuses, isAutomatic: true }, now);
    expect(decision).toEqual({ changes: {}, events: [{ type: 'message.sent', details: { isAutomatic: true } }] });
  });
});

describe('assigning', () => {
  test('a new ticket to an agent opens it and says why', () => {
    const decision = assign(ticket(), { assigneeId: 5, statuses }, now);
    expect(types(decision)).toEqual(['ticket.assigned', 'ticket.status_changed']);
    expect(decision.changes).toMatchObject({ assigneeId: 5, assignedAt: now, status: status('open') });
    expect(reasons(decision)).toEqual([{ code: 'opened_by_assignment', values: { assigneeId: 5 } }]);
  });

  test('a new ticket to a team leaves it new', () => {
    expect(types(assign(ticket(), { teamId: 2, statuses }, now))).toEqual(['ticket.assigned']);
  });

  test('team and agent at once happens once', () => {
    const decision = assign(ticket({ status: status('open') }), { teamId: 2, assigneeId: 5, statuses }, now);
    expect(decision.events).toHaveLength(1);
    expect(decision.events[0]?.changes).toMatchObject({ teamId: [null, 2], assigneeId: [null, 5] });
  });

  test('to nobody takes the ticket from its agent', () => {
    const held = ticket({ assigneeId: 5, assignedAt: earlier, status: status('open') });
    expect(assign(held, { assigneeId: null, statuses }, now).changes).toEqual({ assigneeId: null, assignedAt: null });
  });

  test('to whom it already belongs changes nothing, even on a closed ticket', () => {
    expect(assign({ ...closed, assigneeId: 5 }, { assigneeId: 5, statuses }, now).events).toEqual([]);
  });
});

describe('tags', () => {
  test('are kept once, in the spelling that came first', () => {
    expect(distinctTags(['Urgente', 'urgente', ' vip ', '', 'Água', 'agua'])).toEqual(['Urgente', 'vip', 'Água']);
  });

  test('in another order are no change', () => {
    expect(setTags(ticket({ tags: ['a', 'b'] }), ['b', 'a']).events).toEqual([]);
  });

  test('record the whole list from and to', () => {
    expect(setTags(ticket({ tags: ['a'] }), ['a', 'b']).events[0]?.changes).toEqual({ tags: [['a'], ['a', 'b']] });
  });
});

describe('a note', () => {
  test('tells each mentioned agent once', () => {
    const decision = note(ticket(), { mentions: [4, 4, 5] }, now);
    expect(types(decision)).toEqual(['message.noted', 'agent.mentioned', 'agent.mentioned']);
    expect(decision.events.map(({ details }) => details?.agentId)).toEqual([undefined, 4, 5]);
  });

  test('does not open a new ticket unless it says so', () => {
    expect(note(ticket(), { mentions: [] }, now).changes).toEqual({});
    expect(note(ticket(), { mentions: [], status: status('on_hold') }, now).changes.status).toEqual(status('on_hold'));
  });
});

describe('opening', () => {
  const asked: AskedTicket = {
    subject: 'Não consigo entrar',
    requesterId: 9,
    organizationId: 3,
    channel: 'email',
    inboxId: 1,
    language: 'pt-BR',
    message: { direction: 'in', isAutomatic: false, reason: null },
    statuses,
  };

  test('begins new, medium and unassigned, and records all it began with', () => {
    const { ticket: opened, events } = open(asked, now);
    expect(opened).toMatchObject({ status: status('new'), priority: 'medium', assigneeId: null, tags: [] });
    expect(events.map(({ type }) => type)).toEqual(['ticket.opened', 'message.received']);
    expect(events[0]?.changes).toMatchObject({
      subject: [null, 'Não consigo entrar'],
      status: [null, 'new'],
      priority: [null, 'medium'],
      organizationId: [null, 3],
    });
    expect(events[0]?.changes).not.toHaveProperty('teamId');
  });

  test('a ticket somebody already holds begins open', () => {
    expect(open({ ...asked, assigneeId: 5 }, now).ticket).toMatchObject({ status: status('open'), assignedAt: now });
  });

  test('a ticket that begins with our own words counts them as the first reply', () => {
    const { ticket: opened, events } = open({ ...asked, message: { ...asked.message, direction: 'out' } }, now);
    expect(opened.firstRepliedAt).toEqual(now);
    expect(events[1]?.type).toBe('message.sent');
  });

  test('mail that may belong to another ticket says which and why', () => {
    const reason = { code: 'stranger_named_ticket', values: { number: 7 } };
    const { events } = open({ ...asked, mayBelongTo: 70, reason }, now);
    expect(events[2]).toEqual({
      type: 'ticket.linked',
      details: { kind: 'may_belong_to', ticketId: 70 },
      reason,
    });
  });
});

describe('several decisions in turn', () => {
  test('each sees what the one before left behind', () => {
    const decision = inTurn(ticket(), [
      (current) => assign(current, { assigneeId: 5, statuses }, now),
      (current) => changeStatus(current, { to: status('pending') }, now),
      (current) => changePriority(current, 'high'),
    ]);
    expect(after(ticket(), decision)).toMatchObject({ status: status('pending'), priority: 'high', assigneeId: 5 });
    expect(decision.events.map(({ changes }) => changes?.status).filter(Boolean)).toEqual([
      ['new', 'open'],
      ['open', 'pending'],
    ]);
  });

  test('only an edit makes a new version: what follows from a reply does not', () => {
    expect(isNewVersion({ firstRepliedAt: now })).toBe(false);
    expect(isNewVersion({ firstRepliedAt: now, priority: 'low' })).toBe(true);
  });
});
