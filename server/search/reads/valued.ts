import { sql } from 'kysely';
import { planAnew } from '../../platform/database/statement-names.ts';
import type { Platform } from '../../platform/platform.ts';
import { ticketRowColumns } from '../../tickets/reads/row.ts';
import type { Term } from '../query.ts';
import type { FoundTicket } from './hits.ts';
import { inReach, type Within } from './within.ts';
import { wordsQuery } from './words.ts';

/** So many tickets with the words among the values of their own fields, those changed last. */
const mostValued = 10;

export async function findByFields(p: Platform, within: Within, terms: readonly Term[]): Promise<FoundTicket[]> {
  const query = wordsQuery(terms);
  const { rows } = await sql<FoundTicket>`${planAnew} select ${ticketRowColumns}, null as message_uuid,
      coalesce((select string_agg(value #>> '{}', ' · ' order by key) from jsonb_each(tickets.custom_fields)
        where jsonb_typeof(value) in ('string', 'number')), '') as text,
      ${query}::text as stems, '' as cursor
    from (select found.changed_at, tickets.* from field_search as found
      join tickets on tickets.id = found.ticket_id
      where found.tsv @@ ${query} and ${inReach(within)}
      order by found.changed_at desc limit ${sql.lit(mostValued)}) as tickets
    order by tickets.changed_at desc`.execute(p.db);
  return rows;
}
