import type { Condition } from '../../domain/conditions/condition.ts';
import { parseCondition } from '../../domain/conditions/text/parse.ts';
import { askedOf, readSearch } from '../../domain/conditions/text/search.ts';
import type { Speech } from '../../domain/conditions/text/speech.ts';

/**
 * What a search asks, as the condition of a view. A view does not look into messages: words are asked of the subject. What is written
 * like a condition is read as one; where that cannot be, only what the search itself understands is a question and the rest are words.
 */
export function conditionOfSearch(q: string, speech: Speech): Condition {
  const parsed = parseCondition(q, speech);
  if ('condition' in parsed) return parsed.condition;
  const read = readSearch(q, speech);
  const asked = askedOf(read);
  const questions = asked !== null && 'all' in asked ? asked.all : [];
  const words = [...read.words.matchAll(/(-?)(?:"([^"]+)"?|([^\s"]+))/gu)].map(([, minus, phrase, word]) =>
    inSubject(phrase ?? word?.replace(/\*$/, '') ?? '', minus === '-'),
  );
  return { all: [...questions, ...words] };
}

function inSubject(value: string, isDenied: boolean): Condition {
  return { field: 'subject', op: isDenied ? 'not_contains' : 'contains', value };
}
