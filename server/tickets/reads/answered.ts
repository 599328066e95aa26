import { sql } from 'kysely';
import type { Tx } from '../../platform/platform.ts';

/** What a reply of the desk's own would answer: the last the requester wrote. */
export type Answered = {
  isAutomatic: boolean;
  isHistory: boolean;
  isVerified: boolean;
  /** Addresses that are the requester's own. */
  addresses: string[];
};

/** A ticket in which the requester wrote nothing (an agent opened it) is nobody's to doubt. */
export async function readAnswered(tx: Tx, ticketId: number): Promise<Answered> {
  const { rows } = await sql<Answered>`
    select coalesce(m.is_automatic, false) as "isAutomatic",
      coalesce(n.envelope ->> 'isHistory' = 'true', false) as "isHistory",
      m.id is null or m.inbound_id is null or coalesce(m.verdict ->> 'status' = 'verified', false) as "isVerified",
      array(select lower(value) from contact_identities where contact_id = t.requester_id and kind = 'email' order by id)
        as addresses
    from tickets t
      left join lateral (select * from messages where ticket_id = t.id and direction = 'in'
        and contact_id = t.requester_id order by id desc limit 1) m on true
      left join inbound n on n.id = m.inbound_id
    where t.id = ${ticketId}`.execute(tx);
  return rows[0] as Answered;
}
