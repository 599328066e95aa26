import type { Calendar, Hours } from '../domain/business-hours/calendar.ts';
import { slaClocks } from '../domain/sla/clocks.ts';
import { momentsOf } from '../domain/sla/moments.ts';
import type { SlaPromises, SlaTarget } from '../domain/sla/policy.ts';
import type { ReplayedEvent } from '../domain/tickets/replay.ts';

/**
 * What it costs to compute the clocks of a ticket with 200 events anew, from its log: `node bench/sla-clocks.ts`. The goal is under
 * 2 ms, with a split day and holidays. The open hours of a calendar are worked out once, for the first ticket that asks.
 */
const split: readonly Hours[] = [
  [540, 720],
  [780, 1080],
];
const exceptions = Object.fromEntries(['2026-01-01', '2026-04-21', '2026-09-07', '2026-12-25'].map((day) => [day, []]));
const newCalendar = (): Calendar => ({
  timeZone: 'America/Sao_Paulo',
  week: [split, split, split, split, split, [], []],
  exceptions,
});
const target = (minutes: number): SlaTarget => ({ minutes, hours: 'business' });
const each = (minutes: number) => ({
  low: target(4 * minutes),
  medium: target(2 * minutes),
  high: target(minutes),
  critical: target(minutes / 2),
});
const promises: SlaPromises = {
  targets: { first_reply: each(120), next_reply: each(240), resolution: each(2_400) },
  pausesIn: ['pending', 'on_hold'],
};

const hour = 3_600_000;
const start = Date.parse('2026-01-05T12:00:00.000Z');
const turns = ['message.received', 'message.sent', 'ticket.status_changed', 'ticket.priority_changed'] as const;
const said: ReplayedEvent['changes'][] = [
  {},
  {},
  { statusCategory: ['open', 'pending'] },
  { statusCategory: ['pending', 'open'], priority: ['medium', 'high'] },
];
const events: ReplayedEvent[] = Array.from({ length: 200 }, (_, at) => ({
  type: at === 0 ? 'ticket.opened' : (turns[at % 4] ?? 'message.received'),
  at: new Date(start + at * 30 * hour).toISOString(),
  actorKind: 'agent',
  ticketVersion: at,
  changes: at === 0 ? { statusCategory: [null, 'new'], priority: [null, 'medium'] } : (said[at % 4] ?? {}),
  details: {},
}));
const now = new Date(start + 201 * 30 * hour);

/** CPU of one computing, so that whoever else works on the machine does not count. */
function measured(rounds: number, calendarOf: () => Calendar): number {
  const compute = () => {
    const { clocks } = slaClocks({ history: momentsOf(events), promises, calendar: calendarOf(), now });
    if (clocks.length < 50) throw new Error('These are not the clocks that were to be measured.');
  };
  for (let round = 0; round < rounds; round++) compute();
  const before = process.cpuUsage();
  for (let round = 0; round < rounds; round++) compute();
  const { user, system } = process.cpuUsage(before);
  return (user + system) / 1000 / rounds;
}

const known = newCalendar();
const usual = measured(500, () => known);
const first = measured(50, newCalendar);
process.stdout.write(`clocks of a ticket with 200 events: ${usual.toFixed(2)} ms of CPU (goal: 2)\n`);
process.stdout.write(`the first ticket after a calendar changed: ${first.toFixed(2)} ms of CPU\n`);
if (usual > 2) process.exitCode = 1;
