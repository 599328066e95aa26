import { type RawBuilder, sql } from 'kysely';
import { joinedCodes, searchableText } from '../../../domain/searchable.ts';
import type { Term } from '../query.ts';

type Sql = RawBuilder<unknown>;

/**
 * What must be in a message, as one `tsquery` made by PostgreSQL from the same searchable text as its documents. A word is
 * looked up by its Portuguese or its English stem, a code also as one word; phrases by their places, which only the Portuguese
 * half of a document keeps.
 */
export function wordsQuery(terms: readonly Term[]): Sql {
  return sql`(${sql.join(terms.map(termQuery), sql.raw(' && '))})`;
}

function termQuery(term: Term): Sql {
  const query = positiveQuery(term);
  return term.isDenied ? sql`(!! ${query})` : query;
}

function positiveQuery({ kind, text }: Term): Sql {
  if (kind === 'prefix') return sql`to_tsquery('simple', ${`${text}:*`})`;
  const searchable = searchableText(text);
  if (kind === 'phrase') return sql`phraseto_tsquery('portuguese', ${searchable.split('\n')[0]})`;
  const [code] = joinedCodes(text);
  if (code === undefined)
    return sql`(plainto_tsquery('portuguese', ${searchable}) || plainto_tsquery('english', ${searchable}))`;
  const apart = searchable.split('\n')[0];
  return sql`(phraseto_tsquery('portuguese', ${apart}) || plainto_tsquery('simple', ${code}))`;
}

/** The stems of a query as PostgreSQL writes it: `'bolet' | 'boleto' & !'pag'`. */
export function stemsOf(query: string): string[] {
  return [...query.matchAll(/(!?)'((?:[^']|'')+)'/g)].flatMap(([, not, stem]) => (not === '!' || !stem ? [] : [stem]));
}
