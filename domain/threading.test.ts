import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { ClosedPolicy } from './closed-policy.ts';
import { type Sender, signals, type ThreadMatch, type ThreadTicket, thread } from './threading.ts';
import { statusCategories } from './tickets/ticket.ts';

const carla = 11;
const joao = 12;
const mary = 13;
const padaria = 101;
const ana = 7;

const invoice: ThreadTicket = {
  id: 1,
  number: 42,
  category: 'open',
  closedAt: null,
  requesterId: carla,
  organizationId: padaria,
  participantIds: [joao],
  mergedFrom: null,
};
const printer: ThreadTicket = {
  ...invoice,
  id: 2,
  number: 43,
  requesterId: mary,
  organizationId: null,
  participantIds: [],
};

const from = (contactId: number, more: Partial<Sender> = {}): Sender => ({
  contactId,
  organizationId: null,
  agent: null,
  isVerified: true,
  ...more,
});
const byToken = (ticket = invoice, givenTo = carla): ThreadMatch => ({
  signal: 'signed_address',
  evidence: 'support+1-b-abc@padaria.example',
  ticket,
  givenTo,
});
const byOurId = (ticket = invoice, givenTo: number | null = carla): ThreadMatch => ({
  signal: 'our_message_id',
  evidence: '<ours@desk>',
  ticket,
  givenTo,
});
const byKnownId = (ticket = invoice): ThreadMatch => ({
  signal: 'known_message_id',
  evidence: '<theirs@padaria>',
  ticket,
  givenTo: null,
});
const byNumber = (ticket = invoice): ThreadMatch => ({
  signal: 'subject_number',
  evidence: `#${ticket.number}`,
  ticket,
  givenTo: null,
});
const strict = { colleagues: false };
const open = { colleagues: true };

describe('a mail joins the ticket', () => {
  const cases: [sentence: string, matches: ThreadMatch[], sender: Sender, reason: object][] = [
    [
      'when the requester answers to the signed address',
      [byToken()],
      from(carla),
      { code: 'signed_address', values: { ticketNumber: 42, standing: 'requester', evidence: byToken().evidence } },
    ],
    [
      'when somebody else writes to the signed address, because only whom we wrote to knows it',
      [byToken()],
      from(mary, { isVerified: false }),
      { code: 'signed_address', values: { ticketNumber: 42, standing: 'token', isVerified: false } },
    ],
    [
      'when the requester answers our message from a client that dropped the signed address',
      [byOurId()],
      from(carla),
      { code: 'our_message_id', values: { ticketNumber: 42, standing: 'requester', evidence: '<ours@desk>' } },
    ],
    [
      'when the contact the token was given to answers, though not a participant',
      [byOurId(invoice, mary)],
      from(mary),
      { code: 'our_message_id', values: { ticketNumber: 42, standing: 'token' } },
    ],
    [
      'when a participant answers a message the desk knows',
      [byKnownId()],
      from(joao),
      { code: 'known_message_id', values: { ticketNumber: 42, standing: 'participant', evidence: '<theirs@padaria>' } },
    ],
    [
      'when the requester writes its number in the subject',
      [byNumber()],
      from(carla),
      { code: 'subject_number', values: { ticketNumber: 42, standing: 'requester', evidence: '#42' } },
    ],
    [
      'when a colleague answers and the inbox lets colleagues in',
      [byKnownId()],
      from(mary, { organizationId: padaria }),
      { code: 'known_message_id', values: { ticketNumber: 42, standing: 'colleague' } },
    ],
    [
      'when an agent whose mail is verified answers a message the desk knows',
      [byKnownId()],
      from(99, { agent: { id: ana, sees: () => true } }),
      { code: 'known_message_id', values: { ticketNumber: 42, standing: 'agent' } },
    ],
  ];
  test.each(cases)('%s', (...[_sentence, matches, sender, reason]) => {
    const filed = thread(matches, sender, open);
    expect(filed.ticket).toBe(invoice);
    expect(filed.link).toBeNull();
    expect(filed.reason).toMatchObject(reason);
  });

  test('when the requester’s own machine says that they are away', () => {
    expect(thread([byToken()], from(carla, { isAutomatic: true }), strict).ticket).toBe(invoice);
  });

  test('of the best signal when several point at different tickets', () => {
    const filed = thread([byNumber(printer), byKnownId(printer), byOurId(invoice)], from(carla), strict);
    expect(filed.reason).toMatchObject({ code: 'our_message_id', values: { ticketNumber: 42 } });
  });

  test('of the next signal when the best one points where the sender has no standing', () => {
    const filed = thread([byKnownId(printer), byNumber(invoice)], from(carla), strict);
    expect(filed.reason).toMatchObject({ code: 'subject_number', values: { ticketNumber: 42 } });
  });

  test('that another one was merged into, and says which one it was', () => {
    const filed = thread([byOurId({ ...invoice, mergedFrom: 40 })], from(carla), strict);
    expect(filed.ticket?.number).toBe(42);
    expect(filed.reason.values).toMatchObject({ ticketNumber: 42, mergedFrom: 40 });
  });
});

describe('a mail opens a new ticket', () => {
  test('when nothing points at one', () => {
    expect(thread([], from(carla), strict)).toEqual({
      ticket: null,
      link: null,
      speaksAs: 'contact',
      bringsOthers: true,
      reason: { code: 'new_ticket', values: {} },
    });
  });

  const strangers: [sentence: string, match: ThreadMatch, sender: Sender][] = [
    ['when a stranger copied the References of our message', byOurId(), from(mary)],
    ['when a stranger names the Message-ID of somebody else', byKnownId(), from(mary)],
    ['when a stranger guesses a number in the subject', byNumber(), from(mary)],
    ['when a stranger’s machine writes to the signed address (T53)', byToken(), from(mary, { isAutomatic: true })],
    ['when nobody is named as the sender', byNumber(), { ...from(carla), contactId: null }],
    [
      'when a colleague writes and the inbox does not let colleagues in',
      byKnownId(),
      from(mary, { organizationId: padaria }),
    ],
    [
      'when an unverified mail claims to come from an agent',
      byKnownId(),
      from(mary, { isVerified: false, agent: { id: ana, sees: () => true } }),
    ],
    [
      'when an agent names a ticket their role does not show them',
      byNumber(),
      from(mary, { agent: { id: ana, sees: () => false } }),
    ],
  ];
  test.each(strangers)('%s, linked as perhaps belonging to it', (_sentence, match, sender) => {
    const filed = thread([match], sender, strict);
    expect(filed.ticket).toBeNull();
    expect(filed.link).toEqual({ kind: 'may_belong_to', ticket: invoice });
    expect(filed.reason).toEqual({
      code: 'not_a_participant',
      values: { signal: match.signal, evidence: match.evidence, ticketNumber: 42, isVerified: sender.isVerified },
    });
  });

  test('that follows up a closed one', () => {
    const closed: ThreadTicket = { ...invoice, category: 'closed' };
    const filed = thread([byOurId(closed)], from(carla), strict);
    expect(filed.ticket).toBeNull();
    expect(filed.link).toEqual({ kind: 'follow_up_of', ticket: closed });
    expect(filed.reason).toMatchObject({
      code: 'ticket_closed_follow_up',
      values: { signal: 'our_message_id', ticketNumber: 42, standing: 'requester' },
    });
  });
});

describe('a mail to a closed ticket', () => {
  const at = new Date('2026-11-20T12:00:00Z');
  const closed: ThreadTicket = { ...invoice, category: 'closed', closedAt: new Date('2026-11-10T12:00:00Z') };
  const policy = (does: ClosedPolicy['does'], days = 14) => ({
    colleagues: false,
    closed: { policy: { does, days }, at },
  });

  test('joins it where the inbox opens closed tickets again', () => {
    expect(thread([byOurId(closed)], from(carla), policy('reopen'))).toMatchObject({ ticket: closed, link: null });
    expect(thread([byOurId(closed)], from(carla), policy('follow_up_after'))).toMatchObject({ ticket: closed });
  });

  test('opens one that follows it up, and says by which rule, when the days are over', () => {
    expect(thread([byOurId(closed)], from(carla), policy('follow_up_after', 10))).toMatchObject({
      ticket: null,
      link: { kind: 'follow_up_of', ticket: closed },
      reason: { code: 'ticket_closed_follow_up', values: { policy: 'follow_up_after', days: 10, ticketNumber: 42 } },
    });
    expect(thread([byOurId(closed)], from(carla), policy('follow_up')).reason.values).toMatchObject({
      policy: 'follow_up',
    });
  });

  test('of an agent opens none again', () => {
    const agent = { id: ana, sees: () => true };
    expect(thread([byToken(closed)], from(99, { agent }), policy('reopen'))).toMatchObject({
      ticket: null,
      link: { kind: 'follow_up_of' },
    });
  });

  test('of a stranger neither joins it nor follows it up, whatever the inbox says', () => {
    expect(thread([byKnownId(closed)], from(mary), policy('reopen'))).toMatchObject({
      ticket: null,
      link: { kind: 'may_belong_to' },
    });
  });
});

test('a colleague who only guesses the number gets a ticket of their own, even where colleagues are let in', () => {
  const filed = thread([byNumber()], from(mary, { organizationId: padaria }), open);
  expect(filed).toMatchObject({ ticket: null, link: { kind: 'may_belong_to' }, reason: { code: 'not_a_participant' } });
});

describe('those a mail is copied to become participants', () => {
  const cases: [sentence: string, brings: boolean, matches: ThreadMatch[], sender: Sender][] = [
    ['when the requester wrote it and it is verified', true, [byOurId()], from(carla)],
    ['when it opens a ticket and is verified', true, [], from(mary)],
    ['not when nobody vouches for the sender', false, [byOurId()], from(carla, { isVerified: false })],
    ['not when an unverified mail opens a ticket', false, [], from(mary, { isVerified: false })],
    ['not when the sender only carries a token', false, [byToken()], from(mary)],
    ['not when the sender is only a colleague', false, [byKnownId()], from(mary, { organizationId: padaria })],
  ];
  test.each(cases)('%s', (...[_sentence, brings, matches, sender]) => {
    expect(thread(matches, sender, open).bringsOthers).toBe(brings);
  });
});

describe('a mail speaks as the agent', () => {
  const agent = { id: ana, sees: () => true };
  test('only when it is verified and carries a token', () => {
    expect(thread([byToken()], from(99, { agent }), strict).speaksAs).toBe('agent');
    expect(thread([byKnownId()], from(99, { agent }), strict).speaksAs).toBe('contact');
    expect(thread([byToken()], from(99, { agent, isVerified: false }), strict).speaksAs).toBe('contact');
  });
});

const anyTicket = fc.record({
  id: fc.integer({ min: 1, max: 9 }),
  number: fc.integer({ min: 1, max: 9 }),
  category: fc.constantFrom(...statusCategories),
  closedAt: fc.option(fc.date({ noInvalidDate: true })),
  requesterId: fc.integer({ min: 1, max: 5 }),
  organizationId: fc.option(fc.integer({ min: 1, max: 3 })),
  participantIds: fc.array(fc.integer({ min: 1, max: 5 }), { maxLength: 3 }),
  mergedFrom: fc.option(fc.integer({ min: 1, max: 9 })),
});
describe('after a ticket was split', () => {
  const left: ThreadTicket = { ...invoice, family: 1 };
  const splitOff: ThreadTicket = { ...invoice, id: 3, number: 44, family: 1 };
  const near = (match: ThreadMatch, nearness: number): ThreadMatch => ({ ...match, nearness });
  const whereTo = (matches: ThreadMatch[]) => thread(matches, from(carla), { colleagues: true }).ticket?.id;

  test.each<[sentence: string, matches: ThreadMatch[], ticketId: number]>([
    [
      'an answer to a message that went goes after it, whatever its address and subject say',
      [byToken(left), byNumber(left), near(byOurId(splitOff, null), 0), near(byKnownId(left), 1)],
      3,
    ],
    [
      'an answer to one that stayed stays, though it names one that went',
      [byToken(left), near(byOurId(splitOff, null), 1), near(byOurId(left, null), 0)],
      1,
    ],
    ['what names no message goes where its address says', [byToken(left), byNumber(splitOff)], 1],
    ['a ticket that was never one with them is not concerned', [byToken(printer), near(byOurId(splitOff, null), 0)], 2],
  ])('%s', (_sentence, matches, ticketId) => {
    expect(whereTo(matches)).toBe(ticketId);
    expect(whereTo(matches.toReversed())).toBe(ticketId);
  });
});

const anyMatch: fc.Arbitrary<ThreadMatch> = fc.record({
  signal: fc.constantFrom(...signals),
  evidence: fc.string(),
  ticket: anyTicket,
  givenTo: fc.option(fc.integer({ min: 1, max: 5 })),
});

test('nobody who has no part in a ticket and carries no token ever gets into an existing one', () => {
  const stranger = fc.record({
    contactId: fc.constant(1000),
    organizationId: fc.option(fc.integer({ min: 1, max: 3 })),
    agent: fc.constantFrom(null, { id: ana, sees: () => true }),
    isVerified: fc.boolean(),
  });
  const tokenless = anyMatch.filter(({ signal, givenTo }) => signal !== 'signed_address' || givenTo === null);
  fc.assert(
    fc.property(fc.array(tokenless, { maxLength: 6 }), stranger, (matches, sender) => {
      const claimsNothing = { ...sender, agent: sender.isVerified ? null : sender.agent };
      expect(thread(matches, claimsNothing, strict).ticket).toBeNull();
    }),
    { numRuns: 1000 },
  );
});

test('no mail is ever put into a closed ticket where the inbox does not say so, and unverified mail never speaks as an agent', () => {
  const anybody = fc.record({
    contactId: fc.option(fc.integer({ min: 1, max: 5 })),
    organizationId: fc.option(fc.integer({ min: 1, max: 3 })),
    agent: fc.constantFrom(null, { id: ana, sees: () => true }),
    isVerified: fc.boolean(),
  });
  fc.assert(
    fc.property(fc.array(anyMatch, { maxLength: 6 }), anybody, fc.boolean(), (matches, sender, colleagues) => {
      const filed = thread(matches, sender, { colleagues });
      expect(filed.ticket?.category).not.toBe('closed');
      if (!sender.isVerified) expect(filed).toMatchObject({ speaksAs: 'contact', bringsOthers: false });
    }),
    { numRuns: 1000 },
  );
});
