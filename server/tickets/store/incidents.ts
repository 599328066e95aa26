import { sql } from 'kysely';
import type { Ties } from '../../../domain/tickets/incidents.ts';
import type { Tx } from '../../platform/platform.ts';

type Pair = { ticketId: number; problemId: number };

/** Both are locked, and links of incidents are made and taken away under the locks of both. */
export async function tiesOf(tx: Tx, { ticketId, problemId }: Pair): Promise<Ties> {
  const { rows } = await sql<Ties>`
    select (select count(*)::int from ticket_links where to_ticket_id = ${ticketId} and kind = 'incident_of') as "problemOf",
      exists (select from ticket_links where from_ticket_id = ${ticketId} and kind = 'incident_of') as "isIncident",
      exists (select from ticket_links where from_ticket_id = ${problemId} and kind = 'incident_of') as "problemIsIncident",
      (select count(*)::int from ticket_links where to_ticket_id = ${problemId} and kind = 'incident_of') as incidents
  `.execute(tx);
  return rows[0] as Ties;
}

/** The problem a ticket is an incident of; null where it is none. */
export async function problemOf(tx: Tx, ticketId: number): Promise<number | null> {
  const { rows } = await sql<{ id: number }>`select to_ticket_id as id from ticket_links
    where from_ticket_id = ${ticketId} and kind = 'incident_of'`.execute(tx);
  return rows[0]?.id ?? null;
}

export async function insertIncident(tx: Tx, { ticketId, problemId }: Pair): Promise<void> {
  await sql`insert into ticket_links (from_ticket_id, to_ticket_id, kind)
    values (${ticketId}, ${problemId}, 'incident_of')`.execute(tx);
}

export async function deleteIncident(tx: Tx, { ticketId, problemId }: Pair): Promise<void> {
  await sql`delete from ticket_links where from_ticket_id = ${ticketId} and to_ticket_id = ${problemId}
    and kind = 'incident_of'`.execute(tx);
}
