import { sql } from 'kysely';
import type { Post } from '../../../domain/tickets/escalate.ts';
import type { Tx } from '../../platform/platform.ts';
import type { LockedTicket } from './lock.ts';

/** Who has the ticket now, kept before it goes up. The ticket is locked. */
export async function insertEscalation(
  tx: Tx,
  { ticket, agentId, reason, at }: { ticket: LockedTicket; agentId: number | null; reason: string; at: Date },
): Promise<void> {
  await tx
    .insertInto('escalations')
    .values({
      ticket_id: ticket.id,
      from_team_id: ticket.teamId,
      from_tier: ticket.tier,
      from_assignee_id: ticket.assigneeId,
      agent_id: agentId,
      reason,
      created_at: at,
    })
    .execute();
}

/** The escalation the ticket stands in, and where it came from: an agent who left is nobody. */
export async function newestEscalation(tx: Tx, ticketId: number): Promise<{ id: number; from: Post } | null> {
  const { rows } = await sql<{ id: number } & Post>`
    select e.id, e.from_team_id as "teamId", e.from_tier as tier,
      (select id from agents where id = e.from_assignee_id and is_active) as "assigneeId"
    from escalations e where e.ticket_id = ${ticketId} and e.returned_at is null order by e.id desc limit 1`.execute(
    tx,
  );
  const row = rows[0];
  if (row === undefined) return null;
  const { id, ...from } = row;
  return { id, from };
}

export async function returnEscalation(tx: Tx, id: number, at: Date): Promise<void> {
  await tx.updateTable('escalations').set({ returned_at: at }).where('id', '=', id).execute();
}
