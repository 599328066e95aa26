import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { alwaysOpen } from '../business-hours/calendar.ts';
import type { EventType, FieldChanges } from '../events.ts';
import { openedByMerge } from '../tickets/merge.ts';
import { branchOf, pathOf, topOf } from '../tickets/merge-tree.ts';
import { statuses } from '../tickets/ticket.fixture.ts';
import { slaClocks } from './clocks.ts';
import { momentsAmong } from './merged-moments.ts';
import { momentsOf } from './moments.ts';
import type { OwnedEvent } from './owned-event.ts';
import type { SlaPromises } from './policy.ts';

const hours = (count: number) => ({ minutes: count * 60, hours: 'calendar' as const });
const promises: SlaPromises = {
  targets: {
    first_reply: { medium: hours(8) },
    next_reply: { medium: hours(4) },
    resolution: { medium: hours(40) },
  },
  pausesIn: ['pending'],
};

/** A desk at its smallest: it writes the log of what is done, and moves messages as merge-tree.ts says. */
function aDesk() {
  const events: OwnedEvent[] = [];
  const merges = new Map<number, number>();
  const status = new Map<number, string>();
  const answered = new Set<number>();
  let versions = 0;
  let hour = 0;
  const at = () => new Date(Date.UTC(2026, 10, 16, hour)).toISOString();
  const write = (ticketId: number, type: EventType, more: Partial<OwnedEvent> = {}) =>
    events.push({
      ...{ id: events.length + 1, type, at: at(), ticketId, ownerId: ticketId, actorKind: 'agent' },
      ...{ ticketVersion: versions, changes: {}, details: {}, ...more },
    });
  const turn = (ticketId: number, to: string): FieldChanges => {
    const from = status.get(ticketId) ?? null;
    status.set(ticketId, to);
    return { status: [from, to], statusCategory: [from, to] };
  };
  const reopen = (ticketId: number, more: Partial<OwnedEvent> = {}) => {
    if (!['pending', 'solved'].includes(status.get(ticketId) ?? '')) return;
    write(ticketId, 'ticket.status_changed', { changes: turn(ticketId, 'open'), ...more });
  };
  const before = new Map<number, string>();
  const wroteSince = new Set<number>();
  /** As the desk asks its log when a merge is undone, with what its customers wrote since. */
  const wasBefore = (ticketId: number) => {
    const log = events.filter((event) => event.ticketId === ticketId);
    const stillIn = new Set([...merges].filter(([, into]) => into === ticketId).map(([from]) => from));
    const opened = openedByMerge(log, { stillIn, statuses });
    const wrote = ({ type, at: when, ownerId }: OwnedEvent) =>
      type === 'message.received' && topOf(merges, ownerId) === ticketId && new Date(when) > (opened?.since ?? 0);
    return opened === null || events.some(wrote) ? null : opened.was.status?.slug;
  };
  const waits = (top: number) => branchOf(merges, top).some((one) => !answered.has(one));
  return {
    events,
    status,
    merges,
    at: (to: number) => {
      hour = to;
      versions += 1;
    },
    open: (ticketId: number) => {
      write(ticketId, 'ticket.opened', { changes: turn(ticketId, 'new') });
      write(ticketId, 'message.received');
    },
    writes: (ticketId: number) => {
      const top = topOf(merges, ticketId);
      if (status.get(top) === 'closed') return;
      answered.delete(ticketId);
      wroteSince.add(ticketId);
      write(top, 'message.received', { ownerId: ticketId });
      reopen(top, { ownerId: ticketId });
    },
    reply: (ticketId: number) => {
      if (merges.has(ticketId)) return;
      for (const one of branchOf(merges, ticketId)) answered.add(one);
      write(ticketId, 'message.sent');
    },
    turn: (ticketId: number, to: string) => {
      if (merges.has(ticketId) || status.get(ticketId) === to) return;
      write(ticketId, 'ticket.status_changed', { changes: turn(ticketId, to) });
    },
    merge: (from: number, into: number) => {
      if (from === into || merges.has(from) || merges.has(into)) return;
      const awaitsAnswer = waits(from) && status.get(from) !== 'solved';
      write(into, 'ticket.took_in', { details: { ticketId: from, awaitsAnswer } });
      if (awaitsAnswer) reopen(into);
      before.set(from, status.get(from) as string);
      wroteSince.delete(from);
      write(from, 'ticket.merged', { changes: turn(from, 'closed'), details: { ticketId: into } });
      merges.set(from, into);
    },
    undo: (ticketId: number) => {
      const into = merges.get(ticketId);
      if (into === undefined) return;
      const [, ...upwards] = pathOf(merges, ticketId);
      merges.delete(ticketId);
      for (const one of upwards) {
        const was = wasBefore(one);
        write(one, 'ticket.gave_back', { changes: was ? turn(one, was) : {}, details: { ticketId } });
      }
      write(ticketId, 'ticket.unmerged', {
        changes: turn(ticketId, before.get(ticketId) as string),
        details: { ticketId: into },
      });
      if (wroteSince.has(ticketId)) reopen(ticketId);
    },
    clocks: (ticketId: number, now: number) => clocksOf(momentsAmong(events, ticketId), now),
  };
}

type Desk = ReturnType<typeof aDesk>;

function clocksOf(history: ReturnType<typeof momentsOf>, now: number): string[] {
  const { clocks } = slaClocks({ history, promises, calendar: alwaysOpen, now: new Date(Date.UTC(2026, 10, 16, now)) });
  const hour = (date: Date | null) => date && (date.getTime() - Date.UTC(2026, 10, 16)) / 3_600_000;
  return clocks.map(({ metric, startedAt, dueAt, end, isPaused }) => {
    const state = end?.how ?? (isPaused ? 'paused' : 'running');
    return `${metric} from ${hour(startedAt)} ${state}${dueAt ? ` due ${hour(dueAt)}` : ''}`;
  });
}

type Deed = [hour: number, what: (desk: Desk) => void];

function deskAfter(deeds: Deed[]): Desk {
  const desk = aDesk();
  for (const [hour, deed] of deeds) {
    desk.at(hour);
    deed(desk);
  }
  return desk;
}

const [a, b, c] = [1, 2, 3] as const;
const bothWait: Deed[] = [
  [0, (desk) => desk.open(a)],
  [2, (desk) => desk.open(b)],
];
const onlyAWaits: Deed[] = [...bothWait, [3, (desk) => desk.reply(b)]];
const merged: Deed = [5, (desk) => desk.merge(a, b)];

describe('a ticket that takes another in', () => {
  test.each<[string, Deed[], string[]]>([
    [
      'owes its answer since the older of two customers wrote',
      [...bothWait, merged],
      ['first_reply from 0 running due 8', 'resolution from 2 running due 42'],
    ],
    [
      'owes the next reply to who waits in the other, since they wrote',
      [...onlyAWaits, merged],
      ['first_reply from 2 met due 10', 'resolution from 2 running due 42', 'next_reply from 0 running due 4'],
    ],
    [
      'owes nothing for one that was answered',
      [...onlyAWaits, [4, (desk) => desk.reply(a)], merged],
      ['first_reply from 2 met due 10', 'resolution from 2 running due 42'],
    ],
    [
      'pays both with one answer',
      [...bothWait, merged, [6, (desk) => desk.reply(b)]],
      ['first_reply from 0 met due 8', 'resolution from 2 running due 42'],
    ],
    [
      'owes what comes for the other afterwards as well',
      [...bothWait, merged, [6, (desk) => desk.reply(b)], [7, (desk) => desk.writes(a)]],
      ['first_reply from 0 met due 8', 'resolution from 2 running due 42', 'next_reply from 7 running due 11'],
    ],
    [
      'works on its solution again where the other customer waits',
      [...onlyAWaits, [4, (desk) => desk.turn(b, 'pending')], merged],
      ['first_reply from 2 met due 10', 'resolution from 2 running due 43', 'next_reply from 0 running due 4'],
    ],
  ])('%s', (_name, deeds, expected) => {
    expect(deskAfter(deeds).clocks(b, 6)).toEqual(expected);
  });

  test('and goes on into a third hands on whoever waits longest', () => {
    const chain: Deed[] = [...bothWait, [3, (desk) => desk.open(c)], [4, (desk) => desk.reply(c)], merged];
    const desk = deskAfter([...chain, [6, (one) => one.merge(b, c)]]);
    expect(desk.clocks(c, 7).at(-1)).toBe('next_reply from 0 running due 4');
    expect(desk.clocks(b, 7)).toEqual(['first_reply from 0 dropped due 8', 'resolution from 2 dropped due 42']);
    desk.at(8);
    desk.undo(a);
    expect(desk.clocks(c, 9).at(-1)).toBe('next_reply from 2 running due 6');
    expect(desk.clocks(a, 9)[0]).toBe('first_reply from 0 running due 8');
  });
});

test('a ticket that goes owes nothing any more', () => {
  expect(deskAfter([...bothWait, merged]).clocks(a, 6)).toEqual([
    'first_reply from 0 dropped due 8',
    'resolution from 0 dropped due 40',
  ]);
});

/** What is done to tickets beside merging them: a merge that is undone leaves only this. */
const tickets = [a, b, c] as const;
const one = fc.constantFrom(...tickets);
const deeds = fc.oneof(
  one.map((ticket) => (desk: Desk) => desk.writes(ticket)),
  one.map((ticket) => (desk: Desk) => desk.reply(ticket)),
);
const mergings = fc.oneof(
  fc.tuple(one, one).map(
    ([from, into]) =>
      (desk: Desk) =>
        desk.merge(from, into),
  ),
  one.map((ticket) => (desk: Desk) => desk.undo(ticket)),
);

describe('laws of merging', () => {
  test('once all merges are undone, every clock is what it would be without them', () => {
    fc.assert(
      fc.property(fc.array(fc.tuple(deeds, fc.array(mergings, { maxLength: 3 })), { maxLength: 15 }), (history) => {
        const [with_, without] = [aDesk(), aDesk()];
        const both = (hour: number, deed: (desk: Desk) => void) => {
          with_.at(hour);
          deed(with_);
        };
        tickets.forEach((ticket, hour) => {
          both(hour, (desk) => desk.open(ticket));
          without.at(hour);
          without.open(ticket);
        });
        history.forEach(([deed, mergesThen], at) => {
          const hour = 3 + at * 2;
          for (const merging of mergesThen) both(hour, merging);
          const before = with_.events.length;
          both(hour + 1, deed);
          if (with_.events.length === before) return; // a merged ticket cannot be answered
          without.at(hour + 1);
          deed(without);
        });
        const end = 4 + history.length * 2;
        for (const ticket of tickets) both(end, (desk) => desk.undo(ticket));
        for (const ticket of tickets) expect(with_.clocks(ticket, end + 1)).toEqual(without.clocks(ticket, end + 1));
      }),
    );
  });

  test('tickets that were never merged say what each says alone', () => {
    fc.assert(
      fc.property(fc.array(deeds, { maxLength: 15 }), (history) => {
        const desk = deskAfter([
          ...bothWait,
          [2, (one) => one.open(c)],
          ...history.map((deed, at): Deed => [3 + at, deed]),
        ]);
        for (const ticket of tickets) {
          const alone = momentsOf(desk.events.filter(({ ticketId }) => ticketId === ticket));
          expect(momentsAmong(desk.events, ticket)).toEqual(alone);
        }
      }),
    );
  });
});

describe('a merge that was undone', () => {
  const restingB: Deed[] = [...onlyAWaits, [4, (desk) => desk.turn(b, 'pending')], merged];

  test('left the solution of the other resting, and it rests on when it gave the ticket back', () => {
    const desk = deskAfter([...restingB, [9, (one) => one.undo(a)]]);
    expect(desk.clocks(b, 10)).toEqual(['first_reply from 2 met due 10', 'resolution from 2 paused']);
  });

  test('counts for a ticket what came for it meanwhile from when it came', () => {
    const waiting: Deed[] = [...bothWait, [3, (desk) => desk.reply(a)], [4, (desk) => desk.turn(a, 'pending')]];
    const desk = deskAfter([...waiting, merged, [7, (one) => one.writes(a)], [9, (one) => one.undo(a)]]);
    expect(desk.clocks(a, 10)).toEqual([
      'first_reply from 0 met due 8',
      'resolution from 0 running due 43',
      'next_reply from 7 running due 11',
    ]);
    expect(desk.clocks(b, 10)).toEqual(['first_reply from 2 running due 10', 'resolution from 2 running due 42']);
  });
});
