import { sql } from 'kysely';
import type { Inbox } from '../../../contract/inboxes.ts';
import type { Db } from '../../platform/platform.ts';
import { inboxNotFound } from './inboxes.ts';

type Row = Omit<Inbox, 'lastErrorAt'> & { lastErrorAt: Date | null };

/** Inboxes as an admin sees them. What is sealed is not even selected. */
export async function listInboxes(db: Db): Promise<Inbox[]> {
  return select(db, null);
}

export async function getInbox(db: Db, uuid: string): Promise<Inbox> {
  const [inbox] = await select(db, uuid);
  if (!inbox) throw inboxNotFound();
  return inbox;
}

async function select(db: Db, uuid: string | null): Promise<Inbox[]> {
  const { rows } = await sql<Row>`
    select i.uuid as id, i.name, i.channel, i.settings, i.language, i.sender_name as "senderName", i.signature,
      i.confirmation, i.is_active as "isActive", i.last_error as "lastError", i.last_error_at as "lastErrorAt",
      array(select address from inbox_addresses where inbox_id = i.id order by position, address) as addresses,
      case when t.id is not null then json_build_object('id', t.uuid, 'slug', t.slug, 'name', t.name) end as team,
      case when o.id is not null then json_build_object('id', o.uuid, 'slug', o.slug, 'name', o.name) end as topic
    from inboxes i left join teams t on t.id = i.team_id left join topics o on o.id = i.topic_id
    where ${uuid}::uuid is null or i.uuid = ${uuid}::uuid order by i.id`.execute(db);
  return rows.map((row) => ({ ...row, lastErrorAt: row.lastErrorAt?.toISOString() ?? null }));
}
