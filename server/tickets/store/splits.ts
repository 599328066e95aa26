import { sql } from 'kysely';
import type { Opening } from '../../../domain/tickets/open.ts';
import type { SplitMessage } from '../../../domain/tickets/split.ts';
import { newId } from '../../platform/ids.ts';
import type { Tx } from '../../platform/platform.ts';
import { insertTicketRow } from './insert-ticket.ts';
import { insertEvents, type Recorded } from './pieces.ts';
import type { Said } from './save.ts';

/** A message of a ticket that is to be split, with what the new one’s row begins with: of its words, as many as a list could show. */
export type StandingMessage = SplitMessage & Said;

/** All that stands in a ticket, in the order in which it is shown. */
export async function messagesStanding(tx: Tx, ticketId: number): Promise<StandingMessage[]> {
  const { rows } = await sql<StandingMessage>`
    select id, uuid, state, contact_id as "contactId",
      case when direction = 'out' and not is_automatic then posted_at end as "answeredAt", kind, direction,
      jsonb_build_object('kind', author_kind) as author, is_automatic as "isAutomatic", left(text, 2000) as text
    from messages where ticket_id = ${ticketId} order by created_at, id`.execute(tx);
  return rows;
}

type NewTicket = { ticket: Opening; events: Parameters<typeof insertEvents>[1]; first: Said };

/** A ticket in which nothing stands yet; `first` is what will stand first in it. Its id. */
export async function insertEmptyTicket(tx: Tx, { ticket, events, first }: NewTicket, by: Recorded): Promise<number> {
  const { rows } = await sql<{ id: number }>`
    with counter as (update ticket_counter set next = next + 1 where id = 1 returning next - 1 as number),
    ticket as (${insertTicketRow(newId(), ticket, first)}),
    message as (select null::bigint as id),
    happened as (${insertEvents(by, events)})
    select id from ticket`.execute(tx);
  return (rows[0] as { id: number }).id;
}

type Split = { ticketId: number; fromId: number; messageIds: readonly number[]; agentId: number; at: Date };

/** These messages are at home in the new ticket, and stand there; the split remembers where they were at home. */
export async function insertSplit(tx: Tx, { ticketId, fromId, messageIds, agentId, at }: Split): Promise<void> {
  const ids = messageIds as number[];
  await sql`with split as (
      insert into splits (ticket_id, from_ticket_id, agent_id, created_at)
      values (${ticketId}, ${fromId}, ${agentId}, ${at}) returning id
    ), remembered as (
      insert into split_messages (split_id, message_id, home_ticket_id)
      select split.id, m.id, coalesce(m.origin_ticket_id, m.ticket_id) from split, messages m where m.id = any(${ids}::bigint[])
    ), linked as (
      insert into ticket_links (from_ticket_id, to_ticket_id, kind) values (${ticketId}, ${fromId}, 'split_from')
    ), taking_part as (
      insert into participants (ticket_id, contact_id, agent_id, created_at)
      select ${ticketId}::bigint, person.contact_id, person.agent_id, ${at}::timestamptz from (
        select contact_id, agent_id from participants where ticket_id = ${fromId}
        union select requester_id, null::bigint from tickets where id = ${fromId}) person
      where person.contact_id <> (select requester_id from tickets where id = ${ticketId})
        and exists (select from messages m where m.id = any(${ids}::bigint[]) and (m.contact_id = person.contact_id
          or exists (select from contact_identities i where i.contact_id = person.contact_id and i.kind = 'email'
            and (m.recipients -> 'to' ? i.value or m.recipients -> 'cc' ? i.value))))
    ), searched as (
      update message_search set ticket_id = ${ticketId} where message_id = any(${ids}::bigint[])
    ), delivered as (
      update deliveries set ticket_id = ${ticketId} where message_id = any(${ids}::bigint[])
    )
    update messages set ticket_id = ${ticketId}, origin_ticket_id = null where id = any(${ids}::bigint[])`.execute(tx);
}

export type StandingSplit = { id: number; ticketId: number; fromId: number };

/** The split that made a ticket, where it still stands. */
export async function standingSplit(tx: Tx, ticketId: number): Promise<StandingSplit | null> {
  const { rows } = await sql<StandingSplit>`select id, ticket_id as "ticketId", from_ticket_id as "fromId" from splits
    where ticket_id = ${ticketId} and undone_at is null`.execute(tx);
  return rows[0] ?? null;
}

/** Whether a ticket that was split off from this one still stands for itself. */
export async function isSplit(tx: Tx, ticketId: number): Promise<boolean> {
  const { rows } =
    await sql`select from splits where from_ticket_id = ${ticketId} and undone_at is null limit 1`.execute(tx);
  return rows.length > 0;
}

/**
 * What is at home in the ticket of a split, wherever it was written, stands in the one it came from again: at home where it was
 * before, where that still stands there (`branch`), and what was written since at home in that one itself.
 */
export async function comeBack(tx: Tx, split: StandingSplit, branch: readonly number[]): Promise<void> {
  const { id, ticketId, fromId } = split;
  const elsewhere = branch.filter((one) => one !== fromId);
  await sql`with said as (
      update messages m set ticket_id = ${fromId}, origin_ticket_id = (select home_ticket_id from split_messages
        where split_id = ${id} and message_id = m.id and home_ticket_id = any(${elsewhere}::bigint[]))
      where ticket_id = ${ticketId} and origin_ticket_id is null returning id
    ), searched as (
      update message_search set ticket_id = ${fromId} where message_id in (select id from said)
    )
    update deliveries set ticket_id = ${fromId} where message_id in (select id from said)`.execute(tx);
}

export async function endSplit(tx: Tx, { id, ticketId, fromId }: StandingSplit, at: Date): Promise<void> {
  await sql`with unlinked as (
      delete from ticket_links where from_ticket_id = ${ticketId} and to_ticket_id = ${fromId} and kind = 'split_from'
    )
    update splits set undone_at = ${at} where id = ${id}`.execute(tx);
}

/** The organization of a contact. */
export async function organizationOf(tx: Tx, contactId: number): Promise<number | null> {
  const { rows } = await sql<{ id: number | null }>`
    select organization_id as id from contacts where id = ${contactId}`.execute(tx);
  return rows[0]?.id ?? null;
}

/** When one of us first answered by what is at home in a ticket and stands in it. */
export async function firstReplyIn(tx: Tx, ticketId: number): Promise<Date | null> {
  const { rows } = await sql<{ at: Date | null }>`select min(posted_at) as at from messages
    where ticket_id = ${ticketId} and origin_ticket_id is null and direction = 'out' and not is_automatic
      and state = 'posted'`.execute(tx);
  return rows[0]?.at ?? null;
}
