import { sql } from 'kysely';
import type { Facts } from '../../../domain/suspicion.ts';
import type { Tx } from '../../platform/platform.ts';
import { personOf, type Since } from './person.ts';

/** Messages that came in from an address that is an agent's, and for which nobody vouches. */
export async function readForgedMails(tx: Tx, { since, roleOf }: Since): Promise<Facts['forgedMails']> {
  const { rows } = await sql<{ at: Date; id: string; name: string; role: string }>`
    select messages.created_at as at, agents.uuid as id, agents.name, agents.role
    from message_search searchable join messages on messages.id = searchable.message_id
    join contact_identities i on i.contact_id = messages.contact_id and i.kind = 'email'
    join agents on agents.email = i.value and agents.is_active
    where searchable.created_at > ${since} and messages.direction = 'in' and messages.verdict ->> 'status' = 'unverified'
    order by messages.id desc limit 1000`.execute(tx);
  return rows.map((row) => ({ at: row.at, agent: personOf(row, roleOf) }));
}
