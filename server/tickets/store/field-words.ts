import { type RawBuilder, sql } from 'kysely';
import type { CustomFields } from '../../../domain/tickets/ticket.ts';
import { searchDocument } from '../search-document.ts';

/**
 * The words by which search finds a ticket's own fields, as a piece of the statement that saves them (`ticket` is defined before
 * it); nothing is kept where there is nothing to find. Whoever changes no value has no such piece: mail costs nothing more.
 */
export function keepFieldWords(customFields: CustomFields, at: Date): RawBuilder<unknown> {
  const text = textOf(customFields);
  if (text === '') return sql`delete from field_search using ticket where ticket_id = ticket.id`;
  return sql`insert into field_search (ticket_id, changed_at, tsv)
    select ticket.id, ${at}::timestamptz, ${searchDocument('', text)} from ticket
    on conflict (ticket_id) do update set changed_at = excluded.changed_at, tsv = excluded.tsv`;
}

/** What somebody could look for: texts, numbers and chosen answers; a tick alone says nothing. */
function textOf(customFields: CustomFields): string {
  const values = Object.values(customFields).filter((value) => typeof value !== 'boolean');
  return values.flat().join('\n');
}
