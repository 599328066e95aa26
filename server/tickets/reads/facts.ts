import { sql } from 'kysely';
import type { TicketFacts } from '../../../domain/conditions/facts.ts';
import { priorities, statusCategories } from '../../../domain/tickets/ticket.ts';
import type { Db, Tx } from '../../platform/platform.ts';
import { at } from './row.ts';

/** What happened, where conditions are asked about it: the message it brought, if any. */
export type FactsEvent = { messageId: number | null };

type Row = Omit<TicketFacts, 'statusCategory' | 'priority' | 'event'> & {
  statusCategory: number;
  priority: number;
  messageText: string | null;
};

/**
 * All that a condition can ask of a ticket, in one statement; with `event`, also of what happened. Its columns are those the
 * catalogue names (domain/conditions/catalogue.ts). For rules, which see every ticket: no scope is asked.
 */
export async function readFacts(
  db: Db | Tx,
  asked: { ticketId: number; event?: FactsEvent },
): Promise<TicketFacts | null> {
  const { rows } = await sql<Row>`
    select t.number, t.subject, ${named('s', 'slug')} as status, t.status_category as "statusCategory", t.priority,
      ${named('topic')} as topic, ${named('team')} as team, ${named('agent')} as assignee,
      jsonb_build_object('id', c.id, 'key', c.uuid, 'name', c.name, 'emails', array(
        select value from contact_identities where contact_id = c.id and kind = 'email' order by id)) as requester,
      case when o.id is not null then jsonb_build_object('id', o.id, 'key', o.uuid, 'name', o.name, 'isVip', o.is_vip,
        'domains', array(select domain from organization_domains where organization_id = o.id)) end as organization,
      ${named('inbox')} as inbox, t.channel, t.language, t.tags,
      t.last_author_kind is not distinct from 'contact' as "awaitsReply", t.reopened_count as "reopenedCount",
      t.message_count as "messageCount", t.created_at as "createdAt", t.updated_at as "updatedAt",
      t.status_changed_at as "statusChangedAt", t.first_replied_at as "firstRepliedAt",
      t.last_customer_message_at as "lastCustomerMessageAt", t.last_agent_reply_at as "lastReplyAt",
      nullif(t.next_due_at, 'infinity') as "nextDueAt", t.solved_at as "solvedAt", t.closed_at as "closedAt",
      (select text from messages where id = ${asked.event?.messageId ?? null}::bigint) as "messageText"
    from tickets t join statuses s on s.id = t.status_id join contacts c on c.id = t.requester_id
      left join organizations o on o.id = t.organization_id left join topics topic on topic.id = t.topic_id
      left join teams team on team.id = t.team_id left join agents agent on agent.id = t.assignee_id
      left join inboxes inbox on inbox.id = t.inbox_id
    where t.id = ${asked.ticketId}`.execute(db);
  return rows[0] ? factsOf(rows[0], asked.event !== undefined) : null;
}

function factsOf({ messageText, ...row }: Row, isOfEvent: boolean): TicketFacts {
  return {
    ...row,
    statusCategory: at(statusCategories, row.statusCategory),
    priority: at(priorities, row.priority),
    ...(isOfEvent && { event: { messageText } }),
  };
}

function named(alias: string, key = 'uuid') {
  const table = sql.raw(alias);
  return sql`case when ${table}.id is not null then jsonb_build_object('id', ${table}.id, 'key', ${table}.${sql.raw(key)}) end`;
}
