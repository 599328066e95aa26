import { time } from '../../../domain/automation/chain.ts';
import { dependsOn, type Outside } from '../../../domain/automation/depends.ts';
import { waitingOf } from '../../../domain/automation/timer.ts';
import type { Asker } from '../../../domain/conditions/asker.ts';
import type { TicketFacts } from '../../../domain/conditions/facts.ts';
import type { Cause } from '../../../domain/events.ts';
import { transaction } from '../../platform/database/database.ts';
import type { LoggedEvent } from '../../platform/event-log/log-reader.ts';
import type { Platform, Tx } from '../../platform/platform.ts';
import { holdTickets } from '../../tickets/commands/clocks.ts';
import { readAsker } from '../../tickets/reads/asker.ts';
import { readAllFacts } from '../../tickets/reads/facts.ts';
import { whichAreHistory } from '../reads/quiet.ts';
import { type Subject, ticketsInReach, ticketsToLookAt } from '../reads/reach.ts';
import { enabledRules, type RuleRow } from '../reads/rules.ts';
import {
  beginTimers,
  forgetTimers,
  type KeptTimer,
  neverBegun,
  saveTimers,
  type TicketTimers,
  timersOf,
} from '../store/timers.ts';

// What automations wait for, worked out when something happens to a ticket and when an automation changes: nobody looks at a
// ticket until an instant of its own has come.

/** After events, whatever they were: each ticket's automations wait anew. */
export async function keepTimers(tx: Tx, p: Platform, events: readonly LoggedEvent[]): Promise<void> {
  const automations = await enabledRules(p, tx, 'automation');
  if (automations.length === 0) return;
  const byTicket = Map.groupBy(
    events.filter(({ ticketId }) => ticketId !== null),
    ({ ticketId }) => ticketId as number,
  );
  const ticketIds = [...byTicket.keys()].toSorted((a, b) => a - b);
  if (ticketIds.length === 0) return;
  const asker = await askerOf(tx, p, automations);
  await holdTickets(tx, ticketIds);
  const history = await whichAreHistory(tx, events);
  const waiting = ticketIds.map((ticketId): Waiting => {
    const ofTicket = byTicket.get(ticketId) ?? [];
    const newest = ofTicket.at(-1) as LoggedEvent;
    const isQuiet = ofTicket.every((event) => history.has(event));
    // What was filed as history happened long ago: what became true since then was never ours to see to.
    return { ticketId, from: isQuiet ? asker.now : newest.at, cause: newest.cause, isQuiet };
  });
  await setTimers(tx, { automations, asker, waiting });
}

/** What automations need to know of the desk to be asked about a ticket: its calendars, its own fields. */
export function askerOf(tx: Tx, p: Platform, rules: readonly RuleRow[]): Promise<Asker> {
  const conditions = rules.map(({ condition }) => condition);
  return readAsker(tx, { now: p.clock.now(), me: null }, conditions);
}

type Waiting = { ticketId: number; from: Date; cause: Cause; isQuiet: boolean };
type Setting = { automations: readonly RuleRow[]; asker: Asker; waiting: readonly Waiting[] };

/** The tickets are held. Three statements, however many they are. */
async function setTimers(tx: Tx, { automations, asker, waiting }: Setting): Promise<void> {
  const facts = await readAllFacts(tx, waiting);
  const ticketIds = waiting.map(({ ticketId }) => ticketId);
  const known = await timersOf(tx, ticketIds);
  const rules = automations.map(({ id }) => id);
  const set = waiting.flatMap((one, at): TicketTimers[] => {
    const about = facts[at] && { facts: facts[at], asker };
    if (!about) return [];
    const before = known.get(one.ticketId);
    const timers = automations.flatMap((rule) => timerOf(rule, about, { ...one, before }));
    const hasAny = timers.length > 0 || rules.some((id) => before?.has(id));
    return hasAny ? [{ ticketId: one.ticketId, timers }] : [];
  });
  await saveTimers(tx, set, rules);
}

function timerOf(
  rule: RuleRow,
  about: { facts: TicketFacts; asker: Asker },
  { before, from, cause, isQuiet }: Waiting & { before: ReadonlyMap<number, KeptTimer> | undefined },
): KeptTimer[] {
  const timer = waitingOf(rule, about, { before: before?.get(rule.id) ?? null, from, isQuiet });
  return timer ? [{ ...timer, ruleId: rule.id, cause }] : [];
}

/** Of an automation that was switched on or asks something else: `acts` also upon tickets of which it is true already. */
export async function beginLater(
  tx: Tx,
  p: Platform,
  { ruleId, acts }: { ruleId: number; acts: boolean },
): Promise<void> {
  await forgetTimers(tx, ruleId);
  const begun = await beginTimers(tx, ruleId);
  await addJob(tx, p, { ruleId, begun, acts, after: 0 });
}

export type Beginning = { ruleId: number; begun: number; acts: boolean; after: number };

function addJob(tx: Tx, p: Platform, beginning: Beginning): Promise<void> {
  return p.jobs.add(tx, 'begin-rule-timers', beginning, { key: `rule-timers ${beginning.ruleId} ${beginning.begun}` });
}

const atOnce = 100;

/** Some tickets, then the job of the next ones. A change of the rule meanwhile begins again and ends this run. */
export async function beginSome(p: Platform, beginning: Beginning): Promise<void> {
  await transaction(p.db, async (tx) => {
    const rule = (await enabledRules(p, tx, 'automation')).find(({ id }) => id === beginning.ruleId);
    if (rule === undefined || rule.timersBegun !== beginning.begun) return;
    const now = p.clock.now();
    const asker = await askerOf(tx, p, [rule]);
    const { condition } = rule;
    const ticketIds = await ticketsInReach(tx, { condition, asker, after: beginning.after, limit: atOnce });
    await holdTickets(tx, ticketIds);
    const waiting = ticketIds.map((ticketId) => ({ ticketId, from: now, cause: time, isQuiet: !beginning.acts }));
    await setTimers(tx, { automations: [rule], asker, waiting });
    const last = ticketIds.at(-1);
    if (last !== undefined && ticketIds.length === atOnce) await addJob(tx, p, { ...beginning, after: last });
  });
}

/** Something beside tickets changed: what depends on it waits anew, on the tickets of somebody or on all. */
export async function renewLater(tx: Tx, p: Platform, renewing: Omit<Renewing, 'after'>): Promise<void> {
  await addRenewing(tx, p, { ...renewing, after: 0 });
}

export type Renewing = { outside: Outside; of: Subject | null; after: number };

/** One run at a time for each: asked for again meanwhile, it begins again. */
function addRenewing(tx: Tx, p: Platform, renewing: Renewing): Promise<void> {
  const { outside, of } = renewing;
  return p.jobs.add(tx, 'renew-rule-timers', renewing, { key: `renew-timers ${outside} ${of?.kind} ${of?.id}` });
}

/** Some tickets, then the job of the next ones. What was acted upon stays so as long as it is true. */
export async function renewSome(p: Platform, renewing: Renewing): Promise<void> {
  const { outside, of, after } = renewing;
  await transaction(p.db, async (tx) => {
    const all = await enabledRules(p, tx, 'automation');
    const asker = await askerOf(tx, p, all);
    const rules = all.filter(({ condition }) => dependsOn(condition, outside, asker.catalogue));
    if (rules.length === 0) return;
    const ticketIds = await ticketsToLookAt(tx, { rules, of, asker, after, limit: atOnce });
    await holdTickets(tx, ticketIds);
    const waiting = ticketIds.map((ticketId) => ({ ticketId, from: asker.now, cause: time, isQuiet: false }));
    await setTimers(tx, { automations: rules, asker, waiting });
    const last = ticketIds.at(-1);
    if (last !== undefined && ticketIds.length === atOnce) await addRenewing(tx, p, { ...renewing, after: last });
  });
}

/** Automations that came with an upgrade find out what to wait for on the tickets that were there. */
export async function beginNew(p: Platform): Promise<void> {
  for (const ruleId of await neverBegun(p.db)) {
    await transaction(p.db, (tx) => beginLater(tx, p, { ruleId, acts: false }));
  }
}
