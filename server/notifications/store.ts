import { sql } from 'kysely';
import type { EventType } from '../../domain/events.ts';
import {
  type NotificationChoice,
  type NotificationEvent,
  notificationEventOf,
  ownNews,
  usualChoice,
} from '../../domain/notifications.ts';
import type { LoggedEvent } from '../platform/event-log/log-reader.ts';
import { newId } from '../platform/ids.ts';
import type { Db, Tx } from '../platform/platform.ts';

export type Told = { event: LoggedEvent; agentId: number; type: EventType };

/** Tells an agent once of an event, as they chose, unless they did it themselves or work here no more. True: a mail is due. */
export async function tellAgent(tx: Tx, { event, agentId, type }: Told): Promise<boolean> {
  const isTheirOwn = event.actorKind === 'agent' && event.actorId === agentId && !ownNews.includes(event.type);
  if (isTheirOwn) return false;
  const { rows } = await sql<{ mail: string }>`
    insert into notifications (uuid, agent_id, type, ticket_id, message_id, event_id, created_at, in_app, mail)
    select ${newId()}::uuid, agents.id, ${type}::text, ${event.ticketId}::bigint, ${event.messageId}::bigint,
      ${event.id}::bigint, ${event.at}::timestamptz, chosen.in_app, case when chosen.by_mail then 'waiting' else 'none' end
    from agents left join notification_choices c on c.agent_id = agents.id and c.event = ${notificationEventOf(type)}::text,
      lateral (select coalesce(c.in_app, ${usualChoice.inApp}) as in_app,
        coalesce(c.by_mail, ${usualChoice.byMail}) and ${event.ticketId}::bigint is not null as by_mail) chosen
    where agents.id = ${agentId} and agents.is_active and (chosen.in_app or chosen.by_mail)
    on conflict (agent_id, event_id, type) do nothing returning mail`.execute(tx);
  return rows[0]?.mail === 'waiting';
}

export async function saveChoice(
  tx: Tx,
  agentId: number,
  chosen: NotificationChoice & { event: NotificationEvent },
): Promise<void> {
  await sql`insert into notification_choices (agent_id, event, in_app, by_mail)
    values (${agentId}, ${chosen.event}, ${chosen.inApp}, ${chosen.byMail})
    on conflict (agent_id, event) do update set in_app = excluded.in_app, by_mail = excluded.by_mail`.execute(tx);
}

/** What waits to be told by mail about a ticket, held until the transaction ends. */
export async function lockMailDue(tx: Tx, due: { agentId: number; ticketId: number }): Promise<number[]> {
  const rows = await tx
    .selectFrom('notifications')
    .select('id')
    .where('agent_id', '=', due.agentId)
    .where('ticket_id', '=', due.ticketId)
    .where('mail', '=', 'waiting')
    .orderBy('id')
    .forUpdate()
    .execute();
  return rows.map(({ id }) => id);
}

export async function settleMail(tx: Tx, ids: readonly number[], mail: 'sent' | 'withheld'): Promise<void> {
  await tx
    .updateTable('notifications')
    .set({ mail })
    .where('id', 'in', [...ids])
    .execute();
}

/** Who may read the audit log: they can judge what looks wrong. */
export async function guardIds(tx: Tx): Promise<number[]> {
  const { rows } = await sql<{ id: number }>`
    select agents.id from agents join roles on roles.slug = agents.role
    where agents.is_active and roles.permissions && '{*,audit.read}' order by agents.id`.execute(tx);
  return rows.map(({ id }) => id);
}

/** Who looks after parked mail, and was not told of any since they last looked: one word is enough for a hundred. */
export async function postmasterIds(tx: Tx): Promise<number[]> {
  const { rows } = await sql<{ id: number }>`
    select agents.id from agents join roles on roles.slug = agents.role
    where agents.is_active and roles.permissions && '{*,deliveries.manage}' and not exists (
      select 1 from notifications n where n.agent_id = agents.id and n.type = 'inbound.parked' and n.read_at is null)
    order by agents.id`.execute(tx);
  return rows.map(({ id }) => id);
}

export type Concerned = { assigneeId: number | null; authorId: number | null; isFirst: boolean };

/** By event: who holds the ticket now, who wrote the message, and whether the ticket began with it. */
export async function concernedBy(tx: Tx, events: readonly LoggedEvent[]): Promise<ReadonlyMap<number, Concerned>> {
  if (events.length === 0) return new Map();
  const column = (of: (event: LoggedEvent) => number | null) => sql`${events.map(of)}::bigint[]`;
  const { rows } = await sql<Concerned & { eventId: number }>`
    select asked.event_id as "eventId", (select assignee_id from tickets where id = asked.ticket_id) as "assigneeId",
      (select agent_id from messages where id = asked.message_id) as "authorId",
      not exists (select 1 from messages where ticket_id = asked.ticket_id and id < asked.message_id) as "isFirst"
    from unnest(${column(({ id }) => id)}, ${column(({ ticketId }) => ticketId)}, ${column(({ messageId }) => messageId)})
      as asked (event_id, ticket_id, message_id)`.execute(tx);
  return new Map(rows.map(({ eventId, ...concerned }) => [eventId, concerned]));
}

/** Who holds the ticket now, and who sent it to sleep last. */
export async function concernedBySleep(
  tx: Tx,
  event: LoggedEvent,
): Promise<{ assigneeId: number | null; snoozedBy: number | null }> {
  const { rows } = await sql<{ assigneeId: number | null; snoozedBy: number | null }>`
    select (select assignee_id from tickets where id = ${event.ticketId}::bigint) as "assigneeId",
      (select actor_id from events where ticket_id = ${event.ticketId}::bigint and type = 'ticket.snoozed'
        and actor_kind = 'agent' and id < ${event.id}::bigint order by id desc limit 1) as "snoozedBy"`.execute(tx);
  return rows[0] ?? { assigneeId: null, snoozedBy: null };
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
