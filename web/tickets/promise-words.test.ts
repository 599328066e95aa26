import { beforeAll, expect, test } from 'vitest';
import type { TicketSla } from '../../contract/sla.ts';
import { keyOf, speak } from '../../locales/translate.ts';
import { sayLedger } from './promise-words.ts';
import { lateBy, lengthInWords } from './sla-words.ts';

type Entry = TicketSla['ledger'][number];

const tokens: Record<string, unknown[]> = {
  '{h} h': [['h'], ' h'],
  '{min} min': [['min'], ' min'],
  '{h} h {min} min': [['h'], ' h ', ['min'], ' min'],
  'goes on; due {when}': ['goes on; due ', ['when']],
  'paused: {status}': ['paused: ', ['status']],
  'another promise: {target}': ['another promise: ', ['target']],
  'priority became {priority}: {target}; due {when}': [
    'priority became ',
    ['priority'],
    ': ',
    ['target'],
    '; due ',
    ['when'],
  ],
};
beforeAll(() =>
  speak('en', Object.fromEntries(Object.entries(tokens).map(([source, said]) => [keyOf(source), said])) as never),
);

const entry = (given: Partial<Entry>): Entry => ({
  at: '2026-11-09T12:00:00.000Z',
  metric: 'resolution',
  what: 'started',
  category: null,
  target: { minutes: 240, hours: 'calendar' },
  dueAt: '2026-11-09T16:00:00.000Z',
  ...given,
});

test('a new priority is named where it changed the promise, and the promise where nothing else is known', () => {
  const said = sayLedger(entry({ what: 'retargeted' }), 'high');
  expect(said).toMatch(/^priority became high: 4 h; due Mon, Nov 9, /);
  expect(sayLedger(entry({ what: 'retargeted' }), undefined)).toBe('another promise: 4 h');
});

test('a clock that rests says in which status, and when it is due once it goes on', () => {
  expect(sayLedger(entry({ what: 'paused', category: 'on_hold', dueAt: null }), undefined)).toBe('paused: on hold');
  expect(sayLedger(entry({ what: 'resumed', category: 'open' }), undefined)).toMatch(/^goes on; due Mon, Nov 9, /);
  expect(sayLedger(entry({ what: 'resumed', category: 'open', dueAt: null }), undefined)).toBe('goes on');
});

test.each([
  [30, '1 min'],
  [150 * 60, '2 h 30 min'],
  [26 * 3600 + 600, '26 h'],
])('%d seconds late are %s', (seconds, said) => expect(lateBy({ leftSeconds: -seconds })).toBe(said));

test('a length has no empty part', () => {
  expect([lengthInWords(45), lengthInWords(60), lengthInWords(61)]).toEqual(['45 min', '1 h', '1 h 1 min']);
});
