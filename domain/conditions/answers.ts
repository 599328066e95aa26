import { isOpenAt } from '../business-hours/business-time.ts';
import { calendarOfTicket, namesIt } from './asker.ts';
import { type Bound, unanswerable } from './bounds.ts';
import { comparable, compilePattern } from './comparison.ts';
import type { Asked } from './condition.ts';
import type { Named, TicketFacts } from './facts.ts';
import type { Field, RankField, TextField } from './field.ts';
import type { OperatorId } from './operators.ts';
import { comparedTexts, type Subject } from './subject.ts';
import type { Value } from './values.ts';

type Answer = (subject: Subject) => boolean;
type Of<F extends Field> = Omit<Asked, 'field'> & { field: F };

/** How a question is answered about one ticket: the positive operators, type by type. */
export function answerOf(asked: Asked): Answer {
  const { field, positive } = asked;
  if (positive === 'is_set') return ({ facts }) => isSet(field, facts);
  if (positive === 'changed') return (subject) => hasChanged(field, subject);
  if (positive === 'changed_from') return about(asked, (subject) => subject.before());
  if (positive === 'changed_to') return about(asked, (subject) => subject.after());
  return ofType(asked);
}

function ofType(asked: Asked): Answer {
  switch (asked.field.type) {
    case 'choice':
      return choiceAnswer(asked as Of<typeof asked.field>);
    case 'rank':
      return rankAnswer(asked as Of<RankField>);
    case 'reference':
      return referenceAnswer(asked as Of<typeof asked.field>);
    case 'text':
      return textAnswer(asked as Of<TextField>);
    case 'number':
      return numberAnswer(asked as Of<typeof asked.field>);
    case 'date':
      return dateAnswer(asked as Of<typeof asked.field>);
    case 'instant':
      return instantAnswer(asked as Of<typeof asked.field>);
    case 'flag':
      return flagAnswer(asked as Of<typeof asked.field>);
    case 'open':
      return openAnswer(asked);
    case 'tags':
      return tagsAnswer(asked as Of<typeof asked.field>);
  }
}

/** An event changed the field, and before (or after) it the field was just that. */
function about(asked: Asked, ticketOf: (subject: Subject) => TicketFacts): Answer {
  const was = ofType({ ...asked, positive: 'is' });
  return (subject) => hasChanged(asked.field, subject) && was({ ...subject, facts: ticketOf(subject) });
}

function hasChanged(field: Field, subject: Subject): boolean {
  const [before, after] = [known(field, subject.before()), known(field, subject.after())];
  return JSON.stringify(before) !== JSON.stringify(after);
}

/** What a field holds, as plain JSON that is equal where the field did not change. */
function known(field: Field, facts: TicketFacts): unknown {
  const value = field.read(facts);
  if (field.type === 'reference') return (value as Named | null)?.key ?? null;
  return field.type === 'tags' ? [...(value as readonly string[])].sort() : (value ?? null);
}

function isSet(field: Field, facts: TicketFacts): boolean {
  const value = field.read(facts);
  if (field.type === 'text') return comparedTexts(field, facts).length > 0;
  return Array.isArray(value) ? value.length > 0 : value !== null;
}

function choiceAnswer({ field, value }: Of<Extract<Field, { type: 'choice' }>>): Answer {
  const wanted = new Set(list(value));
  return ({ facts }) => isOneOf(field.read(facts), wanted);
}

function isOneOf(fact: string | null, wanted: ReadonlySet<string>): boolean {
  return fact !== null && wanted.has(fact);
}

function rankAnswer({ field, positive, value }: Of<RankField>): Answer {
  const wanted = new Set(rankedAs(field, positive, list(value)));
  return ({ facts }) => isOneOf(field.read(facts), wanted);
}

/** The choices a ranked question means: those asked for, or all from one on; the highest stands first. */
export function rankedAs({ choices }: RankField, op: OperatorId, values: readonly string[]): readonly string[] {
  const place = choices.indexOf(values[0] ?? '');
  if (op === 'at_least') return choices.slice(0, place + 1);
  return op === 'at_most' ? choices.slice(place) : values;
}

function referenceAnswer({ field, value }: Of<Extract<Field, { type: 'reference' }>>): Answer {
  const values = list(value);
  return ({ facts, asker }) => {
    const fact = field.read(facts);
    return fact !== null && values.some((one) => namesIt(fact, one, asker));
  };
}

function textAnswer({ field, positive, value }: Of<TextField>): Answer {
  if (positive === 'matches') return patternAnswer(field, String(value));
  const wanted = comparable(String(value), field.comparison);
  if (positive === 'is') return (subject) => subject.texts(field).includes(wanted);
  if (positive === 'contains') return (subject) => subject.texts(field).some((text) => text.includes(wanted));
  if (positive === 'starts_with') return (subject) => subject.texts(field).some((text) => text.startsWith(wanted));
  return unanswerable(positive);
}

/** Asked of the text as written and as folded: a pattern with accents and one without both find it. */
function patternAnswer(field: TextField, written: string): Answer {
  const pattern = compilePattern(written);
  return (subject) => {
    const texts = [...subject.texts(field), ...field.read(subject.facts)];
    return texts.some((text) => text !== null && pattern.matcher(text).find());
  };
}

function numberAnswer({ field, positive, value }: Of<Extract<Field, { type: 'number' }>>): Answer {
  const compare = comparing(positive);
  return ({ facts }) => {
    const fact = field.read(facts);
    return fact !== null && compare(fact, Number(value));
  };
}

function comparing(op: OperatorId): (fact: number, value: number) => boolean {
  if (op === 'is') return (fact, value) => fact === value;
  if (op === 'less_than') return (fact, value) => fact < value;
  if (op === 'greater_than') return (fact, value) => fact > value;
  if (op === 'at_least') return (fact, value) => fact >= value;
  if (op === 'at_most') return (fact, value) => fact <= value;
  return unanswerable(op);
}

/** Days are compared as they are written: the year comes first. */
function dateAnswer({ field, positive, value }: Of<Extract<Field, { type: 'date' }>>): Answer {
  const wanted = String(value);
  const ask = (compare: (fact: string) => boolean): Answer => {
    return ({ facts }) => {
      const fact = field.read(facts);
      return fact !== null && compare(fact);
    };
  };
  if (positive === 'is') return ask((fact) => fact === wanted);
  if (positive === 'before') return ask((fact) => fact < wanted);
  if (positive === 'after') return ask((fact) => fact > wanted);
  return unanswerable(positive);
}

function instantAnswer({ field, positive, value }: Of<Extract<Field, { type: 'instant' }>>): Answer {
  return (subject) => isBeyond(field.read(subject.facts), subject.bound(positive, value));
}

function isBeyond(fact: Date | null, { side, at }: Bound): boolean {
  if (fact === null) return false;
  return side === 'before' ? fact.getTime() < at : fact.getTime() > at;
}

function flagAnswer({ field, value }: Of<Extract<Field, { type: 'flag' }>>): Answer {
  return ({ facts }) => field.read(facts) === value;
}

function openAnswer({ value }: { value: Value | undefined }): Answer {
  return ({ facts, asker }) => isOpenAt(calendarOfTicket(asker, facts).calendar, asker.now) === value;
}

function tagsAnswer({ field, positive, value }: Of<Extract<Field, { type: 'tags' }>>): Answer {
  const wanted = list(value);
  if (positive === 'has_any') return ({ facts }) => wanted.some((tag) => field.read(facts).includes(tag));
  if (positive === 'has_all') return ({ facts }) => wanted.every((tag) => field.read(facts).includes(tag));
  const isNew = (tag: string, one: TicketFacts, other: TicketFacts) =>
    field.read(one).includes(tag) && !field.read(other).includes(tag);
  if (positive === 'gained') return (s) => wanted.some((tag) => isNew(tag, s.after(), s.before()));
  if (positive === 'lost') return (s) => wanted.some((tag) => isNew(tag, s.before(), s.after()));
  return unanswerable(positive);
}

export function list(value: Value | undefined): string[] {
  return Array.isArray(value) ? value : [String(value)];
}
