import { describe, expect, test } from 'vitest';
import type { Calendar } from '../business-hours/calendar.ts';
import type { Considered } from './candidate.ts';
import { type HeldTicket, type Holder, type ReturnRules, reasonToReturn } from './give-back.ts';
import { type MatchedNeed, skillsAsked } from './needs.ts';
import { mostNamed, reasonOf } from './reason.ts';
import { isAbsent, isWithinHours } from './working.ts';

const nineToSix: Calendar = {
  timeZone: 'America/Sao_Paulo',
  week: [...Array.from({ length: 5 }, () => [[540, 1080]] as const), [], []],
  exceptions: {},
};
const monday = (time: string) => new Date(`2026-11-30T${time}-03:00`);

describe('what a ticket asks for', () => {
  const need = (kind: MatchedNeed['kind'], skillId: number, level: number): MatchedNeed => ({ kind, skillId, level });
  test.each<[string, MatchedNeed[], ReturnType<typeof skillsAsked>]>([
    ['is nothing where no rule holds', [], { required: [], preferred: [] }],
    [
      'is the highest level of several rules',
      [need('require', 1, 2), need('require', 1, 4)],
      { required: [{ skillId: 1, level: 4 }], preferred: [] },
    ],
    [
      'is required where one rule requires it, and another only prefers it',
      [need('prefer', 1, 5), need('require', 1, 2), need('prefer', 2, 3)],
      { required: [{ skillId: 1, level: 2 }], preferred: [{ skillId: 2, level: 3 }] },
    ],
  ])('%s', (_, matched, asked) => {
    expect(skillsAsked(matched)).toEqual(asked);
  });
});

describe('an agent', () => {
  const vacation = { calendar: nineToSix, absences: [{ from: '2026-12-21', to: '2027-01-04' }] };
  test.each<[string, string, boolean]>([
    ['still works the evening before', '2026-12-20T23:30-03:00', false],
    ['is on leave from the first midnight of their own time zone', '2026-12-21T00:10-03:00', true],
    ['is on leave on the last day to its end', '2027-01-04T23:50-03:00', true],
    ['is back the day after', '2027-01-05T00:10-03:00', false],
  ])('%s', (_, at, absent) => {
    expect(isAbsent(vacation, new Date(at))).toBe(absent);
  });

  test('works by the clock of their own time zone', () => {
    const hours = { calendar: nineToSix, absences: [] };
    expect([monday('08:59'), monday('09:00'), monday('18:01')].map((at) => isWithinHours(hours, at))).toEqual([
      false,
      true,
      false,
    ]);
  });
});

describe('a ticket', () => {
  const rules: ReturnRules = { absentMinutes: 15, silentMinutes: 60, returnsAnswered: false };
  const there: Holder = { isActive: true, isAway: false, goneSince: null };
  const given: HeldTicket = { agentId: 7, givenAt: monday('09:00'), isAnswered: false, hasSignOfLife: false };
  const gone = (time: string, isAway = false): Holder => ({ isActive: true, isAway, goneSince: monday(time) });
  type Case = { ticket?: Partial<HeldTicket>; holder?: Holder; rules?: Partial<ReturnRules>; now?: Date };

  test.each<[string, Case, string | null]>([
    ['stays with who is there and at work', {}, null],
    ['stays through a short absence', { holder: gone('09:20') }, null],
    ['goes back when its agent stays offline', { holder: gone('09:10') }, 'returned_offline'],
    ['goes back when its agent stays away', { holder: gone('09:10', true) }, 'returned_away'],
    ['stays where the team does not mind absence', { holder: gone('09:00'), rules: { absentMinutes: null } }, null],
    ['stays when a person gave it', { ticket: { givenAt: null }, holder: gone('09:00') }, null],
    ['goes back after an hour of silence', { now: monday('10:00') }, 'returned_silent'],
    ['stays where the agent did something in it', { ticket: { hasSignOfLife: true }, now: monday('17:00') }, null],
    ['stays for good where silence has no limit', { rules: { silentMinutes: null }, now: monday('17:00') }, null],
    [
      'counts no silence of the night',
      { ticket: { givenAt: new Date('2026-11-27T17:30-03:00') }, now: monday('09:29') },
      null,
    ],
    ['stays with who answered it', { ticket: { isAnswered: true }, holder: gone('09:00') }, null],
    [
      'goes back although answered where the team wants it',
      { ticket: { isAnswered: true }, holder: gone('09:00'), rules: { returnsAnswered: true } },
      'returned_offline',
    ],
    [
      'goes back at once from an account that was turned off, whoever gave it',
      { ticket: { givenAt: null }, holder: { ...there, isActive: false }, rules: { absentMinutes: null } },
      'returned_disabled',
    ],
  ])('%s', (_, { ticket, holder = there, rules: differs, now = monday('09:30') }, code) => {
    const at = { rules: { ...rules, ...differs }, holder, calendar: nineToSix, now };
    expect(reasonToReturn({ ...given, ...ticket }, at)?.code ?? null).toBe(code);
  });
});

test('a stored reason names who took it, then who could have, then who was passed over, and counts those beyond twenty', () => {
  const one = (agentId: number, skipped: Considered['skipped'], fit: number): Considered => ({
    agentId,
    skipped,
    fit,
    load: 0.1 + 0.2,
    cap: 3,
    levels: [],
  });
  const considered = [one(1, 'offline', 0), one(2, null, 0.5), one(3, null, 0.9)];
  const many = Array.from({ length: 25 }, (_, id) => one(10 + id, 'at_cap', 0));
  const need = { required: [], preferred: [] };
  const choice = { agentId: 2, because: 'previous_agent' as const, considered: [...considered, ...many] };
  const { code, values } = reasonOf('skills', need, choice);
  expect(code).toBe('assigned_previous_agent');
  expect(values.considered.slice(0, 3).map(({ agentId }) => agentId)).toEqual([2, 3, 1]);
  expect(values.considered[0]?.load).toBe(0.3);
  expect([values.considered.length, values.others]).toEqual([mostNamed, 8]);
});
