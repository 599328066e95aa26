import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { plan, type TeamMember, type WaitingTicket } from './plan.ts';

const now = new Date('2026-11-30T12:00Z');
const member = (agentId: number, differs: Partial<TeamMember> = {}): TeamMember => ({
  agentId,
  mayReply: true,
  isOnline: true,
  isAway: false,
  isAbsent: false,
  isWithinHours: true,
  loads: {},
  cap: null,
  channelCaps: {},
  skills: {},
  lastAssignedAt: null,
  ...differs,
});
const ticket = (ticketId: number, differs: Partial<WaitingTicket> = {}): WaitingTicket => ({
  ticketId,
  channel: 'mail',
  required: [],
  preferred: [],
  previousAgentId: null,
  gaveBack: [],
  ...differs,
});
const weights: Record<string, number> = { mail: 0.3, talk: 1 };
const weightOf = (channel: string) => weights[channel] ?? 1;
const takers = (method: Parameters<typeof plan>[0], waiting: WaitingTicket[], members: TeamMember[]) =>
  plan(method, { waiting, members, weightOf, now }).map(({ choice }) => choice.agentId);

describe('several tickets at once', () => {
  test('go round: nobody has a second one before all have one', () => {
    const latest = member(1, { lastAssignedAt: new Date('2026-11-30T12:00:05Z') });
    expect(
      takers(
        'round_robin',
        [1, 2, 3, 4, 5, 6].map((id) => ticket(id)),
        [latest, member(2), member(3)],
      ),
    ).toEqual([2, 3, 1, 2, 3, 1]);
  });

  test('go to who holds least, what was just given counted', () => {
    const busy = member(1, { loads: { mail: 0.9 } });
    expect(takers('least_loaded', [ticket(1, { channel: 'talk' }), ticket(2), ticket(3)], [busy, member(2)])).toEqual([
      2, 1, 2,
    ]);
  });

  test('fill a cap of three with ten mails, or with a conversation and six mails', () => {
    const mails = Array.from({ length: 12 }, (_, id) => ticket(id));
    const given = (waiting: WaitingTicket[]) =>
      takers('least_loaded', waiting, [member(1, { cap: 3 })]).filter((taker) => taker !== null).length;
    expect(given(mails)).toBe(10);
    expect(given([ticket(99, { channel: 'talk' }), ...mails])).toBe(7);
  });

  test('leave room for other channels where one is capped', () => {
    const one = member(1, { channelCaps: { talk: 1 } });
    const talk = ticket(1, { channel: 'talk' });
    expect(takers('round_robin', [talk, { ...talk, ticketId: 2 }, ticket(3)], [one])).toEqual([1, null, 1]);
  });
});

test('however tickets come, no cap is ever exceeded, and nobody is passed over who could take one', () => {
  const caps = fc.option(fc.integer({ min: 0, max: 30 }).map((n) => n / 10));
  const members = fc.uniqueArray(
    fc.record({
      agentId: fc.integer({ min: 1, max: 50 }),
      isOnline: fc.boolean(),
      cap: caps,
      talkCap: caps,
      held: fc.integer({ min: 0, max: 4 }),
      skills: fc.dictionary(fc.constantFrom('1', '2'), fc.integer({ min: 1, max: 5 })),
    }),
    { selector: ({ agentId }) => agentId, maxLength: 8 },
  );
  const tickets = fc.array(
    fc.record({
      channel: fc.constantFrom('mail', 'talk'),
      required: fc.array(fc.record({ skillId: fc.constantFrom(1, 2), level: fc.integer({ min: 1, max: 5 }) }), {
        maxLength: 1,
      }),
      previousAgentId: fc.option(fc.integer({ min: 1, max: 50 })),
    }),
    { maxLength: 40 },
  );
  const methods = fc.constantFrom('round_robin' as const, 'least_loaded' as const, 'skills' as const);
  fc.assert(
    fc.property(methods, members, tickets, (method, people, asked) => {
      const team = people.map(({ cap, talkCap, held, ...rest }) =>
        member(rest.agentId, {
          ...rest,
          cap,
          loads: { mail: held * 0.3 },
          channelCaps: talkCap === null ? {} : { talk: talkCap },
        }),
      );
      const waiting = asked.map((need, id) => ticket(id, need));
      const planned = plan(method, { waiting, members: team, weightOf, now });
      expect(planned.map(({ ticketId }) => ticketId)).toEqual(waiting.map(({ ticketId }) => ticketId));
      for (const { agentId, cap, channelCaps, loads, isOnline } of team) {
        const theirs = waiting.filter((_, id) => planned[id]?.choice.agentId === agentId);
        const added = (of: WaitingTicket[]) => of.reduce((sum, { channel }) => sum + weightOf(channel), 0);
        const talks = theirs.filter(({ channel }) => channel === 'talk');
        if (theirs.length > 0) expect(isOnline).toBe(true);
        if (theirs.length > 0 && cap !== null) expect((loads.mail ?? 0) + added(theirs)).toBeLessThan(cap + 1e-6);
        if (talks.length > 0) expect(added(talks)).toBeLessThan((channelCaps.talk ?? Number.POSITIVE_INFINITY) + 1e-6);
      }
      for (const { choice } of planned) {
        if (choice.agentId === null) expect(choice.considered.every(({ skipped }) => skipped !== null)).toBe(true);
      }
    }),
  );
});
