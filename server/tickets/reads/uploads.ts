import { sql } from 'kysely';
import type { Upload } from '../../../contract/uploads.ts';
import type { AgentActor } from '../../../domain/permissions.ts';
import type { Db } from '../../platform/platform.ts';

/** What an agent has put up in a ticket and not sent; nobody else's is ever shown. */
export async function readUploads(
  db: Db,
  { actor, number, at }: { actor: AgentActor; number: number; at: Date },
): Promise<Upload[]> {
  const { rows } = await sql<Upload>`
    select uuid as id, name, content_type as "contentType", size, box from uploads
    where agent_id = ${actor.id} and expires_at > ${at}::timestamptz
      and ticket_id = (select id from tickets where number = ${number}) order by id`.execute(db);
  return rows;
}

/** How many bytes of this agent wait to be sent, in all tickets. */
export async function unsentBytes(db: Db, { agentId, at }: { agentId: number; at: Date }): Promise<number> {
  const { rows } = await sql<{ sum: number }>`
    select coalesce(sum(size), 0)::float8 as sum from uploads
    where agent_id = ${agentId} and expires_at > ${at}::timestamptz`.execute(db);
  return rows[0]?.sum ?? 0;
}
