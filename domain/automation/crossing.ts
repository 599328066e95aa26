import { businessTimeAfter, isOpenAt, nextOpening } from '../business-hours/business-time.ts';
import type { Calendar } from '../business-hours/calendar.ts';
import { openSpansFrom } from '../business-hours/open-spans.ts';
import { type Asker, calendarOfTicket } from '../conditions/asker.ts';
import { builtIn } from '../conditions/catalogue.ts';
import { type Condition, type Question, questionsOf } from '../conditions/condition.ts';
import type { TicketFacts } from '../conditions/facts.ts';
import { prepare } from '../conditions/holds.ts';
import { subjectOf } from '../conditions/subject.ts';

// When time alone changes the answer of a condition, as long as nothing happens to the ticket: what automations wait for.

export type Waiting = { facts: TicketFacts; asker: Omit<Asker, 'now'> };

/** Whether the condition would hold at that instant, were the ticket still as it is. */
export function holdsAt(condition: Condition, { facts, asker }: Waiting, now: Date): boolean {
  return prepare(condition, 'ticket', asker.catalogue)(subjectOf(facts, { ...asker, now }));
}

/**
 * For a condition whose answer at one instant is not `to`: the first instant after it at which it is, if nothing happens to the
 * ticket until then; null when time alone will never make it so.
 *
 * Between the instants at which a question about time turns, every answer stays: only these are tried, in order.
 */
export function nextTurn(
  condition: Condition,
  about: Waiting,
  { after, to }: { after: Date; to: boolean },
): Date | null {
  const test = prepare(condition, 'ticket', about.asker.catalogue);
  const { facts, asker } = about;
  const found = turnsOf(condition, about, after).find(
    (at) => test(subjectOf(facts, { ...asker, now: new Date(at) })) === to,
  );
  return found === undefined ? null : new Date(found);
}

/** In milliseconds of Unix time, in order. */
function turnsOf(condition: Condition, about: Waiting, after: Date): number[] {
  const questions = questionsOf(condition);
  const start = after.getTime();
  const turns = questions.flatMap((question) => turnsOfQuestion(question, about)).filter((at) => at > start);
  const asksIfOpen = questions.some(({ field }) => field === 'is_open_now');
  const all = asksIfOpen ? [start, ...turns].flatMap((at) => [at, ...doorsAfter(calendarOf(about), at)]) : turns;
  return [...new Set(all)].filter((at) => at > start).toSorted((a, b) => a - b);
}

const hour = 3_600_000;

/** The instants at which the answer of a question may be another than a moment before. */
function turnsOfQuestion({ field, op, value }: Question, about: Waiting): number[] {
  const known = (about.asker.catalogue ?? builtIn).field(field);
  const fact = known?.type === 'instant' ? known.read(about.facts) : null;
  if (fact === null) return [];
  const length = Math.round(Number(value) * hour);
  if (op.startsWith('business_hours_since')) return businessTurns(calendarOf(about), fact, length);
  if (op.startsWith('hours_since')) return around(fact.getTime() + length);
  if (op.startsWith('hours_until')) return around(fact.getTime() - length);
  return op === 'is_past' ? around(fact.getTime()) : [];
}

/** The very instant is neither more nor less than so many hours away: both questions turn there or a moment later. */
function around(at: number): number[] {
  return [at, at + 1];
}

/** So many hours of work have passed from the closing hour on, more than so many from the next opening. */
function businessTurns(calendar: Calendar, since: Date, length: number): number[] {
  const passed = businessTimeAfter(calendar, since, length);
  const opening = passed && nextOpening(calendar, passed);
  return [passed, opening].flatMap((at) => (at === null ? [] : around(at.getTime())));
}

/** When the desk next opens or closes, and when it does the other: what it is in between needs no further look. */
function doorsAfter(calendar: Calendar, at: number): number[] {
  const [first, second] = openSpansFrom(calendar, at).take(2);
  if (!first) return [];
  return isOpenAt(calendar, new Date(at)) ? [first[1], ...(second ? [second[0]] : [])] : [first[0], first[1]];
}

function calendarOf({ asker, facts }: Waiting): Calendar {
  return calendarOfTicket({ ...asker, now: new Date(0) }, facts).calendar;
}
