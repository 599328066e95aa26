import { sql } from 'kysely';
import { type Facts, silentAfterMs } from '../../../domain/suspicion.ts';
import type { Db } from '../../platform/platform.ts';

type Silent = Facts['silentMailboxes'][number] & { isTold: boolean };

/**
 * Mailboxes that the desk follows and has not reached for a while. A change of the inbox begins anew. `isTried`: the desk
 * knows it cannot reach them, and is not merely about to begin. `isTold`: somebody was told of this silence already.
 */
export async function silentMailboxes(db: Db, now: Date): Promise<Silent[]> {
  const longAgo = new Date(now.getTime() - silentAfterMs);
  const { rows } = await sql<Silent>`
    select m.id::text as id, i.name as inbox, m.folder, seen.since,
      m.state = 'failing' or (m.state <> 'waiting' and m.state_since <= ${longAgo}) as "isTried",
      exists (select from suspicions s
        where s.code = 'mailbox_silent' and s.subject = m.id::text and s.at > seen.since) as "isTold"
    from mailboxes m join inboxes i on i.id = m.inbox_id,
      lateral (select greatest(m.last_success_at, m.connected_at, i.updated_at) as since) seen
    where m.is_followed and i.is_active and seen.since <= ${longAgo} order by m.id`.execute(db);
  return rows;
}
