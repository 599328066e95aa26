import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Condition } from '../conditions/condition.ts';
import type { TicketFacts } from '../conditions/facts.ts';
import type { Cause } from '../events.ts';
import { actingUpon, loopStop, maxDepth } from './chain.ts';
import { consider } from './consider.ts';
import { holdsAt, nextTurn } from './crossing.ts';
import { decide } from './deciding.ts';
import { timerAfter } from './timer.ts';
import { withinReach } from './within-reach.ts';

const now = new Date('2026-11-20T12:00:00.000Z');
const hour = 3_600_000;
const hoursOn = (hours: number, ms = 0) => new Date(now.getTime() + hours * hour + ms);
const support = '01930000-0000-7000-8000-00000000000b';
const billing = '01930000-0000-7000-8000-00000000000c';
const facts = {
  subject: 'Forno',
  status: { id: 1, key: 'new' },
  statusCategory: 'new',
  priority: 'critical',
  team: { id: 3, key: support },
  assignee: null,
  inbox: null,
  organization: null,
  topic: null,
  channel: 'email',
  language: null,
  tags: ['vip'],
  createdAt: now,
  statusChangedAt: now,
  solvedAt: null,
} as unknown as TicketFacts;
const asker = { now, me: null };
const person: Cause = { kind: 'agent', id: 7, depth: 0 };
const everywhere = { inboxes: [], teams: [] };
const isCritical: Condition = { field: 'priority', op: 'is', value: 'critical' };
const isFree: Condition = { field: 'assignee', op: 'is_not_set' };
const isTagged: Condition = { field: 'tags', op: 'has_any', value: ['boleto'] };
const old = (hours: number): Condition => ({ field: 'created_at', op: 'hours_since_more_than', value: hours });
const young = (hours: number): Condition => ({ field: 'created_at', op: 'hours_since_less_than', value: hours });

describe('what decided', () => {
  test.each<[string, Condition, [answer: boolean, field: string | null]]>([
    ['of all, the first that failed', { all: [isCritical, isTagged, old(3)] }, [false, 'tags']],
    ['of all that hold, the first', { all: [isCritical, isFree] }, [true, 'priority']],
    ['of any, the first that held', { any: [isTagged, isFree, isCritical] }, [true, 'assignee']],
    ['of none of any, the first', { any: [isTagged, old(3)] }, [false, 'tags']],
    ['what is denied is asked inside', { not: { any: [isTagged, isCritical] } }, [false, 'priority']],
    ['nothing, where every ticket is meant', { all: [] }, [true, null]],
  ])('%s', (_, condition, expected) => {
    const { holds: isSo, deciding } = decide(condition, facts, asker);
    expect([isSo, deciding?.question.field ?? null]).toEqual(expected);
  });

  test('is shown with what the ticket had there', () => {
    expect(decide(isTagged, facts, asker).deciding).toMatchObject({ value: ['vip'] });
    expect(decide({ field: 'team', op: 'is_set' }, facts, asker).deciding).toMatchObject({ value: support });
    expect(decide(old(1), facts, asker).deciding).toMatchObject({ value: now.toISOString() });
  });
});

describe('a rule', () => {
  const rule = { id: 5, scope: everywhere, condition: isCritical };
  const about = { facts, cause: person, asker };

  test('runs when its condition holds, and is considered when it does not', () => {
    expect(consider(rule, about).outcome).toBe('runs');
    expect(consider({ ...rule, condition: isTagged }, about).outcome).toBe('considered');
  });

  test('is kept out by its inboxes and teams, by a chain it stands in and by one that is too long', () => {
    const byTeam = { ...rule, scope: { inboxes: [], teams: [billing] } };
    expect(consider(byTeam, about)).toEqual({ outcome: 'skipped', reason: { code: 'rule_other_team', values: {} } });
    const byInbox = { ...rule, scope: { inboxes: [billing], teams: [] } };
    expect(consider(byInbox, about)).toMatchObject({ reason: { code: 'rule_other_inbox' } });
    const again: Cause = { kind: 'rule', id: 6, depth: 2, chain: [5, 6] };
    expect(consider(rule, { ...about, cause: again })).toMatchObject({ reason: { code: 'rule_ran_before' } });
    const long: Cause = { kind: 'rule', id: 6, depth: maxDepth, chain: [6] };
    expect(consider(rule, { ...about, cause: long })).toMatchObject({ reason: { code: 'rule_chain_too_long' } });
  });

  test('whose condition cannot be asked fails; it never passes for one that does not hold', () => {
    const broken = { ...rule, condition: { field: 'mood', op: 'is', value: 'good' } as unknown as Condition };
    expect(consider(broken, about)).toMatchObject({ outcome: 'failed', reason: { code: 'rule_condition_broken' } });
  });
});

describe('rules that set each other off', () => {
  const occasion = { eventId: 1 };

  /** Every rule answers every event and makes as many events as it likes: the worst there could be. */
  test('always come to rest, none runs twice in a chain, and no chain is longer than ten', () => {
    const worst = fc.array(fc.integer({ min: 0, max: 2 }), { minLength: 1, maxLength: 4 });
    fc.assert(
      fc.property(worst, (eventsOf) => {
        const queue: Cause[] = [person];
        for (let handled = 0; queue.length > 0; handled++) {
          expect(handled).toBeLessThan(100_000);
          const cause = queue.shift() as Cause;
          const before: number[] = [];
          for (const [id, events] of eventsOf.entries()) {
            if (loopStop(id, cause) !== null) continue;
            const { depth, chain = [] } = actingUpon(id, { cause, occasion, before });
            before.push(id);
            expect(depth).toBeLessThanOrEqual(maxDepth);
            expect(new Set(chain).size).toBe(chain.length);
            for (let n = 0; n < events; n++) queue.push({ kind: 'rule', id, depth, chain });
          }
        }
      }),
      { numRuns: 50 },
    );
  });

  test('a chain of many different rules ends at ten', () => {
    let cause = person;
    let length = 0;
    for (let id = 1; loopStop(id, cause) === null; id++) {
      const { depth, chain } = actingUpon(id, { cause, occasion });
      cause = { kind: 'rule', id, depth, ...(chain && { chain }) };
      length++;
    }
    expect(length).toBe(maxDepth);
  });
});

describe('the instant at which time makes a condition true', () => {
  const week = Array.from({ length: 7 }, (_, day) => (day < 5 ? [[540, 1080] as const] : []));
  const calendar = { timeZone: 'UTC', week, exceptions: {} };
  const calendars = [{ id: 1, calendar, isDefault: true, teamIds: [], inboxIds: [] }];
  const about = { facts: { ...facts, nextDueAt: hoursOn(30) }, asker: { me: null, calendars } };
  const worked = (op: 'more' | 'less', value: number): Condition => ({
    field: 'created_at',
    op: `business_hours_since_${op}_than`,
    value,
  });
  const isOpen = (value: boolean): Condition => ({ field: 'is_open_now', op: 'is', value });
  const dueIn = (value: number): Condition => ({ field: 'next_due_at', op: 'hours_until_less_than', value });
  const isLate: Condition = { field: 'next_due_at', op: 'is_past' };

  test.each<[string, Condition, Date | null]>([
    ['is when the hours are over', old(2), hoursOn(2, 1)],
    ['is when the last of them are over', { all: [old(2), old(5)] }, hoursOn(5, 1)],
    ['is when the first of them are over', { any: [old(2), old(5)] }, hoursOn(2, 1)],
    ['is never, where something else fails', { all: [old(2), isTagged] }, null],
    ['is never, where it was true and ends', young(2), null],
    ['is when a denied one ends', { not: young(2) }, hoursOn(2)],
    ['is within a window', { all: [old(2), young(3)] }, hoursOn(2, 1)],
    ['is never, in a window that closes before it opens', { all: [old(3), young(2)] }, null],
    ['is on Monday morning, where six hours of Friday afternoon count', worked('more', 6), hoursOn(69, 1)],
    ['is on Monday, four hours in, where ten hours of work count', worked('more', 10), hoursOn(73, 1)],
    ['is when the desk opens next', { all: [old(10), isOpen(true)] }, hoursOn(69)],
    ['is when it closes', isOpen(false), hoursOn(6)],
    ['is so many hours before it is due', dueIn(5), hoursOn(25, 1)],
    ['is when it is due', isLate, hoursOn(30)],
    ['is never, of what never happened', { field: 'solved_at', op: 'hours_since_more_than', value: 1 }, null],
  ])('%s', (_, condition, expected) => {
    expect(nextTurn(condition, about, { after: now, to: true })).toEqual(expected);
  });

  const arbitrary = fc.letrec<{ condition: Condition }>((tie) => ({
    condition: fc.oneof(
      { maxDepth: 3 },
      fc.constantFrom(isCritical, isFree, isTagged),
      fc.integer({ min: 0, max: 6 }).map(old),
      fc.integer({ min: 0, max: 6 }).map(young),
      fc.tuple(fc.constantFrom('more', 'less'), fc.integer({ min: 0, max: 20 })).map((given) => worked(...given)),
      fc.boolean().map(isOpen),
      fc.integer({ min: 0, max: 20 }).map(dueIn),
      fc.constant(isLate),
      fc.record({ all: fc.array(tie('condition'), { maxLength: 3 }) }),
      fc.record({ any: fc.array(tie('condition'), { maxLength: 3 }) }),
      fc.record({ not: tie('condition') }),
    ),
  })).condition;

  test('is the same that looking every half hour would find', () => {
    const start = hoursOn(-1);
    fc.assert(
      fc.property(arbitrary, fc.boolean(), (condition, to) => {
        const isSo = (at: Date) => holdsAt(condition, about, at) === to;
        fc.pre(!isSo(start));
        const found = nextTurn(condition, about, { after: start, to });
        if (found) expect(isSo(found)).toBe(true);
        for (let half = 1; half <= 240; half++) {
          const at = new Date(start.getTime() + half * 0.5 * hour);
          if (found === null || at < found) expect(isSo(at)).toBe(false);
        }
      }),
    );
  });

  test('is no later than the reach of a rule: a ticket out of reach never comes to match', () => {
    fc.assert(
      fc.property(arbitrary, fc.integer({ min: 0, max: 240 }), (condition, halves) => {
        const at = hoursOn(halves / 2);
        if (!holdsAt(withinReach(condition), about, now)) expect(holdsAt(condition, about, at)).toBe(false);
      }),
    );
  });
});

describe('what an automation waits for', () => {
  const about = { facts, asker: { me: null } };
  const rule = (condition: Condition) => ({ scope: everywhere, condition });
  const plain = { before: null, from: now, isQuiet: false };
  const held = { at: null, isHeld: true };

  test.each<[string, Condition, Parameters<typeof timerAfter>[2], ReturnType<typeof timerAfter>]>([
    ['the instant ahead', old(2), plain, { at: hoursOn(2, 1), isHeld: false }],
    ['this very moment, where it became true now', isCritical, plain, { at: now, isHeld: false }],
    ['nothing, where time will not help', isTagged, plain, null],
    ['nothing more, where it was seen to already', isCritical, { ...plain, before: held }, held],
    ['nothing, of what was true when the rule was made', isCritical, { ...plain, isQuiet: true }, held],
    ['its end, where it was seen to', young(2), { ...plain, before: held }, { at: hoursOn(2), isHeld: true }],
    [
      'the instant that nobody saw to yet',
      isCritical,
      { ...plain, before: { at: hoursOn(-1), isHeld: false } },
      { at: hoursOn(-1), isHeld: false },
    ],
  ])('%s', (...[, condition, given, expected]) => {
    expect(timerAfter(rule(condition), about, given)).toEqual(expected);
  });

  test('nothing on tickets of other teams', () => {
    const elsewhere = { scope: { inboxes: [], teams: [billing] }, condition: isCritical };
    expect(timerAfter(elsewhere, about, plain)).toBe(null);
  });
});
