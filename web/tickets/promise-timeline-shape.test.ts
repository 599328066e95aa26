import { expect, test } from 'vitest';
import type { TicketSla } from '../../contract/sla.ts';
import { timelineOf } from './promise-timeline-shape.ts';

type Clock = TicketSla['clocks'][number];
const at = (time: string) => `2026-11-16T${time}:00.000Z`;
const clock = (given: Partial<Clock>): Clock => ({
  metric: 'resolution',
  startedAt: at('10:00'),
  target: { minutes: 600, hours: 'business' },
  state: 'running',
  dueAt: at('20:00'),
  endedAt: null,
  breachedAt: null,
  leftSeconds: 0,
  runs: [{ from: at('10:00'), to: null }],
  account: [],
  ...given,
});
const drawn = (clocks: Clock[], now: string) => {
  const timeline = timelineOf({ clocks, open: [{ from: at('10:00'), to: at('15:00') }] }, new Date(at(now)).getTime());
  return timeline?.lines.map(({ metric, pieces, marks }) => [
    metric,
    ...pieces.map(({ from, width, kind }) => `${kind} ${Math.round(from)}+${Math.round(width)}`),
    ...marks.map((mark) => `${mark.kind} ${Math.round(mark.at)}`),
  ]);
};

test.each<[string, Clock[], string, string[][]]>([
  ['a running clock until now, and when it is due', [clock({})], '15:00', [['resolution', 'ran 0+50', 'due 100']]],
  [
    'what came after its time was up as late',
    [clock({ dueAt: at('15:00'), breachedAt: at('15:00') })],
    '20:00',
    [['resolution', 'ran 0+50', 'late 50+50', 'due 50']],
  ],
  [
    'a rest between two runs, and the rest it is in',
    [
      clock({
        state: 'paused',
        dueAt: null,
        runs: [
          { from: at('10:00'), to: at('12:00') },
          { from: at('14:00'), to: at('15:00') },
        ],
      }),
    ],
    '20:00',
    [['resolution', 'ran 0+20', 'paused 20+20', 'ran 40+10', 'paused 50+50']],
  ],
  [
    'a promise that was kept, and one nobody waited for any more',
    [
      clock({
        metric: 'first_reply',
        state: 'met',
        endedAt: at('15:00'),
        runs: [{ from: at('10:00'), to: at('15:00') }],
      }),
      clock({ state: 'dropped', endedAt: at('12:00'), runs: [{ from: at('10:00'), to: at('12:00') }] }),
    ],
    '16:00',
    [
      ['first_reply', 'ran 0+50', 'due 100', 'met 50'],
      ['resolution', 'ran 0+20', 'dropped 20'],
    ],
  ],
])('the timeline draws %s', (...[, clocks, now, expected]) => expect(drawn(clocks, now)).toEqual(expected));

test('a ticket without promises has no timeline', () => {
  expect(timelineOf({ clocks: [], open: [] }, 0)).toBe(null);
});
