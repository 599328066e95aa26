import { sql } from 'kysely';
import type { EventType } from '../../domain/events.ts';
import { newId } from '../platform/ids.ts';
import type { LoggedEvent } from '../platform/log-reader.ts';
import type { Db, Tx } from '../platform/platform.ts';

export type Told = { event: LoggedEvent; agentId: number; type: EventType };

/** Tells an agent once of an event, unless he did it himself or works here no more. */
export async function tellAgent(tx: Tx, { event, agentId, type }: Told): Promise<void> {
  const isHisOwn = event.actorKind === 'agent' && event.actorId === agentId;
  if (isHisOwn) return;
  await sql`
    insert into notifications (uuid, agent_id, type, ticket_id, message_id, event_id, created_at)
    select ${newId()}::uuid, id, ${type}::text, ${event.ticketId}::bigint, ${event.messageId}::bigint,
      ${event.id}::bigint, ${event.at}::timestamptz
    from agents where id = ${agentId} and is_active
    on conflict (agent_id, event_id, type) do nothing`.execute(tx);
}

/** Who may read the audit log: they can judge what looks wrong. */
export async function guardIds(tx: Tx): Promise<number[]> {
  const { rows } = await sql<{ id: number }>`
    select agents.id from agents join roles on roles.slug = agents.role
    where agents.is_active and roles.permissions && '{*,audit.read}' order by agents.id`.execute(tx);
  return rows.map(({ id }) => id);
}

type Concerned = { assigneeId: number | null; authorId: number | null; isFirst: boolean };

/** Who holds the ticket now, who wrote the message, and whether the ticket began with it: whom news about it concerns. */
export async function concernedBy(tx: Tx, event: LoggedEvent): Promise<Concerned> {
  const { rows } = await sql<Concerned>`
    select (select assignee_id from tickets where id = ${event.ticketId}::bigint) as "assigneeId",
      (select agent_id from messages where id = ${event.messageId}::bigint) as "authorId",
      not exists (select 1 from messages
        where ticket_id = ${event.ticketId}::bigint and id < ${event.messageId}::bigint) as "isFirst"`.execute(tx);
  return rows[0] as Concerned;
}

/** False when the agent has no such notification. */
export async function markRead(db: Db, of: { agentId: number; notificationId: string; at: Date }): Promise<boolean> {
  const { rows } = await sql`
    update notifications set read_at = coalesce(read_at, ${of.at})
    where agent_id = ${of.agentId} and uuid = ${of.notificationId} returning id`.execute(db);
  return rows.length > 0;
}

export async function markAllRead(db: Db, of: { agentId: number; at: Date }): Promise<void> {
  await db
    .updateTable('notifications')
    .set({ read_at: of.at })
    .where('agent_id', '=', of.agentId)
    .where('read_at', 'is', null)
    .execute();
}
