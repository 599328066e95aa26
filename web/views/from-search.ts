import type { AskedQuestion } from '../../contract/search.ts';
import type { Condition } from '../../domain/conditions/condition.ts';
import { parseCondition } from '../../domain/conditions/text/parse.ts';
import type { Speech } from '../../domain/conditions/text/speech.ts';
import { without } from '../search/taken-out.ts';

type Meant = { speech: Speech; asked: readonly AskedQuestion[] };

/**
 * What a search asks, as the condition of a view. A view does not look into messages: words are asked of the subject. What is written
 * like a condition is read as one; else the questions are those the desk understood (`asked`), and the rest are words.
 */
export function conditionOfSearch(q: string, { speech, asked }: Meant): Condition {
  const parsed = parseCondition(q, speech);
  if ('condition' in parsed) return parsed.condition;
  const understood = asked.filter(({ condition }) => condition !== null);
  const rest = understood.reduce((text, one) => without(one.text, text), q);
  const words = [...rest.matchAll(/(-?)(?:"([^"]+)"?|([^\s"]+))/gu)].map(([, minus, phrase, word]) =>
    inSubject(phrase ?? word?.replace(/\*$/, '') ?? '', minus === '-'),
  );
  return { all: [...understood.flatMap(({ condition }) => condition ?? []), ...words] };
}

function inSubject(value: string, isDenied: boolean): Condition {
  return { field: 'subject', op: isDenied ? 'not_contains' : 'contains', value };
}
