import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Candidate, Need } from './candidate.ts';
import { choose } from './choose.ts';

const fiscal = 1;
const english = 2;
const ana: Candidate = {
  agentId: 1,
  mayReply: true,
  isOnline: true,
  isAway: false,
  isAbsent: false,
  isWithinHours: true,
  load: 0.6,
  cap: 3,
  channelLoad: 0.6,
  channelCap: null,
  skills: { [fiscal]: 3 },
  lastAssignedAt: new Date('2026-11-21T10:00Z'),
};
const bruno: Candidate = {
  ...ana,
  agentId: 2,
  load: 0.3,
  skills: { [english]: 5 },
  lastAssignedAt: new Date('2026-11-21T11:00Z'),
};
const caio: Candidate = { ...ana, agentId: 3, load: 0.9, skills: { [fiscal]: 5, [english]: 2 }, lastAssignedAt: null };
const team = [ana, bruno, caio];
const mail: Need = { weight: 0.3, required: [], preferred: [], previousAgentId: null, gaveBack: [] };
const skill = (skillId: number, level: number) => ({ skillId, level });

describe('a ticket goes', () => {
  test.each<[string, Parameters<typeof choose>, number | null, string]>([
    ['to whose turn it is', ['round_robin', mail, team], 3, 'turn'],
    ['to who holds least', ['least_loaded', mail, team], 2, 'least_loaded'],
    [
      'to who answered this customer before',
      ['least_loaded', { ...mail, previousAgentId: 1 }, team],
      1,
      'previous_agent',
    ],
    [
      'past the previous agent who is away',
      ['least_loaded', { ...mail, previousAgentId: 1 }, [{ ...ana, isOnline: false }, bruno]],
      2,
      'least_loaded',
    ],
    [
      'to who has the skill at the level asked',
      ['skills', { ...mail, required: [skill(fiscal, 4)] }, team],
      3,
      'best_fit',
    ],
    [
      'to who fits best of what is preferred',
      ['skills', { ...mail, preferred: [skill(english, 4)] }, team],
      2,
      'best_fit',
    ],
    [
      'to who is less busy among equal fits',
      ['skills', { ...mail, preferred: [skill(fiscal, 2)] }, team],
      1,
      'best_fit',
    ],
    [
      'to somebody although nobody has what is only preferred',
      ['skills', { ...mail, preferred: [skill(9, 1)] }, team],
      2,
      'best_fit',
    ],
    [
      'to nobody when nobody has what is required',
      ['skills', { ...mail, required: [skill(9, 1)] }, team],
      null,
      'nobody',
    ],
    ['to nobody in an empty team', ['round_robin', mail, []], null, 'nobody'],
    ['to who waited longest among equals', ['least_loaded', mail, [ana, { ...caio, load: 0.6 }]], 3, 'least_loaded'],
  ])('%s', (...[, given, agentId, because]) => {
    expect(choose(...given)).toMatchObject({ agentId, because });
  });
});

test.each<[string, Partial<Candidate>, string]>([
  ['not allowed to reply', { mayReply: false }, 'may_not_reply'],
  ['on leave', { isAbsent: true, isOnline: false }, 'absent'],
  ['offline', { isOnline: false }, 'offline'],
  ['turned away', { isAway: true }, 'away'],
  ['outside working hours', { isWithinHours: false }, 'out_of_hours'],
  ['full', { load: 2.8 }, 'at_cap'],
  ['full on this channel', { channelLoad: 0.9, channelCap: 1 }, 'at_channel_cap'],
  ['without the skill', { skills: { [fiscal]: 1 } }, 'lacks_skill'],
])('who is %s is passed over, and the reason says so', (_, differs, skipped) => {
  const { agentId, considered } = choose('skills', { ...mail, required: [skill(fiscal, 2)] }, [{ ...ana, ...differs }]);
  expect([agentId, considered]).toEqual([null, [expect.objectContaining({ agentId: 1, skipped })]]);
});

test('who gave a ticket back does not get it again, and others do', () => {
  const { agentId, considered } = choose('least_loaded', { ...mail, gaveBack: [2] }, team);
  expect(agentId).toBe(1);
  expect(considered[1]).toMatchObject({ agentId: 2, skipped: 'gave_back' });
});

test('the reason names what decided: the load, the cap, and the levels of what was asked for', () => {
  const need = { ...mail, required: [skill(fiscal, 2)], preferred: [skill(english, 3)] };
  const full = { ...bruno, channelLoad: 0.9, channelCap: 1, cap: 9 };
  expect(choose('skills', need, [caio, full]).considered).toEqual([
    {
      agentId: 3,
      skipped: null,
      fit: expect.closeTo(5 / 6),
      load: 0.9,
      cap: 3,
      levels: [skill(fiscal, 5), skill(english, 2)],
    },
    { agentId: 2, skipped: 'at_channel_cap', fit: 0, load: 0.9, cap: 1, levels: [skill(fiscal, 0), skill(english, 5)] },
  ]);
});

test('ten mails fill a cap of three, and not one less', () => {
  const load = Array.from({ length: 9 }).reduce<number>((sum) => sum + 0.3, 0);
  expect(choose('least_loaded', mail, [{ ...ana, load }]).agentId).toBe(1);
  expect(choose('least_loaded', mail, [{ ...ana, load: load + 0.3 }]).agentId).toBe(null);
});

test('no cap is ever broken, everybody is accounted for, and the order asked in does not matter', () => {
  const candidate = fc.record({
    agentId: fc.integer({ min: 1, max: 1_000_000 }),
    mayReply: fc.boolean(),
    isOnline: fc.boolean(),
    isAway: fc.boolean(),
    isAbsent: fc.boolean(),
    isWithinHours: fc.boolean(),
    load: fc.integer({ min: 0, max: 40 }).map((n) => n / 10),
    cap: fc.option(fc.integer({ min: 0, max: 40 }).map((n) => n / 10)),
    channelLoad: fc.integer({ min: 0, max: 20 }).map((n) => n / 10),
    channelCap: fc.option(fc.integer({ min: 0, max: 20 }).map((n) => n / 10)),
    skills: fc.dictionary(fc.constantFrom('1', '2', '3'), fc.integer({ min: 1, max: 5 })),
    lastAssignedAt: fc.option(fc.date({ noInvalidDate: true })),
  });
  const candidates = fc.uniqueArray(candidate, { selector: ({ agentId }) => agentId, maxLength: 12 });
  const needs = fc.array(
    fc.record({ skillId: fc.integer({ min: 1, max: 3 }), level: fc.integer({ min: 1, max: 5 }) }),
    {
      maxLength: 3,
    },
  );
  const methods = fc.constantFrom('round_robin' as const, 'least_loaded' as const, 'skills' as const);
  fc.assert(
    fc.property(methods, candidates, fc.tuple(needs, needs), (method, all, [required, preferred]) => {
      const need = { ...mail, required, preferred };
      const choice = choose(method, need, all);
      expect(choice.considered.map(({ agentId }) => agentId)).toEqual(all.map(({ agentId }) => agentId));
      expect(choose(method, need, all.toReversed()).agentId).toBe(choice.agentId);
      const taken = all.find(({ agentId }) => agentId === choice.agentId);
      const isFree = choice.considered.some(({ skipped }) => skipped === null);
      expect(taken !== undefined).toBe(isFree);
      if (taken?.cap != null) expect(taken.load + need.weight).toBeLessThanOrEqual(taken.cap + 1e-9);
      if (taken?.channelCap != null)
        expect(taken.channelLoad + need.weight).toBeLessThanOrEqual(taken.channelCap + 1e-9);
    }),
  );
});
