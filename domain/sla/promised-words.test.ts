import { expect, test } from 'vitest';
import { promisedInWords } from './promised-words.ts';

const monday = new Date('2026-11-09T12:00Z');
const said = (at: string, language = 'pt-BR', timeZone = 'America/Sao_Paulo') =>
  promisedInWords({ at: new Date(at), now: monday, timeZone, language });

test.each([
  [
    'names the day and the hour as people say them',
    said('2026-11-09T20:00Z'),
    'até segunda-feira, 17h (horário de Brasília)',
  ],
  ['says half hours', said('2026-11-10T12:30Z', 'pt'), 'até terça-feira, 9h30 (horário de Brasília)'],
  ['pads the minutes', said('2026-11-10T12:05Z'), 'até terça-feira, 9h05 (horário de Brasília)'],
  [
    'rounds up to five minutes, never down',
    said('2026-11-10T12:31:02Z'),
    'até terça-feira, 9h35 (horário de Brasília)',
  ],
  [
    'gives the date where a weekday could be two',
    said('2026-11-16T13:00Z'),
    'até 16 de novembro, 10h (horário de Brasília)',
  ],
  ['says midnight', said('2026-11-10T03:00Z'), 'até terça-feira, 0h (horário de Brasília)'],
  ['in English', said('2026-11-09T20:00Z', 'en'), 'by Monday, 5:00 PM (Brasilia Time)'],
  [
    'in English for a language nobody has words for',
    said('2026-11-16T13:00Z', 'ja'),
    'by November 16, 10:00 AM (Brasilia Time)',
  ],
  [
    'by the clock of the desk',
    said('2026-11-09T20:00Z', 'en', 'Europe/Berlin'),
    'by Monday, 9:00 PM (Central European Time)',
  ],
  ['of Manaus', said('2026-11-09T20:00Z', 'pt-BR', 'America/Manaus'), 'até segunda-feira, 16h (horário do Amazonas)'],
  ['of nowhere', said('2026-11-09T20:00Z', 'pt-BR', 'UTC'), 'até segunda-feira, 20h (UTC)'],
])('what a customer is promised: %s', (...[, words, expected]) => expect(words).toBe(expected));
