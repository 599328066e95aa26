import { setImmediate as turn } from 'node:timers/promises';
import { type RawBuilder, sql } from 'kysely';
import { differentWords, searchableText } from '../../domain/searchable.ts';

/**
 * The `tsvector` of a message: Portuguese and English stems of its folded text, the subject included in the one that opens the
 * ticket. Only the Portuguese half keeps places, which phrases need and which cost most of the room; so the English half reads
 * each word once. The search room reads queries through the same `searchableText` (domain/searchable.ts).
 */
export function searchDocument(subject: string, text: string): RawBuilder<unknown> {
  const searchable = searchableText(`${subject}\n${text}`);
  return documentOf(searchable, differentWords(searchable));
}

/** Longer texts are worked out in several turns: nobody waits for all of it at once. */
const inOneTurn = 20_000;

/** The same, letting others in between. Of a short text at once. */
export async function searchDocumentByTurns(subject: string, text: string): Promise<RawBuilder<unknown>> {
  if (text.length <= inOneTurn) return searchDocument(subject, text);
  const searchable = searchableText(`${subject}\n${text}`);
  await turn();
  const words = differentWords(searchable);
  await turn();
  return documentOf(searchable, words);
}

function documentOf(searchable: string, words: string): RawBuilder<unknown> {
  return sql`(select to_tsvector('portuguese', d.text) || strip(to_tsvector('english', d.words))
    from (values (${searchable}::text, ${words}::text)) as d (text, words))`;
}
