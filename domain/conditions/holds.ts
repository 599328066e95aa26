import { answerOf, list } from './answers.ts';
import type { Asker } from './asker.ts';
import { calendarsOf, someone } from './asker.ts';
import { builtIn, type Catalogue } from './catalogue.ts';
import {
  type Asked,
  type Condition,
  checkDepth,
  needsOf,
  questionsOf,
  readQuestion,
  unknownShape,
} from './condition.ts';
import type { TicketFacts } from './facts.ts';
import type { Place } from './operators.ts';
import { eventOf, type Subject, subjectOf } from './subject.ts';

/**
 * Does the condition hold for this ticket? Its twin over all tickets is `server/tickets/reads/conditions.ts`; a property test
 * holds the two together.
 */
export function holds(condition: Condition, facts: TicketFacts, asker: Asker): boolean {
  const place = facts.event ? 'event' : 'ticket';
  return preparedOnce(condition, place, asker.catalogue)(subjectOf(facts, asker));
}

type Kept = { place: Place; catalogue: Catalogue | undefined; prepared: Prepared };
const kept = new WeakMap<Condition, Kept>();

/** Whoever keeps a condition and asks it again, as triggers do, has it read only once. */
function preparedOnce(condition: Condition, place: Place, catalogue: Catalogue | undefined): Prepared {
  const before = kept.get(condition);
  if (before?.place === place && before.catalogue === catalogue) return before.prepared;
  const prepared = prepare(condition, place, catalogue);
  kept.set(condition, { place, catalogue, prepared });
  return prepared;
}

/** A condition read once, to be asked of many subjects: two hundred triggers about each event cost next to nothing. */
export type Prepared = (subject: Subject) => boolean;

/**
 * Reads a condition as asked at a place. Every part is read here, and what the whole of it needs is asked for before any answer,
 * so that a part that cannot be answered never hides behind one that can.
 */
export function prepare(condition: Condition, place: Place, catalogue: Catalogue = builtIn): Prepared {
  const test = prepareParts(condition, { place, catalogue }, 0);
  const needsCalendars = needsOf(condition).calendars;
  const needsAgent = questionsOf(condition).some((question) => asksForAgent(readQuestion(question, place, catalogue)));
  return (subject) => {
    if (place === 'event') eventOf(subject.facts);
    if (needsCalendars) calendarsOf(subject.asker);
    if (needsAgent) someone(subject.asker);
    return test(subject);
  };
}

function asksForAgent({ field, value }: Asked): boolean {
  return field.type === 'reference' && list(value).some((word) => field.words?.includes(word as 'me') === true);
}

type Reading = { place: Place; catalogue: Catalogue };

function prepareParts(condition: Condition, reading: Reading, depth: number): Prepared {
  if ('field' in condition) return prepareQuestion(readQuestion(condition, reading.place, reading.catalogue));
  checkDepth(depth);
  if ('not' in condition) {
    const denied = prepareParts(condition.not, reading, depth + 1);
    return (subject) => !denied(subject);
  }
  if (!('all' in condition || 'any' in condition)) throw unknownShape();
  const parts = 'all' in condition ? condition.all : condition.any;
  const tests = parts.map((part) => prepareParts(part, reading, depth + 1));
  if ('all' in condition) return (subject) => tests.every((test) => test(subject));
  return (subject) => tests.some((test) => test(subject));
}

function prepareQuestion(asked: Asked): Prepared {
  const answer = answerOf(asked);
  return asked.isDenied ? (subject) => !answer(subject) : answer;
}
