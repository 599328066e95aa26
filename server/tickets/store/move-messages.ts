import { sql } from 'kysely';
import { isForward } from '../../../domain/quotation/forwards.ts';
import { previewOfNew } from '../../../domain/quotation/preview.ts';
import type { Stands } from '../../../domain/tickets/merge.ts';
import type { Tx } from '../../platform/platform.ts';
import { previewLength } from './save.ts';

// Where messages stand. Each keeps the ticket it was written in; domain/tickets/merge-tree.ts has the law that both moves keep.

/** All that stands in one ticket stands in the other from now on, with its words for search and its deliveries. Both are locked. */
export async function moveMessages(tx: Tx, { from, to }: { from: number; to: number }): Promise<void> {
  await sql`with said as (
      update messages set ticket_id = ${to}, origin_ticket_id = coalesce(origin_ticket_id, ${from})
      where ticket_id = ${from}
    ), searched as (
      update message_search set ticket_id = ${to} where ticket_id = ${from}
    )
    update deliveries set ticket_id = ${to} where ticket_id = ${from}`.execute(tx);
}

/**
 * What was written in a ticket, or in one that had come to it (`branch`, itself too), or came by mail for one of them, goes back
 * from where it stands.
 */
export async function moveBack(tx: Tx, move: { from: number; to: number; branch: readonly number[] }): Promise<void> {
  const { from, to, branch } = move;
  await sql`with said as (
      update messages set ticket_id = ${to}, origin_ticket_id = nullif(origin_ticket_id, ${to})
      where ticket_id = ${from} and origin_ticket_id = any(${branch as number[]}::bigint[]) returning id
    ), searched as (
      update message_search set ticket_id = ${to} where message_id in (select id from said)
    )
    update deliveries set ticket_id = ${to} where message_id in (select id from said)`.execute(tx);
}

type Row = {
  messageCount: number;
  lastAuthorKind: Stands['lastAuthorKind'];
  lastCustomerMessageAt: Date | null;
  lastAgentReplyAt: Date | null;
  lastMessageAt: Date | null;
  shown: string | null;
  isFirst: boolean;
  subject: string;
};

/**
 * Counts a ticket's messages anew and keeps what a list shows of them: the same that was kept as they came in one by one. An empty
 * ticket keeps its last words.
 */
export async function recount(tx: Tx, ticketId: number): Promise<Stands> {
  const { rows } = await sql<Row>`
    with said as materialized (
      select id, author_kind, direction, kind, is_automatic, coalesce(posted_at, created_at) as at, text from messages
      where ticket_id = ${ticketId} and state = 'posted'
    ), spoken as (
      select * from said where kind <> 'note'
    ), shown as (
      select id, text from spoken where not (is_automatic and direction = 'out') order by at desc, id desc limit 1
    )
    select (select count(*)::int from said) as "messageCount",
      (select author_kind from spoken where not is_automatic order by at desc, id desc limit 1) as "lastAuthorKind",
      (select max(at) from spoken where direction = 'in') as "lastCustomerMessageAt",
      (select max(at) from spoken where direction = 'out' and not is_automatic) as "lastAgentReplyAt",
      (select max(at) from spoken) as "lastMessageAt",
      (select text from shown) as shown, (select id from shown) = (select min(id) from said) as "isFirst", subject
    from tickets where id = ${ticketId}`.execute(tx);
  const row = rows[0] as Row;
  await keep(tx, ticketId, row);
  const { messageCount, lastAuthorKind } = row;
  return {
    messageCount,
    lastAuthorKind,
    lastCustomerMessageAt: row.lastCustomerMessageAt?.toISOString() ?? null,
    lastAgentReplyAt: row.lastAgentReplyAt?.toISOString() ?? null,
  };
}

async function keep(tx: Tx, ticketId: number, row: Row): Promise<void> {
  const preview =
    row.shown === null
      ? null
      : previewOfNew(row.shown, previewLength, { isForward: row.isFirst && isForward(row.subject) });
  await sql`update tickets set message_count = ${row.messageCount}, last_author_kind = ${row.lastAuthorKind},
      last_customer_message_at = ${row.lastCustomerMessageAt}, last_agent_reply_at = ${row.lastAgentReplyAt},
      last_message_at = coalesce(${row.lastMessageAt}, last_message_at), preview = coalesce(${preview}, preview)
    where id = ${ticketId}`.execute(tx);
}
