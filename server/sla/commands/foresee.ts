import type { z } from 'zod';
import type { SlaMoves, slaMovesBody } from '../../../contract/sla-moves.ts';
import type { Calendar } from '../../../domain/business-hours/calendar.ts';
import { daysThatDiffer, type Holiday } from '../../../domain/business-hours/holidays.ts';
import type { Actor } from '../../../domain/permissions.ts';
import { checkTimeZone } from '../../../domain/time-zone.ts';
import type { Platform } from '../../platform/platform.ts';
import { type NamedCalendar, readAllCalendars } from '../../settings/reads/calendars.ts';
import { readSettings } from '../../settings/reads.ts';
import { checkCondition } from '../../tickets/reads/asker.ts';
import { businessHoursNotFound, getBusinessHours } from '../reads/business-hours.ts';
import { readMoves, type SlaRules } from '../reads/moves.ts';
import { type PolicyRow, policyNotFound, readPolicies } from '../reads/policies.ts';
import { readSources } from '../store/holidays.ts';
import { readNewSources, type SourceGiven, unknownSource } from './holiday-sources.ts';
import { type NamedUsers, usersBy } from './manage-business-hours.ts';

// What a change that nobody has saved would move: the rules of now with the change in them, and nothing written.

type Change = z.output<typeof slaMovesBody>;
type PolicyChange = Extract<Change, { change: 'policy' }>;
type HoursChange = Extract<Change, { change: 'business_hours' }>;

export async function foreseeMoves(p: Platform, asked: { actor: Actor; change: Change }): Promise<SlaMoves> {
  const now = { policies: await readPolicies(p.db), calendars: await readAllCalendars(p.db) };
  return readMoves(p, { actor: asked.actor, before: now, after: await changed(p, now, asked.change) });
}

async function changed(p: Platform, rules: SlaRules, change: Change): Promise<SlaRules> {
  const { policies, calendars } = rules;
  switch (change.change) {
    case 'policy':
      if (change.policy.condition) await checkCondition(p.db, change.policy.condition, 'sql');
      return { ...rules, policies: withPolicy(policies, change) };
    case 'policy_removed':
      return { ...rules, policies: policies.filter(({ uuid }) => uuid !== change.id) };
    case 'policy_order':
      return { ...rules, policies: inOrder(policies, change.policies) };
    case 'business_hours':
      return { ...rules, calendars: await withHours(p, calendars, change) };
    case 'business_hours_removed':
      return { ...rules, calendars: calendars.filter(({ uuid, isDefault }) => uuid !== change.id || isDefault) };
  }
}

const nothing = { targets: {}, pausesIn: [] };
const newPolicy: PolicyRow = {
  ...{ id: -1, uuid: '', name: '', position: 0, isEnabled: true, condition: { all: [] } },
  ...{ promises: nothing, warnings: [] },
};

function withPolicy(policies: readonly PolicyRow[], { id, policy }: PolicyChange): PolicyRow[] {
  const before = id === null ? newPolicy : policies.find(({ uuid }) => uuid === id);
  if (!before) throw policyNotFound();
  const { targets = before.promises.targets, pausesIn = before.promises.pausesIn } = policy;
  const { condition = before.condition, isEnabled = before.isEnabled } = policy;
  const after = { ...before, condition, isEnabled, promises: { targets, pausesIn } };
  return id === null ? [...policies, after] : policies.map((one) => (one === before ? after : one));
}

function inOrder(policies: readonly PolicyRow[], uuids: readonly string[]): PolicyRow[] {
  const placeOf = ({ uuid }: PolicyRow) => (uuids.includes(uuid) ? uuids.indexOf(uuid) : uuids.length);
  return policies.toSorted((a, b) => placeOf(a) - placeOf(b));
}

const neverOpen: NamedCalendar = {
  ...{ id: -1, uuid: '', name: '', isDefault: false, teamIds: [], inboxIds: [] },
  calendar: { timeZone: 'UTC', week: [], exceptions: {} },
};

async function withHours(
  p: Platform,
  calendars: readonly NamedCalendar[],
  { id, hours }: HoursChange,
): Promise<NamedCalendar[]> {
  const { teams, inboxes, sources, ...fields } = hours;
  checkTimeZone(fields.timeZone);
  const before = id === null ? neverOpen : calendars.find(({ uuid }) => uuid === id);
  if (!before) throw businessHoursNotFound();
  const users = await usersBy(p.db, { ...(teams && { teams }), ...(inboxes && { inboxes }) } satisfies NamedUsers);
  const [teamIds, inboxIds] = [users.teams ?? before.teamIds, users.inboxes ?? before.inboxIds];
  const calendar = await calendarBy(p, before, { ...fields, ...(sources && { sources }) });
  const after = { ...before, calendar, teamIds, inboxIds };
  const without = (ids: readonly number[], taken: readonly number[]) => ids.filter((one) => !taken.includes(one));
  const others = calendars
    .filter((one) => one !== before)
    .map((one) => ({ ...one, teamIds: without(one.teamIds, teamIds), inboxIds: without(one.inboxIds, inboxIds) }));
  return [...others, after];
}

type Drafted = Omit<HoursChange['hours'], 'teams' | 'inboxes' | 'sources'> & { sources?: readonly SourceGiven[] };

async function calendarBy(p: Platform, before: NamedCalendar, { timeZone, week, ...days }: Drafted): Promise<Calendar> {
  const zone = timeZone === null ? (await readSettings(p)).timeZone : (timeZone ?? before.calendar.timeZone);
  const isSame = days.holidays === undefined && days.sources === undefined;
  const exceptions = isSame ? before.calendar.exceptions : hoursByDate(await daysBy(p, before, { ...days, zone }));
  return { timeZone: zone, week: week ?? before.calendar.week, exceptions };
}

async function daysBy(
  p: Platform,
  { id, uuid }: NamedCalendar,
  { holidays, sources, zone }: { holidays?: Holiday[]; sources?: readonly SourceGiven[]; zone: string },
): Promise<Holiday[]> {
  const kept = uuid === '' ? [] : await readSources(p.db, id);
  const byHand = holidays ?? (uuid === '' ? [] : (await getBusinessHours(p, uuid)).holidays);
  if (sources === undefined) return daysThatDiffer(byHand, kept);
  const ready = await readNewSources(p, sources, zone);
  const lists = ready.map((source) => {
    if (!('id' in source)) return source;
    const known = kept.find((one) => one.uuid === source.id);
    if (!known) throw unknownSource();
    return { ...known, choices: source.choices };
  });
  return daysThatDiffer(byHand, lists);
}

function hoursByDate(days: readonly Holiday[]): Calendar['exceptions'] {
  return Object.fromEntries(days.map(({ date, hours }) => [date, hours]));
}
