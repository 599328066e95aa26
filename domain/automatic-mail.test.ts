import { describe, expect, test } from 'vitest';
import { type AutomaticFacts, answerCaps, mayAnswerAutomatically, notificationCaps } from './automatic-mail.ts';

const now = new Date('2026-11-21T12:00:00Z');
const ago = (minutes: number) => new Date(now.getTime() - minutes * 60_000);
const every = (minutes: number, count: number) => Array.from({ length: count }, (_, nth) => ago(minutes * (nth + 1)));

const harmless: AutomaticFacts = {
  address: 'carla@padariacentral.example',
  answersMachine: false,
  isHistory: false,
  isOurs: false,
  isSuppressed: false,
  toAddress: [],
  onTicket: [],
  desk: { lastHour: 0, usualHour: 0 },
};
const ask = (change: Partial<AutomaticFacts>, caps = answerCaps) => {
  const answer = mayAnswerAutomatically({ ...harmless, ...change }, now, caps);
  return answer.mayAnswer ? 'yes' : answer.reason.code;
};

describe('T13: the desk writes nothing by itself', () => {
  test.each<[sentence: string, facts: Partial<AutomaticFacts>, code: string]>([
    ['to a machine', { answersMachine: true }, 'automatic_to_machine'],
    ['to an address of our own', { isOurs: true }, 'automatic_own_address'],
    ['to an address whose mail came back', { isSuppressed: true }, 'automatic_suppressed'],
    ['about mail older than the inbox', { isHistory: true }, 'automatic_history'],
    ['to nobody', { address: null }, 'automatic_nobody'],
    ['to a mailer-daemon', { address: 'MAILER-DAEMON@carrier.example' }, 'automatic_to_machine'],
    ['to a postmaster', { address: 'postmaster@carrier.example' }, 'automatic_to_machine'],
    ['to a no-reply address', { address: 'no-reply@shop.example' }, 'automatic_to_machine'],
    ['to a no-reply address with a tag', { address: 'noreply+123@shop.example' }, 'automatic_to_machine'],
  ])('%s', (_sentence, facts, code) => {
    expect(ask(facts)).toBe(code);
  });

  test('but does to a person', () => {
    expect(ask({})).toBe('yes');
    expect(ask({ address: 'noreplyson@people.example' })).toBe('yes');
  });
});

describe('T14: a robot without headers is stopped by the caps', () => {
  test.each<[sentence: string, facts: Partial<AutomaticFacts>, answer: string]>([
    ['four within the hour leave room for a fifth', { toAddress: every(10, 4) }, 'yes'],
    ['five within the hour are enough', { toAddress: every(10, 5) }, 'automatic_address_hour'],
    ['an hour later the next may go', { toAddress: every(60, 5) }, 'yes'],
    ['nine within the day leave room for a tenth', { toAddress: every(61, 9) }, 'yes'],
    ['ten within the day are enough', { toAddress: every(61, 10) }, 'automatic_address_day'],
    ['a day later the next may go', { toAddress: every(24 * 60, 10) }, 'yes'],
    ['a ticket rests for ten minutes', { onTicket: [ago(9.9)] }, 'automatic_ticket_pause'],
    ['and then may be written about again', { onTicket: [ago(10)] }, 'yes'],
    ['twenty on a ticket within the hour are enough', { onTicket: every(2, 20) }, 'automatic_ticket_hour'],
  ])('%s', (_sentence, facts, answer) => {
    expect(ask(facts)).toBe(answer);
  });
});

describe('the breaker of the whole desk', () => {
  test.each<[sentence: string, desk: AutomaticFacts['desk'], answer: string]>([
    ['leaves a quiet desk its first busy hour', { lastHour: 299, usualHour: 0 }, 'yes'],
    ['opens where mail storms out of a quiet desk', { lastHour: 300, usualHour: 2 }, 'automatic_breaker'],
    ['lets a busy desk be busy', { lastHour: 900, usualHour: 100 }, 'yes'],
    ['opens at ten times the ordinary hour', { lastHour: 1000, usualHour: 100 }, 'automatic_breaker'],
  ])('%s', (_sentence, desk, answer) => {
    expect(ask({ desk })).toBe(answer);
  });
});

test('agents who asked for mail get more of it than strangers, and not without end', () => {
  expect(ask({ toAddress: every(1, 30), onTicket: [ago(1)] }, notificationCaps)).toBe('yes');
  expect(ask({ toAddress: every(0.5, 60) }, notificationCaps)).toBe('automatic_address_hour');
});
