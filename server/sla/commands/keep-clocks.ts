import type { EventDraft } from '../../../domain/events.ts';
import { slaClocks } from '../../../domain/sla/clocks.ts';
import type { SlaMoment } from '../../../domain/sla/history.ts';
import { type ClockNews, newsOf } from '../../../domain/sla/news.ts';
import type { Ticket } from '../../../domain/tickets/ticket.ts';
import { transaction } from '../../platform/database/database.ts';
import { recordEvents } from '../../platform/event-log/event-log.ts';
import type { Platform, Tx } from '../../platform/platform.ts';
import { holdTicket, keepNextDue } from '../../tickets/commands/clocks.ts';
import { calendarOf } from '../reads/calendars.ts';
import { readMoments } from '../reads/log.ts';
import { type PolicyRow, policyOf } from '../reads/policies.ts';
import {
  activeTicketsAfter,
  hasTicketsButNoClocks,
  type KeptClock,
  keyOf,
  readTold,
  saveClocks,
  ticketsToTell,
} from '../store/clocks.ts';

// The clocks of tickets: computed from the log whenever something happened, a timer is due or the rules changed. What they
// promise stands in domain/sla; who is told of a warning is for the rooms that read the log.

type Computed = KeptClock & { news: ClockNews['news'] };

/** Computes a ticket's clocks anew and tells what they say by themselves; `tellsMoves`: also that it is due at another time. */
export async function keepClocks(
  tx: Tx,
  p: Platform,
  { ticketId, tellsMoves = false }: { ticketId: number; tellsMoves?: boolean },
): Promise<void> {
  const ticket = await holdTicket(tx, p, ticketId);
  const now = p.clock.now();
  const policy = await policyOf(tx, { ticketId, now });
  const { moments, lastEvent } = await readMoments(tx, ticketId);
  const clocks = policy === null ? [] : await computeClocks(tx, { ticket, policy, moments, now });
  await saveClocks(tx, { ticketId, policyId: policy?.id ?? null, throughEvent: lastEvent, clocks });

  const drafts = clocks.flatMap(draftOf);
  const hasMoved = await keepNextDue(tx, ticketId, nextDueOf(clocks));
  if (hasMoved && tellsMoves) drafts.push(moved);
  const cause = { kind: 'system' as const, id: null, depth: 0 };
  await recordEvents(tx, { at: now, actor: { kind: 'system' }, cause, channel: null, ticketId }, drafts);
}

const moved: EventDraft = { type: 'sla.recomputed', reason: { code: 'sla_rules_changed', values: {} } };
const untold = { isWarned: false, isBreachTold: false };

type Known = { ticket: Ticket; policy: PolicyRow; moments: readonly SlaMoment[]; now: Date };

async function computeClocks(tx: Tx, { ticket, policy, moments, now }: Known): Promise<Computed[]> {
  const { promises, warnMinutes } = policy;
  const { calendar } = await calendarOf(tx, ticket);
  const told = await readTold(tx, ticket.id);
  return slaClocks({ history: moments, promises, calendar, now }).clocks.map((clock) => {
    const before = told.get(keyOf(clock)) ?? untold;
    return { clock, ...newsOf({ clock, told: before, warnMinutes, calendar, now }) };
  });
}

function nextDueOf(computed: readonly Computed[]): Date | null {
  const due = computed.flatMap(({ clock }) => (clock.end === null && clock.dueAt !== null ? [clock.dueAt] : []));
  return due.toSorted((a, b) => a.getTime() - b.getTime())[0] ?? null;
}

function draftOf({ clock, news }: Computed): EventDraft[] {
  if (news === null) return [];
  return [{ type: `sla.${news}`, details: { metric: clock.metric, dueAt: clock.dueAt?.toISOString() ?? null } }];
}

const atOnce = 100;

/** Tells the warnings and breaches whose time has come, each ticket in a commit of its own. True: there may be more. */
export async function tellDueClocks(p: Platform): Promise<boolean> {
  const due = await ticketsToTell(p.db, p.clock.now(), atOnce);
  for (const ticketId of due) await transaction(p.db, (tx) => keepClocks(tx, p, { ticketId }));
  return due.length > 0;
}

/** After a change of policies, business hours or the company's time zone: every active ticket, some at a time. */
export async function recomputeAfter(p: Platform, after: number): Promise<void> {
  const ids = await activeTicketsAfter(p.db, after, atOnce);
  for (const ticketId of ids) await transaction(p.db, (tx) => keepClocks(tx, p, { ticketId, tellsMoves: true }));
  const last = ids.at(-1);
  if (last !== undefined && ids.length === atOnce) await transaction(p.db, (tx) => recomputeLater(tx, p, last));
}

/** A desk that had tickets before it had clocks gives them some when its first worker starts. */
export async function beginClocks(p: Platform): Promise<void> {
  if (await hasTicketsButNoClocks(p.db)) await transaction(p.db, (tx) => recomputeLater(tx, p));
}

/** One run at a time goes through the tickets; asked for again meanwhile, it begins again. */
export async function recomputeLater(tx: Tx, p: Platform, after = 0): Promise<void> {
  await p.jobs.add(tx, 'recompute-sla', { after }, { key: 'recompute-sla' });
}
