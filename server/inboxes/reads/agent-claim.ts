import { sql } from 'kysely';
import type { Tx } from '../../platform/platform.ts';

type ClaimFacts = {
  /** The ticket as it is now: merged, it is the other one. */
  ticketId: number;
  number: number | null;
  /** The same mail came by another of our inboxes and is in the ticket already. */
  isTwin: boolean;
};

export async function agentClaimFacts(
  tx: Tx,
  { ticketId, inboundId }: { ticketId: number; inboundId: number },
): Promise<ClaimFacts> {
  const { rows } = await sql<ClaimFacts>`
    select coalesce(target.id, t.id, ${ticketId}::bigint) as "ticketId", coalesce(target.number, t.number) as number,
      exists (select from inbound mine join inbound theirs on theirs.key = mine.key and theirs.id <> mine.id
          and theirs.inbox_id <> mine.inbox_id join messages m on m.inbound_id = theirs.id
        where mine.id = ${inboundId}) as "isTwin"
    from (select 1) one left join tickets t on t.id = ${ticketId} left join tickets target on target.id = t.merged_into`.execute(
    tx,
  );
  return rows[0] as ClaimFacts;
}
