import { sql } from 'kysely';
import type { Inbox } from '../../../contract/inboxes.ts';
import type { Db } from '../../platform/platform.ts';
import { inboxNotFound } from './inboxes.ts';

type Row = Omit<Inbox, 'lastErrorAt' | 'connection'> & {
  lastErrorAt: Date | null;
  state: NonNullable<Inbox['connection']>['state'] | null;
  since: Date | null;
  lastSuccessAt: Date | null;
  folders: NonNullable<Inbox['connection']>['folders'] | null;
};

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
      i.confirmation, i.closed_policy as closed, i.is_active as "isActive", i.last_error as "lastError", i.last_error_at as "lastErrorAt",
      box.state, box.since, box."lastSuccessAt", box.folders, signed."signIn",
      array(select address from inbox_addresses where inbox_id = i.id order by position, address) as addresses,
      case when t.id is not null then json_build_object('id', t.uuid, 'slug', t.slug, 'name', t.name) end as team,
      case when o.id is not null then json_build_object('id', o.uuid, 'slug', o.slug, 'name', o.name) end as topic
    from inboxes i left join teams t on t.id = i.team_id left join topics o on o.id = i.topic_id
    left join lateral (${standing}) box on true
    left join lateral (${permission}) signed on true
    where ${uuid}::uuid is null or i.uuid = ${uuid}::uuid order by i.id`.execute(db);
  return rows.map(({ state, since, lastSuccessAt, folders, ...row }) => ({
    ...row,
    lastErrorAt: row.lastErrorAt?.toISOString() ?? null,
    connection:
      state === null || since === null
        ? null
        : {
            state,
            since: since.toISOString(),
            lastSuccessAt: lastSuccessAt?.toISOString() ?? null,
            folders: folders ?? [],
          },
  }));
}

/** The folder that is worst off, and the success that is longest ago. */
const standing = sql`
  select case when i.is_active then m.state else 'paused' end as state,
    case when i.is_active then m.state_since else i.updated_at end as since,
    min(m.last_success_at) over () as "lastSuccessAt",
    json_agg(json_build_object('name', m.folder, 'state', m.state, 'lastError', m.last_error)) over () as folders
  from mailboxes m where m.inbox_id = i.id and (m.is_followed or not i.is_active)
  order by array_position(array['failing', 'connecting', 'fetching', 'waiting'], m.state), m.id limit 1`;

const permission = sql`
  select json_build_object('isAllowed', exists (select from inbox_sign_ins s where s.inbox_id = i.id)) as "signIn"
  where coalesce(i.settings ->> 'signIn', 'password') <> 'password' and i.settings ->> 'incoming' = 'imap'`;
