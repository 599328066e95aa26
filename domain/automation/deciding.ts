import type { Asker } from '../conditions/asker.ts';
import { builtIn } from '../conditions/catalogue.ts';
import { type Condition, checkDepth, type Question } from '../conditions/condition.ts';
import type { TicketFacts } from '../conditions/facts.ts';
import { holds } from '../conditions/holds.ts';

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

type Settled = { answer: boolean; question: Question | null };

function ask(condition: Condition, about: { facts: TicketFacts; asker: Asker }, depth: number): Settled {
  if ('field' in condition) return { answer: holds(condition, about.facts, about.asker), question: condition };
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
