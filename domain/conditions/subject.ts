import { AppError } from '../errors.ts';
import { type Asker, calendarOfTicket } from './asker.ts';
import { type Bound, boundOf, businessBoundOf, countsBusinessHours } from './bounds.ts';
import { compared } from './comparison.ts';
import type { EventFacts, TicketFacts } from './facts.ts';
import type { TextField } from './field.ts';
import type { OperatorId } from './operators.ts';
import type { Value } from './values.ts';

/** What conditions are asked about: one ticket, at rest or at an event. What many of them want of it is worked out once. */
export type Subject = {
  facts: TicketFacts;
  asker: Asker;
  /** The texts of a field as they are compared; those that fold to nothing count as absent. */
  texts(field: TextField): readonly string[];
  bound(op: OperatorId, value: Value | undefined): Bound;
  /** The ticket as the event found it, and as the event left it. */
  before(): TicketFacts;
  after(): TicketFacts;
};

/** The same for the same facts and asker: whoever asks much of one event need not carry it about. */
export function subjectOf(facts: TicketFacts, asker: Asker): Subject {
  const before = known.get(facts);
  if (before?.asker === asker) return before;
  const subject = makeSubject(facts, asker);
  known.set(facts, subject);
  return subject;
}
const known = new WeakMap<TicketFacts, Subject>();

function makeSubject(facts: TicketFacts, asker: Asker): Subject {
  const texts = new Map<TextField, readonly string[]>();
  let after: TicketFacts | undefined;
  let before: TicketFacts | undefined;
  return {
    facts,
    asker,
    texts: (field) => kept(texts, field, () => comparedTexts(field, facts)),
    bound: (op, value) => boundFor({ op, value }, facts, asker),
    after: () => (after ??= { ...facts, ...eventOf(facts).after }),
    before: () => (before ??= { ...facts, ...eventOf(facts).after, ...eventOf(facts).before }),
  };
}

function kept<K, V>(known: { get(key: K): V | undefined; set(key: K, value: V): unknown }, key: K, make: () => V): V {
  const before = known.get(key);
  if (before !== undefined) return before;
  const made = make();
  known.set(key, made);
  return made;
}

/** A field's texts as they are compared. */
export function comparedTexts(field: TextField, facts: TicketFacts): readonly string[] {
  const texts = field.read(facts).map((text) => compared(text ?? '', field.comparison));
  return texts.filter((text) => text !== '');
}

/** Bounds are the asker's: tickets that work by the same hours have the same. */
const boundsOf = new WeakMap<Asker, Map<string, Bound>>();

function boundFor(
  { op, value }: { op: OperatorId; value: Value | undefined },
  facts: TicketFacts,
  asker: Asker,
): Bound {
  const bounds = kept(boundsOf, asker, () => new Map<string, Bound>());
  if (!countsBusinessHours(op)) return kept(bounds, `${op} ${value}`, () => boundOf(op, value, asker.now));
  const { id, calendar } = calendarOfTicket(asker, facts);
  return kept(bounds, `${op} ${value} ${id}`, () => businessBoundOf(op, value, { now: asker.now, calendar }));
}

/** The event that a condition asks about. */
export function eventOf({ event }: TicketFacts): EventFacts {
  if (event) return event;
  throw new AppError(
    'invalid',
    'condition_needs_event',
    'A condition about what happened was asked of a ticket at rest.',
  );
}
