import { sql } from 'kysely';
import type { Db } from '../../platform/platform.ts';

/** Of several processes the one that says longest counts. */
export async function keepOnline(db: Db, agentIds: readonly number[], until: Date): Promise<void> {
  await sql`insert into agent_presence (agent_id, online_until)
    select id, ${until}::timestamptz from agents where id = any(${agentIds as number[]}::bigint[]) order by id
    on conflict (agent_id) do update set online_until = greatest(agent_presence.online_until, excluded.online_until)`.execute(
    db,
  );
}

export async function shortenOnline(db: Db, agentId: number, until: Date): Promise<void> {
  await sql`update agent_presence set online_until = least(online_until, ${until}::timestamptz)
    where agent_id = ${agentId}`.execute(db);
}
