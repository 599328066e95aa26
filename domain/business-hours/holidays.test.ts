import { describe, expect, test } from 'vitest';
import { comingDays, type DayChoices, daysThatDiffer, holidaysOf, keptDays, type SourceDay } from './holidays.ts';

const day = (date: string, key: string, kind: SourceDay['kind'] = 'public'): SourceDay => ({
  date,
  key,
  name: key,
  kind,
});
const list = [
  day('2026-02-17', 'carnival', 'optional'),
  day('2026-05-10', 'mothers', 'observance'),
  day('2026-09-07', 'independence'),
  day('2027-02-09', 'carnival', 'optional'),
  day('2027-09-07', 'independence'),
];
const closed = (choices: DayChoices) =>
  holidaysOf(list, choices).map(({ date, hours }) => [date, ...hours.flat()].join(' '));

describe('the holidays a list makes', () => {
  test.each<[string, DayChoices, string[]]>([
    ['are the public ones', {}, ['2026-09-07', '2027-09-07']],
    [
      'are optional ones too, every year, where the desk chose so',
      { carnival: 'closed' },
      ['2026-02-17', '2026-09-07', '2027-02-09', '2027-09-07'],
    ],
    [
      'may have hours',
      { carnival: [[840, 1080]] },
      ['2026-02-17 840 1080', '2026-09-07', '2027-02-09 840 1080', '2027-09-07'],
    ],
    ['are not those the desk works on', { independence: 'as_usual' }, []],
  ])('%s', (...[, choices, expected]) => expect(closed(choices)).toEqual(expected));

  test('are one a date: what differs from the weekday counts', () => {
    const both = [day('2026-11-20', 'observed', 'observance'), day('2026-11-20', 'public'), day('2026-11-20', 'city')];
    expect(holidaysOf(both, {})).toEqual([{ date: '2026-11-20', name: 'public', hours: [] }]);
  });
});

test('each day is to be chosen once, as it comes next', () => {
  expect(comingDays(list, '2026-06-01').map(({ date, key }) => `${date} ${key}`)).toEqual([
    '2026-09-07 independence',
    '2027-02-09 carnival',
  ]);
});

test('what a list said of the past stays when it says nothing of it any more', () => {
  const now = [day('2026-09-07', 'independence'), day('2026-12-25', 'christmas')];
  expect(keptDays(list, now, '2026-06-01').map(({ date }) => date)).toEqual([
    '2026-02-17',
    '2026-05-10',
    '2026-09-07',
    '2026-12-25',
  ]);
});

test('a day by hand counts before any list, and a list before those after it', () => {
  const byHand = [{ date: '2026-09-07', name: 'Inventory', hours: [[540, 720]] as const }];
  const city = [day('2026-09-07', 'city'), day('2026-01-25', 'city')];
  const country = [day('2026-01-25', 'country'), day('2026-12-25', 'country')];
  const all = daysThatDiffer(byHand, [
    { days: city, choices: {} },
    { days: country, choices: {} },
  ]);
  expect(all.map(({ date, name }) => `${date} ${name}`)).toEqual([
    '2026-09-07 Inventory',
    '2026-01-25 city',
    '2026-12-25 country',
  ]);
});
