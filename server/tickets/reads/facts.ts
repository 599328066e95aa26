import { sql } from 'kysely';
import { eventFacts, type KeyOf, type ReferredNoun, referredFields } from '../../../domain/conditions/event-facts.ts';
import type { TicketFacts } from '../../../domain/conditions/facts.ts';
import type { FieldChanges } from '../../../domain/events.ts';
import { priorities, statusCategories } from '../../../domain/tickets/ticket.ts';
import type { Db, Tx } from '../../platform/platform.ts';
import { at } from './row.ts';

/** What happened, where conditions are asked about it: the message it brought, if any, and what it changed. */
export type FactsEvent = { messageId: number | null; changes?: FieldChanges };

type Row = Omit<TicketFacts, 'statusCategory' | 'priority' | 'event'> & {
  statusCategory: number;
  priority: number;
  messageText: string | null;
};

type Asked = { ticketId: number; event?: FactsEvent };

/**
 * All that a condition can ask of a ticket; with `event`, also of what happened. Its columns are those the catalogue names
 * (domain/conditions/catalogue.ts). For rules, which see every ticket: no scope is asked.
 */
export async function readFacts(db: Db | Tx, asked: Asked): Promise<TicketFacts | null> {
  const [facts] = await readAllFacts(db, [asked]);
  return facts ?? null;
}

/** The same of several at once, in the order asked; null where there is no such ticket. */
export async function readAllFacts(db: Db | Tx, asked: readonly Asked[]): Promise<(TicketFacts | null)[]> {
  if (asked.length === 0) return [];
  const rows = await readRows(db, asked);
  const keyOf = await readKeys(
    db,
    asked.map(({ event }) => event?.changes ?? {}),
  );
  return asked.map(({ event }, at) => {
    const row = rows.get(at + 1);
    return row === undefined ? null : factsOf(row, { event, keyOf });
  });
}

function factsOf({ messageText, ...row }: Row, { event, keyOf }: { event: FactsEvent | undefined; keyOf: KeyOf }) {
  const facts = {
    ...row,
    statusCategory: at(statusCategories, row.statusCategory),
    priority: at(priorities, row.priority),
  };
  if (event === undefined) return facts;
  return { ...facts, event: { messageText, ...eventFacts(event.changes ?? {}, facts, keyOf) } };
}

async function readRows(db: Db | Tx, asked: readonly Asked[]): Promise<Map<number, Row>> {
  const ticketIds = asked.map(({ ticketId }) => ticketId);
  const messageIds = asked.map(({ event }) => event?.messageId ?? null);
  const { rows } = await sql<Row & { nth: number }>`
    select asked.nth::int as nth, t.number, t.subject, ${named('s', 'slug')} as status,
      t.status_category as "statusCategory", t.priority, t.impact, t.urgency, ${named('topic')} as topic,
      ${named('team')} as team, t.tier, ${named('agent')} as assignee,
      jsonb_build_object('id', c.id, 'key', c.uuid, 'name', c.name, 'language', c.language,
        'customFields', c.custom_fields,
        'emails', ${identities('email')}, 'phones', ${identities('phone')}) as requester,
      case when o.id is not null then jsonb_build_object('id', o.id, 'key', o.uuid, 'name', o.name, 'isVip', o.is_vip,
        'customFields', o.custom_fields,
        'domains', array(select domain from organization_domains where organization_id = o.id)) end as organization,
      ${named('inbox')} as inbox, t.channel, t.language, t.tags, t.custom_fields as "customFields", t.resolution,
      t.merged_into is not null as "isMerged", t.last_author_kind is not distinct from 'contact' as "awaitsReply",
      exists (select from sla_clocks where ticket_id = t.id and breached_at is not null) as "isSlaBroken",
      t.reopened_count as "reopenedCount", t.message_count as "messageCount", t.created_at as "createdAt",
      t.updated_at as "updatedAt", t.status_changed_at as "statusChangedAt", t.assigned_at as "assignedAt",
      t.first_replied_at as "firstRepliedAt", t.last_message_at as "lastMessageAt",
      t.last_customer_message_at as "lastCustomerMessageAt", t.last_agent_reply_at as "lastReplyAt",
      nullif(t.next_due_at, 'infinity') as "nextDueAt", t.snoozed_until as "snoozedUntil", t.solved_at as "solvedAt",
      t.closed_at as "closedAt", (select text from messages where id = asked.message_id) as "messageText"
    from unnest(${ticketIds}::bigint[], ${messageIds}::bigint[]) with ordinality as asked (ticket_id, message_id, nth)
      join tickets t on t.id = asked.ticket_id join statuses s on s.id = t.status_id
      join contacts c on c.id = t.requester_id
      left join organizations o on o.id = t.organization_id left join topics topic on topic.id = t.topic_id
      left join teams team on team.id = t.team_id left join agents agent on agent.id = t.assignee_id
      left join inboxes inbox on inbox.id = t.inbox_id`.execute(db);
  return new Map(rows.map(({ nth, ...row }) => [nth, row]));
}

function named(alias: string, key = 'uuid') {
  const table = sql.raw(alias);
  return sql`case when ${table}.id is not null then jsonb_build_object('id', ${table}.id, 'key', ${table}.${sql.raw(key)}) end`;
}

function identities(kind: 'email' | 'phone') {
  return sql`array(select value from contact_identities where contact_id = c.id and kind = ${sql.lit(kind)} order by id)`;
}

const tables: Record<ReferredNoun, string> = {
  topic: 'topics',
  team: 'teams',
  assignee: 'agents',
  requester: 'contacts',
  organization: 'organizations',
};

/** Outside names of all that the changes of events refer to; no statement where there is nothing. */
async function readKeys(db: Db | Tx, changes: readonly FieldChanges[]): Promise<KeyOf> {
  const referred = Object.entries(referredFields).flatMap(([field, noun]) => {
    const ids = changes.flatMap((one) => one[field] ?? []).filter((id): id is number => typeof id === 'number');
    return ids.length === 0 ? [] : [{ noun, ids }];
  });
  if (referred.length === 0) return () => null;
  const selects = referred.map(
    ({ noun, ids }) =>
      sql`select ${sql.lit(noun)} as noun, id, uuid as key from ${sql.raw(tables[noun])} where id = any(${ids}::bigint[])`,
  );
  const { rows } = await sql<{ noun: string; id: number; key: string }>`${sql.join(selects, sql` union all `)}`.execute(
    db,
  );
  const keys = new Map(rows.map(({ noun, id, key }) => [`${noun} ${id}`, key]));
  return (noun, id) => keys.get(`${noun} ${id}`) ?? null;
}
