import { sql } from 'kysely';
import type { Tx } from '../../platform/platform.ts';

type ClaimFacts = {
  /** The ticket as it is now: merged, it is the other one. */
  ticketId: number;
  number: number | null;
  /** The ticket the notification was about, where that was merged since. */
  writtenFor: number | null;
  /** The same mail came by another of our inboxes and is in the ticket already. */
  isTwin: boolean;
};

export async function agentClaimFacts(
  tx: Tx,
  { ticketId, inboundId }: { ticketId: number; inboundId: number },
): Promise<ClaimFacts> {
  const { rows } = await sql<ClaimFacts>`
    with recursive trail as (
      select id, number, merged_into from tickets where id = ${ticketId}
      union all select t.id, t.number, t.merged_into from trail join tickets t on t.id = trail.merged_into
    )
    select coalesce(top.id, ${ticketId}::bigint) as "ticketId", top.number,
      case when top.id <> ${ticketId} then ${ticketId}::bigint end as "writtenFor",
      exists (select from inbound mine join inbound theirs on theirs.key = mine.key and theirs.id <> mine.id
          and theirs.inbox_id <> mine.inbox_id join messages m on m.inbound_id = theirs.id
        where mine.id = ${inboundId}) as "isTwin"
    from (select 1) one left join trail top on top.merged_into is null`.execute(tx);
  return rows[0] as ClaimFacts;
}
