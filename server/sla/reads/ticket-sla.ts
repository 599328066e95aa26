import { sql } from 'kysely';
import type { TicketSla } from '../../../contract/sla.ts';
import type { Calendar } from '../../../domain/business-hours/calendar.ts';
import { AppError } from '../../../domain/errors.ts';
import type { Actor } from '../../../domain/permissions.ts';
import { accountOf, openWithin } from '../../../domain/sla/account.ts';
import type { SlaClock } from '../../../domain/sla/clock.ts';
import { type Sla, slaClocks } from '../../../domain/sla/clocks.ts';
import { priorities } from '../../../domain/tickets/ticket.ts';
import { inScope } from '../../agents/reads/scope.ts';
import type { Db, Platform } from '../../platform/platform.ts';
import { readCalendars } from '../../settings/reads/calendars.ts';
import { readMoments } from './log.ts';
import { policiesOf } from './policies.ts';

/** Computed for this very moment; what is stored is for lists, reports and timers. */
export async function readTicketSla(p: Platform, asked: { actor: Actor; number: number }): Promise<TicketSla> {
  const ticket = await ticketInScope(p.db, asked);
  const now = p.clock.now();
  const [policies, calendarOf, log] = await Promise.all([
    policiesOf(p.db, { ticketIds: [ticket.id], now }),
    readCalendars(p.db),
    readMoments(p.db, [ticket.id]),
  ]);
  const policy = policies.get(ticket.id) ?? null;
  const hours = calendarOf(ticket);
  const { calendar } = hours;
  const moments = log.get(ticket.id)?.moments ?? [];
  const nothing: Sla = { clocks: [], ledger: [] };
  const sla = policy ? slaClocks({ history: moments, promises: policy.promises, calendar, now }) : nothing;
  return {
    policy: policy && { id: policy.uuid, name: policy.name, by: policy.by },
    businessHours: { id: hours.uuid, name: hours.name, timeZone: calendar.timeZone, week: weekOf(calendar) },
    priority: priorities[ticket.priority] ?? 'medium',
    clocks: sla.clocks.map((clock) => shownClock(clock, calendar)),
    open: openHours(sla.clocks, calendar, now),
    ledger: sla.ledger.map(({ at, dueAt, ...entry }) => ({ ...entry, at: at.toISOString(), dueAt: wire(dueAt) })),
  };
}

type Found = { id: number; teamId: number | null; inboxId: number | null; priority: number };

async function ticketInScope(db: Db, { actor, number }: { actor: Actor; number: number }): Promise<Found> {
  const { rows } = await sql<Found>`
    select id, team_id as "teamId", inbox_id as "inboxId", priority from tickets
    where number = ${number} and ${inScope(actor)}`.execute(db);
  if (!rows[0]) throw new AppError('not_found', 'ticket_not_found', 'There is no such ticket.');
  return rows[0];
}

function shownClock(clock: SlaClock, calendar: Calendar): TicketSla['clocks'][number] {
  return {
    metric: clock.metric,
    startedAt: clock.startedAt.toISOString(),
    target: clock.target,
    state: clock.end?.how ?? (clock.isPaused ? 'paused' : 'running'),
    dueAt: wire(clock.dueAt),
    endedAt: wire(clock.end?.at ?? null),
    breachedAt: wire(clock.breachedAt),
    leftSeconds: Math.round(clock.left / 1000),
    runs: clock.runs.map(({ from, to }) => ({ from: from.toISOString(), to: wire(to) })),
    account: accountOf(clock, calendar),
  };
}

const mostStretches = 150;

function openHours(clocks: readonly SlaClock[], calendar: Calendar, now: Date): TicketSla['open'] {
  const times = clocks.flatMap(({ startedAt, dueAt }) => [startedAt, dueAt ?? startedAt]);
  const [from, to] = [Math.min(...times.map(Number)), Math.max(now.getTime(), ...times.map(Number))];
  if (times.length === 0) return [];
  const spans: TicketSla['open'] = [];
  for (const [open, closed] of openWithin(calendar, from, to)) {
    spans.push({ from: new Date(open).toISOString(), to: new Date(closed).toISOString() });
    if (spans.length > mostStretches) return [];
  }
  return spans;
}

/** As plain arrays of pairs, which is how it is stored. */
function weekOf({ week }: Calendar): TicketSla['businessHours']['week'] {
  return week.map((day) => day.map(([from, to]) => [from, to]));
}

function wire(at: Date | null): string | null {
  return at?.toISOString() ?? null;
}
