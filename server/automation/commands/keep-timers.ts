import { time } from '../../../domain/automation/chain.ts';
import { waitingOf } from '../../../domain/automation/timer.ts';
import type { Asker } from '../../../domain/conditions/asker.ts';
import type { Cause } from '../../../domain/events.ts';
import { transaction } from '../../platform/database/database.ts';
import type { LoggedEvent } from '../../platform/event-log/log-reader.ts';
import type { Platform, Tx } from '../../platform/platform.ts';
import { holdTickets } from '../../tickets/commands/clocks.ts';
import { readAsker } from '../../tickets/reads/asker.ts';
import { readFacts } from '../../tickets/reads/facts.ts';
import { isHistory } from '../reads/quiet.ts';
import { ticketsInReach } from '../reads/reach.ts';
import { enabledRules, type RuleRow } from '../reads/rules.ts';
import { beginTimers, forgetTimers, type KeptTimer, neverBegun, saveTimers, timersOf } from '../store/timers.ts';

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
  const asker = await askerOf(tx, p, automations);
  await holdTickets(tx, ticketIds);
  for (const ticketId of ticketIds) {
    const ofTicket = byTicket.get(ticketId) ?? [];
    const newest = ofTicket.at(-1) as LoggedEvent;
    const isQuiet = await areAllHistory(tx, ofTicket);
    // What was filed as history happened long ago: what became true since then was never ours to see to.
    const from = isQuiet ? asker.now : newest.at;
    await setTimers(tx, { ticketId, automations, asker, from, cause: newest.cause, isQuiet });
  }
}

/** What automations need to know of the desk to be asked about a ticket: its calendars, its own fields. */
export function askerOf(tx: Tx, p: Platform, rules: readonly RuleRow[]): Promise<Asker> {
  const conditions = rules.map(({ condition }) => condition);
  return readAsker(tx, { now: p.clock.now(), me: null }, conditions);
}

async function areAllHistory(tx: Tx, events: readonly LoggedEvent[]): Promise<boolean> {
  for (const event of events) if (!(await isHistory(tx, event))) return false;
  return true;
}

type Setting = {
  ticketId: number;
  automations: readonly RuleRow[];
  asker: Asker;
  from: Date;
  cause: Cause;
  isQuiet: boolean;
};

/** The ticket is held. */
async function setTimers(tx: Tx, { ticketId, automations, asker, from, cause, isQuiet }: Setting): Promise<void> {
  const facts = await readFacts(tx, { ticketId });
  if (facts === null) return;
  const known = await timersOf(tx, ticketId);
  const about = { facts, asker };
  const timers = automations.flatMap((rule): KeptTimer[] => {
    const before = known.get(rule.id) ?? null;
    const timer = waitingOf(rule, about, { before, from, isQuiet });
    return timer ? [{ ...timer, ruleId: rule.id, cause }] : [];
  });
  const rules = automations.map(({ id }) => id);
  if (timers.length > 0 || rules.some((id) => known.has(id))) await saveTimers(tx, { ticketId, timers, rules });
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
    for (const ticketId of ticketIds) {
      await setTimers(tx, { ticketId, automations: [rule], asker, from: now, cause: time, isQuiet: !beginning.acts });
    }
    const last = ticketIds.at(-1);
    if (last !== undefined && ticketIds.length === atOnce) await addJob(tx, p, { ...beginning, after: last });
  });
}

/** Automations that came with an upgrade find out what to wait for on the tickets that were there. */
export async function beginNew(p: Platform): Promise<void> {
  for (const ruleId of await neverBegun(p.db)) {
    await transaction(p.db, (tx) => beginLater(tx, p, { ruleId, acts: false }));
  }
}
