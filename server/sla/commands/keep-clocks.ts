import type { Calendar } from '../../../domain/business-hours/calendar.ts';
import type { EventDraft } from '../../../domain/events.ts';
import { slaClocks } from '../../../domain/sla/clocks.ts';
import type { SlaMoment } from '../../../domain/sla/history.ts';
import { nextDueOf } from '../../../domain/sla/moves.ts';
import { type ClockNews, newsOf, type ToldClock, toldBefore } from '../../../domain/sla/news.ts';
import { transaction } from '../../platform/database/database.ts';
import { recordEvents } from '../../platform/event-log/event-log.ts';
import type { Platform, Tx } from '../../platform/platform.ts';
import { readCalendars } from '../../settings/reads/calendars.ts';
import { holdTickets, keepNextDue } from '../../tickets/commands/clocks.ts';
import { readMoments } from '../reads/log.ts';
import { type PolicyRow, policiesOf } from '../reads/policies.ts';
import {
  activeTicketsAfter,
  hasTicketsButNoClocks,
  type KeptClock,
  type KeptTicket,
  readTold,
  saveClocks,
  ticketsToTell,
} from '../store/clocks.ts';

// The clocks of tickets: computed from the log whenever something happened, a timer is due or the rules changed. What they
// promise stands in domain/sla; who is told of a warning is for the rooms that read the log.

type Computed = KeptClock & { news: ClockNews['news'] };
type ComputedTicket = KeptTicket & { clocks: Computed[] };

/** Computes the clocks of tickets anew and tells what they say by themselves; `tellsMoves`: also who is due at another time. */
export async function keepClocks(
  tx: Tx,
  p: Platform,
  { ticketIds, tellsMoves = false }: { ticketIds: readonly number[]; tellsMoves?: boolean },
): Promise<void> {
  if (ticketIds.length === 0) return;
  const tickets = await holdTickets(tx, ticketIds);
  const computed = await compute(tx, tickets, p.clock.now());
  await saveClocks(tx, computed);
  const moved = await keepNextDue(
    tx,
    new Map(computed.map(({ ticketId, clocks }) => [ticketId, nextDueOf(clocks.map(({ clock }) => clock))])),
  );
  for (const { ticketId, clocks } of computed) {
    const drafts = clocks.flatMap(draftOf);
    if (tellsMoves && moved.has(ticketId)) drafts.push(recomputed);
    await tell(tx, p, { ticketId, drafts });
  }
}

const untold = { mark: 0, isBreachTold: false };

async function compute(tx: Tx, tickets: Awaited<ReturnType<typeof holdTickets>>, now: Date): Promise<ComputedTicket[]> {
  const ticketIds = tickets.map(({ id }) => id);
  const policies = await policiesOf(tx, { ticketIds, now });
  const calendarOf = await readCalendars(tx);
  const log = await readMoments(tx, ticketIds);
  const told = await readTold(tx, ticketIds);
  return tickets.map((ticket) => {
    const policy = policies.get(ticket.id);
    const { moments, lastEvent } = log.get(ticket.id) ?? { moments: [], lastEvent: 0 };
    const { calendar } = calendarOf(ticket);
    const clocks = policy ? clocksBy(policy, { moments, calendar, now, told: told.get(ticket.id) ?? [] }) : [];
    return { ticketId: ticket.id, throughEvent: lastEvent, clocks };
  });
}

type Given = { moments: readonly SlaMoment[]; calendar: Calendar; now: Date; told: readonly ToldClock[] };

function clocksBy({ promises, warnings }: PolicyRow, { moments, calendar, now, told }: Given): Computed[] {
  const { clocks } = slaClocks({ history: moments, promises, calendar, now });
  return clocks.map((clock) => {
    const before = toldBefore(clock, { clocks, told }) ?? untold;
    return { clock, ...newsOf({ clock, told: before, warnings, calendar, now }) };
  });
}

const recomputed: EventDraft = { type: 'sla.recomputed', reason: { code: 'sla_rules_changed', values: {} } };

async function tell(tx: Tx, p: Platform, told: { ticketId: number; drafts: EventDraft[] }): Promise<void> {
  const { ticketId, drafts } = told;
  const cause = { kind: 'system' as const, id: null, depth: 0 };
  await recordEvents(tx, { at: p.clock.now(), actor: { kind: 'system' }, cause, channel: null, ticketId }, drafts);
}

function draftOf({ clock, news }: Computed): EventDraft[] {
  if (news === null) return [];
  return [{ type: `sla.${news}`, details: { metric: clock.metric, dueAt: clock.dueAt?.toISOString() ?? null } }];
}

const atOnce = 50;

/** Tells the warnings and breaches whose time has come. True: there may be more. */
export async function tellDueClocks(p: Platform): Promise<boolean> {
  const ticketIds = await ticketsToTell(p.db, p.clock.now(), atOnce);
  if (ticketIds.length === 0) return false;
  // A policy that is chosen by the time of day may move a due time here, with nothing else to tell of it.
  await transaction(p.db, (tx) => keepClocks(tx, p, { ticketIds, tellsMoves: true }));
  return true;
}

/** After a change of policies, business hours or the company's time zone: every active ticket, some at a time. */
export async function recomputeAfter(p: Platform, after: number): Promise<void> {
  const ticketIds = await activeTicketsAfter(p.db, after, atOnce);
  const last = ticketIds.at(-1);
  await transaction(p.db, async (tx) => {
    await keepClocks(tx, p, { ticketIds, tellsMoves: true });
    if (last !== undefined && ticketIds.length === atOnce) await recomputeLater(tx, p, last);
  });
}

/** A desk that had tickets before it had clocks gives them some when its first worker starts. */
export async function beginClocks(p: Platform): Promise<void> {
  if (await hasTicketsButNoClocks(p.db)) await transaction(p.db, (tx) => recomputeLater(tx, p));
}

/** One run at a time goes through the tickets; asked for again meanwhile, it begins again. */
export async function recomputeLater(tx: Tx, p: Platform, after = 0): Promise<void> {
  await p.jobs.add(tx, 'recompute-sla', { after }, { key: 'recompute-sla' });
}
