import { expect, test } from 'vitest';
import { type FirstHours, firstWeek } from './first-week.ts';

const usual: FirstHours = { days: 'weekdays', from: '09:00', to: '18:00', lunch: null };
const days = (hours: Partial<FirstHours>) => firstWeek({ ...usual, ...hours });

test.each<[string, Partial<FirstHours>, number[][], number]>([
  ['nine to six on weekdays', {}, [[540, 1080]], 5],
  [
    'with an hour for lunch',
    { lunch: { from: '12:00', to: '13:00' } },
    [
      [540, 720],
      [780, 1080],
    ],
    5,
  ],
  ['on Saturdays too', { days: 'until_saturday' }, [[540, 1080]], 6],
  ['every day', { days: 'every_day', from: '08:30' }, [[510, 1080]], 7],
  ['around the clock', { days: 'always' }, [[0, 1440]], 7],
  ['a lunch outside the hours is none', { lunch: { from: '19:00', to: '20:00' } }, [[540, 1080]], 5],
  ['a lunch that ends before it begins is none', { lunch: { from: '13:00', to: '12:00' } }, [[540, 1080]], 5],
  ['hours that end before they begin last to midnight', { to: '02:00' }, [[540, 1440]], 5],
])('%s', (...[, hours, day, open]) => {
  expect(days(hours)).toEqual(Array.from({ length: 7 }, (_, at) => (at < open ? day : [])));
});
