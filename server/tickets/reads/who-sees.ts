import { sql } from 'kysely';
import type { AgentActor } from '../../../domain/permissions.ts';
import { inScope } from '../../agents/reads/scope.ts';
import type { Db } from '../../platform/platform.ts';
import { ticketNotFound } from '../store/lock.ts';

/** What decides who else sees a ticket that this agent sees. */
export type WhoSees = { assigneeId: number | null; teamId: number | null; requesterId: number; followerIds: number[] };

export async function whoSees(db: Db, { actor, number }: { actor: AgentActor; number: number }): Promise<WhoSees> {
  const { rows } = await sql<WhoSees>`
    select assignee_id as "assigneeId", team_id as "teamId", requester_id as "requesterId",
      array(select agent_id::int from followers where ticket_id = tickets.id) as "followerIds"
    from tickets where number = ${number} and ${inScope(actor)}`.execute(db);
  if (!rows[0]) throw ticketNotFound();
  return rows[0];
}
