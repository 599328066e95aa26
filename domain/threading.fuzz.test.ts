import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { closedAnswers } from './closed-policy.ts';
import { type Sender, signals, type ThreadMatch, type ThreadTicket, thread } from './threading.ts';
import { statusCategories } from './tickets/ticket.ts';

/** Desks of a few tickets and people, mails that point at them with everything a mail can carry, and what must hold of each. */

const now = new Date('2026-11-02T14:00:00Z');
const person = fc.integer({ min: 1, max: 6 });
const company = fc.option(fc.integer({ min: 1, max: 2 }));
const stranger = 1000;

const tickets: fc.Arbitrary<ThreadTicket[]> = fc
  .array(
    fc.record({
      category: fc.constantFrom(...statusCategories),
      closedAt: fc.option(fc.date({ min: new Date('2026-09-01'), max: now, noInvalidDate: true })),
      requesterId: person,
      organizationId: company,
      participantIds: fc.uniqueArray(person, { maxLength: 3 }),
      mergedFrom: fc.option(fc.integer({ min: 50, max: 60 })),
    }),
    { minLength: 1, maxLength: 4 },
  )
  .map((made) => made.map((ticket, at) => ({ ...ticket, id: at + 1, number: 40 + at })));

const pointer = fc.record({
  signal: fc.constantFrom(...signals),
  evidence: fc.string({ maxLength: 20 }),
  at: fc.nat(3),
  givenTo: fc.option(person),
});

/** A token stands in addresses and Message-IDs of ours, nowhere else. */
const matchesIn = (
  made: readonly ThreadTicket[],
  pointers: (typeof pointer extends fc.Arbitrary<infer P> ? P : never)[],
) =>
  pointers.map(
    ({ signal, evidence, at, givenTo }): ThreadMatch => ({
      signal,
      evidence,
      ticket: made[at % made.length] as ThreadTicket,
      givenTo: signal === 'signed_address' ? (givenTo ?? 1) : signal === 'our_message_id' ? givenTo : null,
    }),
  );

const matches = fc
  .tuple(tickets, fc.array(pointer, { maxLength: 8 }))
  .map(([made, pointers]) => matchesIn(made, pointers));

const sender: fc.Arbitrary<Sender> = fc
  .record({
    contactId: fc.option(fc.oneof(person, fc.constant(stranger))),
    organizationId: company,
    isVerified: fc.boolean(),
    seen: fc.option(fc.uniqueArray(fc.integer({ min: 1, max: 4 }))),
  })
  .map(({ seen, ...who }) => ({ ...who, agent: seen && { id: 7, sees: (id: number) => seen.includes(id) } }));

const policy = fc.record({
  colleagues: fc.boolean(),
  closed: fc.record({
    policy: fc.record({ does: fc.constantFrom(...closedAnswers), days: fc.integer({ min: 1, max: 60 }) }),
    at: fc.constant(now),
  }),
});

type Policy = Parameters<typeof thread>[2];
const runs = { numRuns: 1500 };

/** Whether this person may write into the ticket at all, said once more and otherwise than the rule says it. */
function belongs(match: ThreadMatch, who: Sender, colleagues: boolean): boolean {
  const { ticket, signal, givenTo } = match;
  const people = new Set<number | null>([ticket.requesterId, ...ticket.participantIds]);
  const reasons = [
    who.contactId !== null && people.has(who.contactId),
    who.isVerified && who.agent?.sees(ticket.id) === true,
    signal === 'signed_address' && givenTo !== null,
    signal === 'our_message_id' && givenTo !== null && givenTo === who.contactId,
    colleagues &&
      signal !== 'subject_number' &&
      who.organizationId !== null &&
      who.organizationId === ticket.organizationId,
  ];
  return reasons.includes(true);
}

describe('whatever a mail carries', () => {
  test('nobody gets into a ticket they have no part in and no token for (T15)', () => {
    fc.assert(
      fc.property(matches, sender, policy, (found, who, allowed) => {
        const filed = thread(found, who, allowed);
        const into = filed.ticket ?? (filed.link?.kind === 'follow_up_of' ? filed.link.ticket : null);
        if (into === null) return;
        const ways = found.filter((match) => match.ticket.id === into.id && belongs(match, who, allowed.colleagues));
        expect(ways.length).toBeGreaterThan(0);
      }),
      runs,
    );
  });

  test('a stranger without token, company and agent rights opens a ticket of their own (T15)', () => {
    const nobody = fc.record({
      contactId: fc.constantFrom(null, stranger),
      organizationId: fc.constant(null),
      agent: fc.constant(null),
      isVerified: fc.boolean(),
    });
    fc.assert(
      fc.property(matches, nobody, policy, (found, who, allowed) => {
        const filed = thread(
          found.filter(({ signal }) => signal !== 'signed_address'),
          who,
          allowed,
        );
        expect(filed.ticket).toBeNull();
        expect(filed.link?.kind ?? 'may_belong_to').toBe('may_belong_to');
        expect(filed.speaksAs).toBe('contact');
      }),
      runs,
    );
  });

  test('somebody who belongs gets into a ticket, or one that follows it up', () => {
    fc.assert(
      fc.property(matches, sender, policy, (found, who, allowed) => {
        const mayEnter = found.some((match) => belongs(match, who, allowed.colleagues));
        const { ticket, link } = thread(found, who, allowed);
        expect(ticket !== null || link?.kind === 'follow_up_of').toBe(mayEnter);
      }),
      runs,
    );
  });

  test('the same facts give the same verdict, and none of them is changed', () => {
    fc.assert(
      fc.property(matches, sender, policy, (found, who, allowed) => {
        const before = structuredClone(found);
        expect(thread(found, who, allowed)).toEqual(thread(found, who, allowed));
        expect(found).toEqual(before);
      }),
      runs,
    );
  });

  test('the order in which signals were found tells nothing, be they equal or different', () => {
    const mixed = matches.chain((found) =>
      fc.tuple(fc.constant(found), fc.shuffledSubarray(found, { minLength: found.length })),
    );
    const whereTo = (found: ThreadMatch[], who: Sender, allowed: Policy) => {
      const { ticket, link, speaksAs, bringsOthers, reason } = thread(found, who, allowed);
      const { evidence, signal, ticketNumber } = reason.values ?? {};
      return [
        ticket?.id,
        link?.kind,
        link?.ticket.id,
        speaksAs,
        bringsOthers,
        reason.code,
        evidence,
        signal,
        ticketNumber,
      ];
    };
    fc.assert(
      fc.property(mixed, sender, policy, ([found, shuffled], who, allowed) => {
        expect(whereTo(shuffled, who, allowed)).toEqual(whereTo(found, who, allowed));
      }),
      runs,
    );
  });

  test('the best signal that may decides: no weaker one is preferred', () => {
    fc.assert(
      fc.property(matches, sender, policy, (found, who, allowed) => {
        const { reason } = thread(found, who, allowed);
        const rank = (signal: unknown) => signals.indexOf(signal as (typeof signals)[number]);
        const able = found.filter((match) => belongs(match, who, allowed.colleagues));
        const counted = able.length > 0 ? able : found;
        const best = Math.min(...counted.map(({ signal }) => rank(signal)));
        if (counted.length === 0) expect(reason.code).toBe('new_ticket');
        else expect(rank(reason.values?.signal)).toBe(best);
      }),
      runs,
    );
  });

  test('a signal that leads nowhere for this sender changes nothing for one who got in', () => {
    fc.assert(
      fc.property(fc.tuple(matches, matches), sender, policy, ([found, more], who, allowed) => {
        const useless = more.filter((match) => !belongs(match, who, allowed.colleagues));
        const alone = thread(found, who, allowed);
        if (alone.ticket === null && alone.link?.kind !== 'follow_up_of') return;
        expect(thread([...useless, ...found], who, allowed)).toEqual(alone);
      }),
      runs,
    );
  });
});

describe('whatever a mail carries and nobody vouches for', () => {
  const unverified = sender.map((who) => ({ ...who, isVerified: false }));

  test('never speaks as an agent and brings nobody in (T16, T17)', () => {
    fc.assert(
      fc.property(matches, unverified, policy, (found, who, allowed) => {
        expect(thread(found, who, allowed)).toMatchObject({ speaksAs: 'contact', bringsOthers: false });
      }),
      runs,
    );
  });

  test('gets no further by claiming to be an agent (T16)', () => {
    fc.assert(
      fc.property(matches, unverified, policy, (found, who, allowed) => {
        const claims = { ...who, agent: { id: 7, sees: () => true } };
        expect(thread(found, claims, allowed)).toEqual(thread(found, { ...who, agent: null }, allowed));
      }),
      runs,
    );
  });
});

test('a closed ticket opens again only where the inbox says so, and never for an agent', () => {
  fc.assert(
    fc.property(matches, sender, policy, (found, who, allowed) => {
      const { ticket, reason } = thread(found, who, allowed);
      if (ticket?.category !== 'closed') return;
      const { does, days } = allowed.closed.policy;
      expect(reason.values?.standing).not.toBe('agent');
      const age = ticket.closedAt === null ? Number.POSITIVE_INFINITY : now.getTime() - ticket.closedAt.getTime();
      expect(does === 'reopen' || (does === 'follow_up_after' && age < days * 86_400_000)).toBe(true);
    }),
    runs,
  );
});
