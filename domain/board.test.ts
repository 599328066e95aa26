import { describe, expect, test } from 'vitest';
import { boardNumbers, boardTickets, lateTickets, todayAndAWeekAgo, waitingTickets } from './board.ts';
import { readCondition } from './conditions/condition.ts';
import { parseCondition } from './conditions/text/parse.ts';
import { printCondition } from './conditions/text/print.ts';
import { askedOf, readSearch, searchSpeech } from './conditions/text/search.ts';

describe('today is measured against the same hours of a week ago', () => {
  test.each([
    [
      'an afternoon in São Paulo',
      '2026-11-30T18:30:00Z',
      'America/Sao_Paulo',
      '2026-11-30T03:00:00Z',
      '2026-11-23T03:00:00Z',
      '2026-11-23T18:30:00Z',
    ],
    [
      'after midnight it is the next day there already',
      '2026-11-30T02:30:00Z',
      'America/Sao_Paulo',
      '2026-11-29T03:00:00Z',
      '2026-11-22T03:00:00Z',
      '2026-11-23T02:30:00Z',
    ],
    [
      'clocks were turned in between',
      '2026-10-27T12:00:00Z',
      'Europe/Lisbon',
      '2026-10-27T00:00:00Z',
      '2026-10-19T23:00:00Z',
      '2026-10-20T11:00:00Z',
    ],
  ])('%s', (...row) => {
    const [, now, zone, ...expected] = row;
    const { today, weekAgo } = todayAndAWeekAgo(new Date(now), zone);
    expect([today.after, weekAgo.after, weekAgo.before]).toEqual(expected.map((at) => new Date(at)));
    expect(today.before).toBeNull();
  });
});

describe('a number and the list behind it ask the same', () => {
  const { today, weekAgo } = todayAndAWeekAgo(new Date('2026-11-30T18:30:12.345Z'), 'America/Sao_Paulo');
  const all = [
    ...boardNumbers.flatMap((number) => [boardTickets(number, today), boardTickets(number, weekAgo)]),
    waitingTickets,
    lateTickets,
  ];
  test.each(['en', 'pt-BR'] as const)('written for the search box in %s and read there again', (language) => {
    const speech = searchSpeech([], language, { timeZone: 'Europe/Lisbon' });
    for (const condition of all) {
      readCondition(condition, 'sql');
      const text = printCondition(condition, speech);
      expect(parseCondition(text, speech)).toEqual({ condition });
      const read = readSearch(text, speech);
      expect(read.words).toBe('');
      expect(askedOf(read)).toEqual(condition);
    }
  });
});
