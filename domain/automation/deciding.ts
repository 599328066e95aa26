import type { Asker } from '../conditions/asker.ts';
import { builtIn, type Catalogue } from '../conditions/catalogue.ts';
import { type Condition, checkDepth, type Question } from '../conditions/condition.ts';
import type { TicketFacts } from '../conditions/facts.ts';
import { type Prepared, prepare } from '../conditions/holds.ts';
import type { Place } from '../conditions/operators.ts';
import { subjectOf } from '../conditions/subject.ts';

/** A plain value of a ticket as the trace keeps it: references by the key the world knows them by, instants as ISO text. */
export type FactValue = string | number | boolean | null | readonly string[];

/** The question that settled the answer, and what the ticket had there. */
export type Deciding = { question: Question; value: FactValue };

/** The answer of a condition and what it hung on; null where there was nothing to ask ("every ticket"). */
export type Answer = { holds: boolean; deciding: Deciding | null };

/**
 * Says what `holds` says, and which question settled it: of "all" the first that failed, of "any" the first that held; where
 * all of them agree, the first. Every part is asked even when the answer is known, so that a broken one never hides.
 */
export function decide(condition: Condition, facts: TicketFacts, asker: Asker): Answer {
  const { answer, question } = ask(condition, { facts, asker }, 0);
  return { holds: answer, deciding: question && { question, value: factOf(question, facts, asker) } };
}

type About = { facts: TicketFacts; asker: Asker };
type Settled = { answer: boolean; question: Question | null };

function ask(condition: Condition, about: About, depth: number): Settled {
  if ('field' in condition)
    return { answer: prepared(condition, about)(subjectOf(about.facts, about.asker)), question: condition };
  checkDepth(depth);
  if ('not' in condition) {
    const inner = ask(condition.not, about, depth + 1);
    return { ...inner, answer: !inner.answer };
  }
  const isAll = 'all' in condition;
  const parts = (isAll ? condition.all : condition.any).map((part) => ask(part, about, depth + 1));
  const settled = parts.find(({ answer }) => answer !== isAll);
  return settled ?? { answer: isAll, question: parts[0]?.question ?? null };
}

/** A question is read once for as long as its rule and the desk's fields stay what they are. */
function prepared(question: Question, { facts, asker: { catalogue = builtIn } }: About): Prepared {
  const place = facts.event ? 'event' : 'ticket';
  const kept = known.get(question);
  if (kept?.catalogue === catalogue && kept.place === place) return kept.test;
  const test = prepare(question, place, catalogue);
  known.set(question, { test, catalogue, place });
  return test;
}
const known = new WeakMap<Question, { test: Prepared; catalogue: Catalogue; place: Place }>();

function factOf(question: Question, facts: TicketFacts, { catalogue = builtIn }: Asker): FactValue {
  return plain(catalogue.field(question.field)?.read(facts) ?? null);
}

const mostText = 200;

function plain(value: unknown): FactValue {
  if (value instanceof Date) return value.toISOString();
  if (Array.isArray(value)) return value.flatMap((one) => (one === null ? [] : [String(one).slice(0, mostText)]));
  if (typeof value === 'object' && value !== null && 'key' in value) return String(value.key);
  if (typeof value === 'string') return value.slice(0, mostText);
  return typeof value === 'number' || typeof value === 'boolean' ? value : null;
}
