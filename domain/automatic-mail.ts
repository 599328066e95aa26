import type { Reason } from './events.ts';

/** What is known when the desk is about to write by itself to somebody. */
export type AutomaticFacts = {
  /** Whom it would write to; null where nobody is named. */
  address: string | null;
  /** What it would answer was written by a machine: a bounce, a list, an out-of-office note, a null sender. */
  answersMachine: boolean;
  /** What it would answer came before the mailbox was connected. */
  isHistory: boolean;
  /** The address is one of our inboxes' or one we send from. */
  isOurs: boolean;
  /** Mail to this address came back before. */
  isSuppressed: boolean;
  /** When the desk last wrote to this address by itself; a day back is enough. */
  toAddress: readonly Date[];
  /** The same for the ticket; an hour back is enough. */
  onTicket: readonly Date[];
  /** Automatic mail of the whole desk within the last hour, and in an ordinary hour of the last week. */
  desk: { lastHour: number; usualHour: number };
};

export type AutomaticCaps = {
  perAddressAndHour: number;
  perAddressAndDay: number;
  ticketPauseMinutes: number;
  perTicketAndHour: number;
};

/** To customers. They hold without any header, so that a robot that marks nothing is stopped by them. */
export const answerCaps: AutomaticCaps = {
  perAddressAndHour: 5,
  perAddressAndDay: 10,
  ticketPauseMinutes: 10,
  perTicketAndHour: 20,
};

/** To agents, who asked for it: one mail per ticket and two minutes at most. */
export const notificationCaps: AutomaticCaps = {
  perAddressAndHour: 60,
  perAddressAndDay: 400,
  ticketPauseMinutes: 0,
  perTicketAndHour: 60,
};

/** The whole desk stops writing by itself above ten times an ordinary hour, but a quiet desk may well have a busy hour. */
const breaker = { times: 10, atLeast: 300 };

export type MayAnswer = { mayAnswer: true } | { mayAnswer: false; reason: Reason };

const minute = 60_000;
const hour = 60 * minute;

/** May the desk write this by itself? Where it may not, the first reason that stands against it. */
export function mayAnswerAutomatically(facts: AutomaticFacts, now: Date, caps = answerCaps): MayAnswer {
  const reason = againstWriting(facts) ?? againstSoMuch(facts, now, caps);
  return reason === null ? { mayAnswer: true } : { mayAnswer: false, reason };
}

function againstWriting(facts: AutomaticFacts): Reason | null {
  if (facts.isHistory) return because('automatic_history');
  if (facts.answersMachine) return because('automatic_to_machine');
  if (facts.address === null) return because('automatic_nobody');
  if (facts.isOurs) return because('automatic_own_address');
  if (looksLikeMachine(facts.address)) return because('automatic_to_machine');
  if (facts.isSuppressed) return because('automatic_suppressed', { address: facts.address });
  return null;
}

function againstSoMuch(facts: AutomaticFacts, now: Date, caps: AutomaticCaps): Reason | null {
  const { toAddress, onTicket, desk } = facts;
  const within = (dates: readonly Date[], ms: number) => dates.filter((at) => now.getTime() - at.getTime() < ms).length;
  const full = [
    { count: within(toAddress, hour), most: caps.perAddressAndHour, code: 'automatic_address_hour' },
    { count: within(toAddress, 24 * hour), most: caps.perAddressAndDay, code: 'automatic_address_day' },
    { count: within(onTicket, hour), most: caps.perTicketAndHour, code: 'automatic_ticket_hour' },
  ].find(({ count, most }) => count >= most);
  if (full) return because(full.code, { count: full.count });
  const pause = caps.ticketPauseMinutes;
  if (within(onTicket, pause * minute) > 0) return because('automatic_ticket_pause', { minutes: pause });
  if (isBreakerOpen(desk)) return because('automatic_breaker', { count: desk.lastHour });
  return null;
}

/** Below this the desk's ordinary hour need not even be asked for. */
export function mayBreak(lastHour: number): boolean {
  return lastHour >= breaker.atLeast;
}

function isBreakerOpen({ lastHour, usualHour }: AutomaticFacts['desk']): boolean {
  return lastHour >= Math.max(breaker.atLeast, breaker.times * usualHour);
}

const machines = /^(mailer-daemon|postmaster|mail-daemon|mdaemon|no-?reply|do-?not-?reply|nao-?responda)([-+._].*)?@/i;

function looksLikeMachine(address: string): boolean {
  return machines.test(address);
}

function because(code: string, values: Record<string, unknown> = {}): Reason {
  return { code, values };
}
