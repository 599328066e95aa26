import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { alwaysOpen } from '../business-hours/calendar.ts';
import type { EventType } from '../events.ts';
import { slaClocks } from './clocks.ts';
import { momentsAmong } from './merged-moments.ts';
import type { OwnedEvent } from './owned-event.ts';
import type { SlaPromises } from './policy.ts';

const hours = (count: number) => ({ minutes: count * 60, hours: 'calendar' as const });
const promises: SlaPromises = {
  targets: { first_reply: { medium: hours(8) }, next_reply: { medium: hours(4) }, resolution: { medium: hours(40) } },
  pausesIn: ['pending'],
};
const [old, made] = [1, 2] as const;

/** A ticket, and the one that is split off from it: it writes the log of what is done and knows where each word is at home. */
function aDesk() {
  const events: (OwnedEvent & { word?: number })[] = [];
  const status = new Map<number, string>();
  let hour = 0;
  let words = 0;
  const write = (ticketId: number, type: EventType, more: Partial<OwnedEvent & { word: number }> = {}) =>
    events.push({
      ...{ id: events.length + 1, type, at: new Date(Date.UTC(2026, 10, 16, hour)).toISOString(), ticketId },
      ...{ ownerId: ticketId, actorKind: 'agent', ticketVersion: hour, changes: {}, details: {}, ...more },
    });
  const turned = (ticketId: number, to: string) => {
    const from = status.get(ticketId) ?? null;
    status.set(ticketId, to);
    return { statusCategory: [from, to] as const };
  };
  const own = (from: number, to: number, which: (event: OwnedEvent & { word?: number }) => boolean) => {
    for (const event of events) if (event.ownerId === from && event.word && which(event)) event.ownerId = to;
  };
  const desk = {
    at: (to: number) => {
      hour = to;
    },
    open: () => {
      write(old, 'ticket.opened', { changes: turned(old, 'new') });
      write(old, 'message.received', { word: ++words });
    },
    writes: (ticketId: number) => {
      const word = ++words;
      write(ticketId, 'message.received', { word });
      if (['pending', 'solved'].includes(status.get(ticketId) ?? ''))
        write(ticketId, 'ticket.status_changed', { changes: turned(ticketId, 'open'), word });
    },
    reply: (ticketId: number) => write(ticketId, 'message.sent', { word: ++words }),
    turn: (ticketId: number, to: string) => {
      if (status.get(ticketId) === to) return;
      write(ticketId, 'ticket.status_changed', { changes: turned(ticketId, to) });
    },
    /** These words, by the order in which they were said. */
    split: (...gone: number[]) => {
      write(made, 'ticket.opened', { changes: turned(made, 'open') });
      write(made, 'ticket.split_from', { details: { ticketId: old } });
      own(old, made, ({ word = 0 }) => gone.includes(word));
      write(old, 'ticket.split_off', { details: { ticketId: made } });
    },
    undo: () => {
      own(made, old, () => true);
      write(old, 'ticket.took_in', { details: { ticketId: made, endsSplit: true } });
      write(made, 'ticket.merged', { changes: turned(made, 'closed'), details: { ticketId: old, endsSplit: true } });
    },
    clocks: (ticketId: number, now: number) => {
      const history = momentsAmong(events, ticketId);
      const until = new Date(Date.UTC(2026, 10, 16, now));
      const { clocks } = slaClocks({ history, promises, calendar: alwaysOpen, now: until });
      const inHours = (date: Date | null) => date && (date.getTime() - Date.UTC(2026, 10, 16)) / 3_600_000;
      return clocks.map(({ metric, startedAt, dueAt, end, isPaused }) => {
        const state = end?.how ?? (isPaused ? 'paused' : 'running');
        return `${metric} from ${inHours(startedAt)} ${state}${dueAt ? ` due ${inHours(dueAt)}` : ''}`;
      });
    },
  };
  return desk;
}
type Desk = ReturnType<typeof aDesk>;
type Deed = [hour: number, what: (desk: Desk) => void];

function after(deeds: readonly Deed[]): Desk {
  const desk = aDesk();
  for (const [hour, deed] of [[0, (one: Desk) => one.open()] as Deed, ...deeds]) {
    desk.at(hour);
    deed(desk);
  }
  return desk;
}

const answered: Deed[] = [[1, (desk) => desk.reply(old)]];
const secondMatter: Deed = [2, (desk) => desk.writes(old)];

describe('a ticket that is split off', () => {
  test.each<[sentence: string, deeds: Deed[], expected: string[]]>([
    [
      'owes its first answer since its first words were said, not since somebody split it off',
      [...answered, secondMatter, [5, (desk) => desk.split(3)]],
      ['resolution from 2 running due 42', 'first_reply from 2 running due 10'],
    ],
    [
      'is answered where the answer went with it',
      [...answered, secondMatter, [3, (desk) => desk.reply(old)], [5, (desk) => desk.split(3, 4)]],
      ['resolution from 2 running due 42', 'first_reply from 2 met due 10'],
    ],
    [
      'goes on by itself',
      [
        ...[...answered, secondMatter, [5, (desk: Desk) => desk.split(3)] as Deed],
        [6, (desk) => desk.reply(made)],
        [7, (desk) => desk.writes(made)],
      ],
      ['resolution from 2 running due 42', 'first_reply from 2 met due 10', 'next_reply from 7 running due 11'],
    ],
    [
      'owes no first answer where one of us spoke first',
      [...answered, [3, (desk) => desk.split(2)], [4, (desk) => desk.writes(made)]],
      ['resolution from 1 running due 41', 'next_reply from 4 running due 8'],
    ],
  ])('%s', (_sentence, deeds, expected) => {
    expect(after(deeds).clocks(made, 8)).toEqual(expected);
  });
});

describe('the ticket that was split', () => {
  test.each<[sentence: string, deeds: Deed[], expected: string[]]>([
    [
      'owes nothing for the words that went',
      [...answered, secondMatter, [5, (desk) => desk.split(3)]],
      ['first_reply from 0 met due 8', 'resolution from 0 running due 40'],
    ],
    [
      'owes its first answer again where that went',
      [
        [1, (desk) => desk.writes(old)],
        [2, (desk) => desk.reply(old)],
        [5, (desk) => desk.split(2, 3)],
      ],
      ['first_reply from 0 running due 8', 'resolution from 0 running due 40'],
    ],
    [
      'waits for the words that stayed where its first ones went',
      [
        [3, (desk) => desk.writes(old)],
        [5, (desk) => desk.split(1)],
      ],
      ['resolution from 0 running due 40', 'first_reply from 3 running due 11'],
    ],
    [
      'rested until it was split, where only the words that went had opened it',
      [...answered, [1, (desk) => desk.turn(old, 'pending')], secondMatter, [5, (desk) => desk.split(3)]],
      ['first_reply from 0 met due 8', 'resolution from 0 running due 44'],
    ],
  ])('%s', (_sentence, deeds, expected) => {
    expect(after(deeds).clocks(old, 6)).toEqual(expected);
  });
});

test('a split that is undone after further replies owes and met what one ticket would have', () => {
  const parted: Deed[] = [...answered, secondMatter, [3, (desk) => desk.split(3)]];
  const desk = after([
    ...parted,
    [4, (one) => one.reply(made)],
    [5, (one) => one.writes(made)],
    [6, (one) => one.undo()],
  ]);
  expect(desk.clocks(old, 7)).toEqual([
    'first_reply from 0 met due 8',
    'resolution from 0 running due 40',
    'next_reply from 2 met due 6',
    'next_reply from 5 running due 9',
  ]);
  expect(desk.clocks(made, 7)).toEqual(['resolution from 3 dropped due 43']);
});

test('a split that was undone never was, whatever was said before', () => {
  const deed = fc.constantFrom<(desk: Desk) => void>(
    (desk) => desk.writes(old),
    (desk) => desk.reply(old),
    (desk) => desk.turn(old, 'pending'),
    (desk) => desk.turn(old, 'solved'),
  );
  fc.assert(
    fc.property(fc.array(deed, { maxLength: 10 }), fc.array(fc.integer({ min: 1, max: 11 })), (deeds, gone) => {
      const history = deeds.map((one, at): Deed => [at + 1, one]);
      const end = deeds.length + 1;
      const undone = after([...history, [end, (desk) => desk.split(...gone)], [end + 1, (desk) => desk.undo()]]);
      expect(undone.clocks(old, end + 2)).toEqual(after(history).clocks(old, end + 2));
    }),
  );
});
