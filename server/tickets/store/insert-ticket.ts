import { type RawBuilder, sql } from 'kysely';
import type { EventDraft } from '../../../domain/events.ts';
import { foldedFields } from '../../../domain/fields/folded.ts';
import { isForward } from '../../../domain/quotation/forwards.ts';
import { previewOfNew } from '../../../domain/quotation/preview.ts';
import { fold } from '../../../domain/text.ts';
import { linkOf, type Opening } from '../../../domain/tickets/open.ts';
import { categoryRank, priorityRank } from '../../../domain/tickets/ticket.ts';
import { newId } from '../../platform/ids.ts';
import type { Tx } from '../../platform/platform.ts';
import type { FiledMessage, NewTicket } from '../commands/new-message.ts';
import { searchDocumentByTurns } from '../search-document.ts';
import { keepFieldWords } from './field-words.ts';
import { insertAttachments, insertEvents, insertMessage, insertSearchRow } from './pieces.ts';
import { previewLength, type Said, spokenAt } from './save.ts';

/**
 * A new ticket with its first message, search row, attachments, link and events, in one statement. The number comes from
 * the counter row in that same statement, so that a ticket that fails leaves no gap; nothing else is locked after it. All
 * who open tickets wait in line for that row, so what is slow (the words for search) is worked out before it is taken.
 */
export async function insertTicket(
  tx: Tx,
  asked: NewTicket,
  opened: { ticket: Opening; events: EventDraft[] },
): Promise<FiledMessage> {
  const { message } = asked;
  const link = linkOf(asked);
  const hasValues = Object.keys(opened.ticket.customFields).length > 0;
  const ids = { ticketUuid: newId(), messageUuid: newId() };
  const tsv = await searchDocumentByTurns(asked.subject, message.text);
  const { rows } = await sql<{ ticketId: number; number: number; messageId: number }>`
    with words as materialized (select ${tsv} as tsv),
    counter as (update ticket_counter set next = next + 1 where id = 1 and (select tsv is not null from words)
      returning next - 1 as number),
    ticket as (${insertTicketRow(ids.ticketUuid, opened.ticket, message)}),
    message as (${insertMessage(ids.messageUuid, message, { state: 'posted', at: asked.at })}),
    search as (${insertSearchRow(sql`(select tsv from words)`, message.at)})
    ${message.attachments.length > 0 ? sql`, files as (${insertAttachments(message.attachments)})` : sql``}
    ${hasValues ? sql`, valued as (${keepFieldWords(opened.ticket.customFields, asked.at)})` : sql``}
    ${link === null ? sql`` : sql`, linked as (${insertLink(link)})`},
    happened as (${insertEvents(asked, opened.events)})
    select ticket.id as "ticketId", ticket.number, message.id as "messageId" from ticket, message`.execute(tx);
  return { ...ids, ...(rows[0] as { ticketId: number; number: number; messageId: number }) };
}

/** The row of a ticket in which one message stands. It reads `counter (number)`. */
export function insertTicketRow(uuid: string, ticket: Opening, message: Said): RawBuilder<unknown> {
  const spoken = spokenAt(message, ticket.createdAt);
  return sql`insert into tickets (uuid, number, subject, subject_folded, status_id, status_category, priority, topic_id,
      team_id, tier, assignee_id, requester_id, organization_id, inbox_id, channel, language, tags, custom_fields,
      custom_fields_folded, message_count, preview,
      last_author_kind, last_message_at, last_customer_message_at, last_agent_reply_at, first_replied_at,
      status_changed_at, assigned_at, solved_at, created_at, updated_at)
    select ${uuid}::uuid, counter.number, ${ticket.subject}::text, ${fold(ticket.subject)}::text,
      ${ticket.status.id}::smallint, ${categoryRank(ticket.status.category)}::smallint,
      ${priorityRank(ticket.priority)}::smallint, ${ticket.topicId}::bigint, ${ticket.teamId}::bigint,
      ${ticket.tier}::smallint, ${ticket.assigneeId}::bigint, ${ticket.requesterId}::bigint,
      ${ticket.organizationId}::bigint, ${ticket.inboxId}::bigint, ${ticket.channel}::text, ${ticket.language}::text, ${ticket.tags as string[]}::text[],
      ${JSON.stringify(ticket.customFields)}::jsonb, ${foldedFields(ticket.customFields)}::jsonb, 1,
      ${message.kind === 'note' ? '' : previewOfNew(message.text, previewLength, { isForward: isForward(ticket.subject) })}::text, ${spoken.lastAuthorKind}::text,
      ${ticket.createdAt}::timestamptz, ${spoken.lastCustomerMessageAt}::timestamptz,
      ${spoken.lastAgentReplyAt}::timestamptz, ${ticket.firstRepliedAt}::timestamptz,
      ${ticket.statusChangedAt}::timestamptz, ${ticket.assignedAt}::timestamptz, ${ticket.solvedAt}::timestamptz,
      ${ticket.createdAt}::timestamptz, ${ticket.createdAt}::timestamptz
    from counter returning id, number, version`;
}

/** The other ticket may be gone by now (merged away, deleted with its contact): then there is nothing to link to. */
function insertLink({ kind, ticketId }: { kind: string; ticketId: number }): RawBuilder<unknown> {
  return sql`insert into ticket_links (from_ticket_id, to_ticket_id, kind)
    select ticket.id, other.id, ${kind}::text from ticket, tickets other where other.id = ${ticketId}::bigint`;
}
