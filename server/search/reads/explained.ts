import { type RawBuilder, sql } from 'kysely';
import type { AgentActor } from '../../../domain/permissions.ts';
import type { Resolution } from '../../../domain/tickets/ticket.ts';
import { tellingWords } from '../../../domain/triage/similar.ts';
import { inScope } from '../../agents/reads/scope.ts';
import { planAnew } from '../../platform/database/statement-names.ts';
import type { Db, Platform } from '../../platform/platform.ts';
import { ticketRowColumns } from '../../tickets/reads/row.ts';
import type { Term } from '../query.ts';
import type { FoundTicket } from './hits.ts';
import { inReach, type Within } from './within.ts';
import { wordsQuery } from './words.ts';

/** So many tickets whose resolution says the words, those recorded last; they stand before what was only said. */
const mostExplained = 10;

export async function findByResolution(p: Platform, within: Within, terms: readonly Term[]): Promise<FoundTicket[]> {
  const query = wordsQuery(terms);
  const { rows } = await sql<FoundTicket>`${planAnew} select ${ticketRowColumns}, null as message_uuid,
      concat_ws(E'\n', resolution ->> 'cause', resolution ->> 'steps', resolution ->> 'outcome') as text,
      ${query}::text as stems, '' as cursor
    from (select found.recorded_at, tickets.* from resolution_search as found
      join tickets on tickets.id = found.ticket_id
      where found.tsv @@ ${query} and ${inReach(within)}
      order by found.recorded_at desc limit ${sql.lit(mostExplained)}) as tickets
    order by tickets.recorded_at desc`.execute(p.db);
  return rows;
}

export type Explained = {
  number: number;
  subject: string;
  solvedAt: Date | null;
  resolution: Resolution;
};
export type AskedAbout = { id: number; subject: string; text: string };

/** The ticket that others are like: its subject and what was said first. Null where the agent may not see it. */
export async function readAsked(db: Db, by: { actor: AgentActor; number: number }): Promise<AskedAbout | null> {
  const { rows } = await sql<AskedAbout>`
    select tickets.id, tickets.subject, coalesce((select left(text, 4000) from messages
      where ticket_id = tickets.id and kind <> 'note' order by id limit 1), '') as text
    from tickets where tickets.number = ${by.number} and ${inScope(by.actor)}`.execute(db);
  return rows[0] ?? null;
}

const mostCandidates = 100;

/** Tickets with a resolution that may be like it, by subject or by words: the rule that ranks them is domain/triage/similar.ts. */
export async function candidatesFor(
  db: Db,
  actor: AgentActor,
  { id, subject, text }: AskedAbout,
): Promise<Explained[]> {
  const words = tellingWords(`${subject} ${text}`).slice(0, 12);
  const { rows } = await sql<Explained>`
    with alike as (
      (select id from tickets where resolution is not null
        and subject_folded % (select subject_folded from tickets where id = ${id}) limit ${sql.lit(mostCandidates)})
      union
      (select ticket_id from resolution_search where tsv @@ ${anyOf(words)}
        order by recorded_at desc limit ${sql.lit(mostCandidates)})
    )
    select number, subject, solved_at as "solvedAt", resolution from tickets
    where id in (select id from alike) and id <> ${id} and resolution is not null and ${inScope(actor)}`.execute(db);
  return rows;
}

function anyOf(words: readonly string[]): RawBuilder<unknown> {
  if (words.length === 0) return sql`''::tsquery`;
  return sql`(${sql.join(
    words.map((word) => sql`plainto_tsquery('portuguese', ${word})`),
    sql.raw(' || '),
  )})`;
}
