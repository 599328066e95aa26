import { sql } from 'kysely';
import type { Tx } from '../../platform/platform.ts';

/** The requester is none: they have the ticket already. */
export async function insertParticipants(tx: Tx, ticketId: number, contactIds: readonly number[]): Promise<void> {
  await sql`insert into participants (ticket_id, contact_id)
    select tickets.id, contact_id from tickets, unnest(${contactIds as number[]}::bigint[]) as contact_id
    where tickets.id = ${ticketId} and contact_id <> tickets.requester_id on conflict do nothing`.execute(tx);
}
