import { describe, expect, test } from 'vitest';
import { readICal } from './ical-days.ts';
import { readCalendar } from './read-days.ts';

const calendar = (...lines: string[]) =>
  ['BEGIN:VCALENDAR', 'VERSION:2.0', 'X-WR-CALNAME:Feriados', ...lines, 'END:VCALENDAR'].join('\r\n');
const event = (...lines: string[]) => ['BEGIN:VEVENT', 'UID:1', 'SUMMARY:Festa', ...lines, 'END:VEVENT'];
const read = (text: string, timeZone = 'America/Sao_Paulo') =>
  readICal({ text, timeZone, from: '2026-01-01', until: '2029-01-01' });
const dates = (...lines: string[]) => read(calendar(...event(...lines))).days.map(({ date }) => date);

const berlin = [
  ...['BEGIN:VTIMEZONE', 'TZID:Berlin', 'BEGIN:STANDARD', 'DTSTART:19701025T030000', 'TZOFFSETFROM:+0200'],
  ...['TZOFFSETTO:+0100', 'END:STANDARD', 'END:VTIMEZONE'],
];

describe('the days of a calendar', () => {
  test.each<[string, string[], string[]]>([
    ['an all-day entry', ['DTSTART;VALUE=DATE:20260126'], ['2026-01-26']],
    [
      'one of several days; its end is not part of it',
      ['DTSTART;VALUE=DATE:20261224', 'DTEND;VALUE=DATE:20261227'],
      ['2026-12-24', '2026-12-25', '2026-12-26'],
    ],
    ['one given by its length', ['DTSTART;VALUE=DATE:20261224', 'DURATION:P2D'], ['2026-12-24', '2026-12-25']],
    [
      'one every year',
      ['DTSTART;VALUE=DATE:20200126', 'RRULE:FREQ=YEARLY'],
      ['2026-01-26', '2027-01-26', '2028-01-26'],
    ],
    [
      'one every year until it ended',
      ['DTSTART;VALUE=DATE:20200126', 'RRULE:FREQ=YEARLY;UNTIL=20270130'],
      ['2026-01-26', '2027-01-26'],
    ],
    [
      'the last Friday of each November',
      ['DTSTART;VALUE=DATE:20241129', 'RRULE:FREQ=YEARLY;BYMONTH=11;BYDAY=-1FR'],
      ['2026-11-27', '2027-11-26', '2028-11-24'],
    ],
    [
      'one every year but one',
      ['DTSTART;VALUE=DATE:20200126', 'RRULE:FREQ=YEARLY', 'EXDATE;VALUE=DATE:20270126'],
      ['2026-01-26', '2028-01-26'],
    ],
    ['one on named days', ['DTSTART;VALUE=DATE:20260126', 'RDATE;VALUE=DATE:20260302'], ['2026-01-26', '2026-03-02']],
    [
      'from midnight to midnight by the clock of the desk, written in UTC',
      ['DTSTART:20260126T030000Z', 'DTEND:20260127T030000Z'],
      ['2026-01-26'],
    ],
    [
      'from midnight to midnight by a clock of its own',
      ['DTSTART;TZID=Berlin:20260126T000000', 'DTEND;TZID=Berlin:20260128T000000'],
      ['2026-01-26', '2026-01-27'],
    ],
    [
      'from midnight to midnight by nobody’s clock',
      ['DTSTART:20260126T000000', 'DTEND:20260127T000000'],
      ['2026-01-26'],
    ],
    ['nothing of a meeting', ['DTSTART:20260126T120000Z', 'DTEND:20260126T130000Z'], []],
    ['nothing of what was cancelled', ['DTSTART;VALUE=DATE:20260126', 'STATUS:CANCELLED'], []],
    ['nothing of what is long over', ['DTSTART;VALUE=DATE:20160126'], []],
    ['nothing of what has no date', [], []],
  ])('%s', (...[, lines, expected]) => expect(dates(...lines)).toEqual(expected));

  test('an occurrence that was moved is where it was moved to, and one that was cancelled is gone', () => {
    const yearly = event('DTSTART;VALUE=DATE:20260126', 'RRULE:FREQ=YEARLY;COUNT=3');
    const moved = event('RECURRENCE-ID;VALUE=DATE:20270126', 'DTSTART;VALUE=DATE:20270128');
    const gone = event('RECURRENCE-ID;VALUE=DATE:20280126', 'DTSTART;VALUE=DATE:20280126', 'STATUS:CANCELLED');
    expect(read(calendar(...yearly, ...moved, ...gone)).days.map(({ date }) => date)).toEqual([
      '2026-01-26',
      '2027-01-28',
    ]);
  });

  test('the name of the calendar, and how much of it was no whole day', () => {
    const meeting = event('DTSTART:20260126T120000Z', 'DTEND:20260126T130000Z');
    const answer = read(calendar(...berlin, ...meeting, ...event('DTSTART;VALUE=DATE:20260126')));
    expect(answer).toMatchObject({ name: 'Feriados', skipped: 1, days: [{ key: '1', name: 'Festa', kind: 'public' }] });
  });
});

describe('a hostile calendar', () => {
  const around = { timeZone: 'UTC', language: 'en', today: '2026-11-09' };
  const tooLarge = { kind: 'invalid', code: 'calendar_too_large' };
  const readInThread = (text: string) => readCalendar(text, around);

  test.each([
    ['nothing', ''],
    ['a web page', '<!doctype html><html><body>Sign in</body></html>'],
    ['a business card', 'BEGIN:VCARD\r\nVERSION:4.0\r\nEND:VCARD'],
    ['a month that is none', calendar(...event('DTSTART;VALUE=DATE:20260126', 'RRULE:FREQ=DAILY;BYMONTH=13'))],
    ['half of a calendar', 'BEGIN:VCALENDAR\r\nBEGIN:VEVENT\r\nDTSTART;VALUE=DATE:2026'],
  ])('that is %s is refused', async (_, text) => {
    await expect(readInThread(text)).rejects.toMatchObject({ kind: 'invalid', code: 'calendar_unreadable' });
  });

  test.each([
    ['every second for ever', event('DTSTART:20260126T000000Z', 'DTEND:20260127T000000Z', 'RRULE:FREQ=SECONDLY')],
    [
      'every day for ever, many times',
      Array.from({ length: 30 }, () => event('DTSTART;VALUE=DATE:20200101', 'RRULE:FREQ=DAILY')).flat(),
    ],
    ['six thousand entries', Array.from({ length: 6_000 }, () => event('DTSTART;VALUE=DATE:20260126')).flat()],
    [
      'entries of ten thousand years',
      Array.from({ length: 9 }, () =>
        event('DTSTART;VALUE=DATE:20250101', 'DTEND;VALUE=DATE:99990101', 'RRULE:FREQ=YEARLY'),
      ).flat(),
    ],
    ['a day that never comes', event('DTSTART;VALUE=DATE:20260126', 'RRULE:FREQ=DAILY;BYMONTH=2;BYMONTHDAY=30')],
  ])(
    'with %s is refused in time',
    async (_, lines) => {
      await expect(readInThread(calendar(...lines))).rejects.toMatchObject(tooLarge);
    },
    30_000,
  );
});
