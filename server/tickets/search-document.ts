import { type RawBuilder, sql } from 'kysely';
import { differentWords, searchableText } from '../../domain/searchable.ts';

/**
 * The `tsvector` of a message: Portuguese and English stems of its folded text, the subject included in the one that opens the
 * ticket. Only the Portuguese half keeps places, which phrases need and which cost most of the room; so the English half reads
 * each word once. The search room reads queries through the same `searchableText` (domain/searchable.ts).
 */
export function searchDocument(subject: string, text: string): RawBuilder<unknown> {
  const searchable = searchableText(`${subject}\n${text}`);
  return sql`(select to_tsvector('portuguese', d.text) || strip(to_tsvector('english', d.words))
    from (values (${searchable}::text, ${differentWords(searchable)}::text)) as d (text, words))`;
}
