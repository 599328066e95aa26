import { sql } from 'kysely';
import type { MovedMessages } from '../../../domain/tickets/merge.ts';
import type { Tx } from '../../platform/platform.ts';

type Move = { from: number; to: number };
type Row = Omit<MovedMessages, 'lastCustomerMessageAt' | 'lastAgentReplyAt'> & {
  lastCustomerMessageAt: Date | null;
  lastAgentReplyAt: Date | null;
};

/** What would go over. Who spoke last counts only where it was said after all that stands in the other ticket. */
export async function movedMessages(tx: Tx, { from, to }: Move): Promise<MovedMessages> {
  const { rows } = await sql<Row>`
    select mine.message_count as messages, coalesce(mine.last_author_kind = 'contact', false) as "awaitsAnswer",
      case when mine.last_message_at > theirs.last_message_at then mine.last_author_kind end as "lastAuthorKind",
      mine.last_customer_message_at as "lastCustomerMessageAt", mine.last_agent_reply_at as "lastAgentReplyAt"
    from tickets mine, tickets theirs where mine.id = ${from} and theirs.id = ${to}`.execute(tx);
  const { lastCustomerMessageAt, lastAgentReplyAt, ...moved } = rows[0] as Row;
  return {
    ...moved,
    lastCustomerMessageAt: lastCustomerMessageAt?.toISOString() ?? null,
    lastAgentReplyAt: lastAgentReplyAt?.toISOString() ?? null,
  };
}

/** Everything said in one ticket, with its deliveries, words for search and followers, stands in the other. Both are locked. */
export async function moveMessages(tx: Tx, { from, to }: Move): Promise<void> {
  await sql`with counted as (
      update tickets theirs set message_count = theirs.message_count + mine.message_count,
        last_author_kind = case when mine.last_message_at > theirs.last_message_at
          then coalesce(mine.last_author_kind, theirs.last_author_kind) else theirs.last_author_kind end,
        preview = case when mine.last_message_at > theirs.last_message_at then mine.preview else theirs.preview end,
        last_customer_message_at = greatest(mine.last_customer_message_at, theirs.last_customer_message_at),
        last_agent_reply_at = greatest(mine.last_agent_reply_at, theirs.last_agent_reply_at),
        last_message_at = greatest(mine.last_message_at, theirs.last_message_at)
      from tickets mine where mine.id = ${from} and theirs.id = ${to}
    ), said as (
      update messages set ticket_id = ${to} where ticket_id = ${from}
    ), searched as (
      update message_search set ticket_id = ${to} where ticket_id = ${from}
    ), sent as (
      update deliveries set ticket_id = ${to} where ticket_id = ${from}
    ), followed as (
      insert into followers (ticket_id, agent_id) select ${to}, agent_id from followers where ticket_id = ${from}
      on conflict do nothing
    )
    update tickets set message_count = 0 where id = ${from}`.execute(tx);
}

/** Answers the question whether one ticket belongs to another; false when nobody asks it. */
export async function turnLink(tx: Tx, link: Move & { into: string | null }): Promise<boolean> {
  const asked = await sql`delete from ticket_links
    where from_ticket_id = ${link.from} and to_ticket_id = ${link.to} and kind = 'may_belong_to'`.execute(tx);
  if (asked.numAffectedRows !== 1n || link.into === null) return asked.numAffectedRows === 1n;
  await sql`insert into ticket_links (from_ticket_id, to_ticket_id, kind) values (${link.from}, ${link.to}, ${link.into})
    on conflict do nothing`.execute(tx);
  return true;
}
