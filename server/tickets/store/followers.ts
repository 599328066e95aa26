import { sql } from 'kysely';
import type { Tx } from '../../platform/platform.ts';

/** False when they followed it already. */
export async function insertFollower(tx: Tx, of: { ticketId: number; agentId: number }): Promise<boolean> {
  const { rows } = await sql`insert into followers (ticket_id, agent_id) values (${of.ticketId}, ${of.agentId})
    on conflict do nothing returning agent_id`.execute(tx);
  return rows.length > 0;
}
