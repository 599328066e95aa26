import { sql } from 'kysely';
import type { Notification } from '../../../contract/notifications.ts';
import type { Reason } from '../../../domain/events.ts';
import { type AgentActor, may } from '../../../domain/permissions.ts';
import { previewOfNew } from '../../../domain/quotation/preview.ts';
import { inScope } from '../../agents/reads/scope.ts';
import type { Db } from '../../platform/platform.ts';

type Row = {
  row_id: number;
  id: string;
  type: string;
  number: number | null;
  subject: string | null;
  actor: string | null;
  text: string | null;
  reason: Reason | null;
  created_at: Date;
  read_at: Date | null;
};
const excerptLength = 140;

/** What the agent was told, newest first: of what he sees today, whatever he saw when it happened. */
export async function listNotifications(
  db: Db,
  actor: AgentActor,
  page: { limit: number; after?: string | undefined },
): Promise<{ notifications: Notification[]; unread: number; next: string | null }> {
  const before = page.after === undefined ? null : Number(page.after) || 0;
  const { rows } = await sql<Row>`
    select n.id as row_id, n.uuid as id, n.type, tickets.number, tickets.subject, left(messages.text, ${excerptLength * 8}) as text,
      case events.actor_kind when 'agent' then agents.name when 'contact' then contacts.name end as actor,
      case when n.type in ('security.suspicion', 'ticket.solve_refused') then events.reason end as reason, n.created_at, n.read_at
    from notifications n
    left join tickets on tickets.id = n.ticket_id
    left join messages on messages.id = n.message_id
    left join events on events.id = n.event_id
    left join agents on events.actor_kind = 'agent' and agents.id = events.actor_id
    left join contacts on events.actor_kind = 'contact' and contacts.id = events.actor_id
    where n.agent_id = ${actor.id} and (${before}::bigint is null or n.id < ${before}) and ${mayStillRead(actor)}
    order by n.id desc limit ${page.limit + 1}`.execute(db);
  const shownRows = rows.slice(0, page.limit);
  const next = rows.length > page.limit ? String(shownRows.at(-1)?.row_id) : null;
  return { notifications: shownRows.map(shown), unread: await countUnread(db, actor), next };
}

/** What somebody was told in an earlier role is not told them again in one that knows less. */
function mayStillRead(actor: AgentActor) {
  return sql`n.in_app and (n.ticket_id is null or ${inScope(actor)})
    and (n.type <> 'security.suspicion' or ${may(actor, 'audit.read')})
    and (n.type <> 'inbound.parked' or ${may(actor, 'deliveries.manage')})`;
}

async function countUnread(db: Db, actor: AgentActor): Promise<number> {
  const { rows } = await sql<{ unread: number }>`
    select count(*) as unread from notifications n left join tickets on tickets.id = n.ticket_id
    where n.agent_id = ${actor.id} and n.read_at is null and ${mayStillRead(actor)}`.execute(db);
  return rows[0]?.unread ?? 0;
}

function shown(row: Row): Notification {
  return {
    id: row.id,
    type: row.type,
    ticket: row.number === null ? null : { number: row.number, subject: row.subject ?? '' },
    actor: row.actor,
    excerpt: previewOfNew(row.text ?? '', excerptLength),
    reason: row.reason,
    createdAt: row.created_at.toISOString(),
    readAt: row.read_at?.toISOString() ?? null,
  };
}
