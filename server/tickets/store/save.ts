import { type RawBuilder, sql } from 'kysely';
import type { Decision } from '../../../domain/events.ts';
import { foldedFields } from '../../../domain/fields/folded.ts';
import { previewOfNew } from '../../../domain/quotation/preview.ts';
import { fold } from '../../../domain/text.ts';
import { after, isNewVersion } from '../../../domain/tickets/decide.ts';
import { categoryRank, priorityRank, type Ticket } from '../../../domain/tickets/ticket.ts';
import { newId } from '../../platform/ids.ts';
import type { Tx } from '../../platform/platform.ts';
import type { NewMessage } from '../commands/new-message.ts';
import { searchDocumentByTurns } from '../search-document.ts';
import { keepFieldWords } from './field-words.ts';
import { foldedResolution } from './folded-resolution.ts';
import type { LockedTicket } from './lock.ts';
import {
  insertAttachments,
  insertDelivery,
  insertEvents,
  insertFollowers,
  insertMessage,
  insertSearchRow,
  type Outgoing,
  type Recorded,
} from './pieces.ts';

export const previewLength = 160;

type Saved = { messageId: number; messageUuid: string; version: number };

/** A decision alone: the ticket and its events, in one statement. Nothing decided, nothing written. */
export async function saveDecision(
  tx: Tx,
  ticket: LockedTicket,
  decided: Recorded & { decision: Decision },
): Promise<void> {
  const { decision } = decided;
  if (decision.events.length === 0) return;
  await sql`with ticket as (${updateTicket(ticket, decided)}),
    message as (select null::bigint as id),
    ${fieldWords(ticket, decided)}
    happened as (${insertEvents(decided, decision.events)})
    select version from ticket`.execute(tx);
}

export type Posted = Recorded & {
  decision: Decision;
  message: NewMessage;
  delivery?: Outgoing;
  followers?: readonly number[];
};

/** A message that counts at once, with all that follows from it, in one statement. */
export async function saveMessage(
  tx: Tx,
  ticket: LockedTicket,
  posted: Posted,
): Promise<Saved & { deliveryUuid: string }> {
  const { message, decision, delivery, at } = posted;
  const [messageUuid, deliveryUuid] = [newId(), newId()];
  const followers = posted.followers ?? [];
  const { isAutomatic } = message;
  const tsv = await searchDocumentByTurns('', message.text);
  const { rows } = await sql<{ messageId: number; version: number }>`
    with ticket as (${updateTicket(ticket, posted)}),
    message as (${insertMessage(messageUuid, message, { state: 'posted', at })}),
    search as (${insertSearchRow(tsv, message.at)})
    ${message.attachments.length > 0 ? sql`, files as (${insertAttachments(message.attachments)})` : sql``}
    ${delivery ? sql`, delivery as (${insertDelivery({ ...delivery, uuid: deliveryUuid, isAutomatic, at })})` : sql``}
    ${followers.length > 0 ? sql`, followed as (${insertFollowers(followers)})` : sql``},
    ${fieldWords(ticket, posted)}
    happened as (${insertEvents(posted, decision.events)})
    select message.id as "messageId", ticket.version from ticket, message`.execute(tx);
  return { messageUuid, deliveryUuid, ...(rows[0] as { messageId: number; version: number }) };
}

/** A reply inside its undo window: only its words are kept. Nobody but the desk's agents sees it yet. */
export async function saveWaiting(
  tx: Tx,
  ticket: LockedTicket,
  waiting: { message: NewMessage; dueAt: Date; thenChanges: { status?: string | undefined } },
): Promise<{ messageId: number; messageUuid: string }> {
  const messageUuid = newId();
  const { dueAt, thenChanges, message } = waiting;
  const { rows } = await sql<{ messageId: number }>`
    with ticket as (select ${ticket.id}::bigint as id),
    message as (${insertMessage(messageUuid, message, { state: 'waiting', dueAt, thenChanges })})
    ${message.attachments.length > 0 ? sql`, files as (${insertAttachments(message.attachments)})` : sql``}
    select id as "messageId" from message`.execute(tx);
  return { messageUuid, messageId: (rows[0] as { messageId: number }).messageId };
}

/** The end of the undo window: message, status, delivery, search row and events together, or nothing when it was undone. */
export async function savePosted(
  tx: Tx,
  ticket: LockedTicket,
  posted: Recorded & { decision: Decision; message: WaitingMessage; delivery: Outgoing },
): Promise<void> {
  const { message, decision, delivery, at } = posted;
  const tsv = await searchDocumentByTurns('', message.text);
  await sql`
    with message as (
      update messages set state = 'posted', posted_at = ${at}::timestamptz, due_at = null, then_changes = null
      where id = ${message.id} and state = 'waiting' returning id),
    ticket as (${updateTicket(ticket, { ...posted, onlyIf: sql`and exists (select from message)` })}),
    search as (${insertSearchRow(tsv, message.at)}),
    delivery as (${insertDelivery({ ...delivery, uuid: newId(), isAutomatic: false, at })}),
    ${fieldWords(ticket, posted)}
    happened as (${insertEvents(posted, decision.events)})
    select id from message`.execute(tx);
}

type WaitingMessage = Said & { id: number; text: string; at: Date };

/** What a public message says about whose turn it is. A machine's words leave it as it was. */
export type Said = Pick<NewMessage, 'kind' | 'direction' | 'author' | 'isAutomatic' | 'text'>;

export function spokenAt(message: Said, at: Date) {
  const isOurs = message.direction === 'out';
  return {
    lastAuthorKind: message.kind === 'note' || message.isAutomatic ? null : message.author.kind,
    lastCustomerMessageAt: message.direction === 'in' ? at : null,
    lastAgentReplyAt: isOurs && !message.isAutomatic ? at : null,
  };
}

type Update = { decision: Decision; at: Date; message?: Said; onlyIf?: RawBuilder<unknown> };

/** Every changeable column is written, changed or not: the row is locked, and one statement text serves all decisions. */
function updateTicket(before: Ticket, { decision, at, message, onlyIf }: Update): RawBuilder<unknown> {
  const ticket = after(before, decision);
  return sql`update tickets set subject = ${ticket.subject}, subject_folded = ${fold(ticket.subject)},
      status_id = ${ticket.status.id}, status_category = ${categoryRank(ticket.status.category)},
      priority = ${priorityRank(ticket.priority)}, topic_id = ${ticket.topicId}, team_id = ${ticket.teamId},
      assignee_id = ${ticket.assigneeId}, requester_id = ${ticket.requesterId},
      organization_id = ${ticket.organizationId}, tags = ${ticket.tags as string[]}, language = ${ticket.language},
      tier = ${ticket.tier}, custom_fields = ${JSON.stringify(ticket.customFields)}::jsonb,
      custom_fields_folded = ${foldedFields(ticket.customFields)}::jsonb, impact = ${ticket.impact},
      urgency = ${ticket.urgency}, resolution = ${asJson(ticket.resolution)}::jsonb,
      resolution_folded = ${foldedResolution(ticket.resolution)}::jsonb, snoozed_until = ${ticket.snoozedUntil},
      reopened_count = ${ticket.reopenedCount}, first_replied_at = ${ticket.firstRepliedAt},
      status_changed_at = ${ticket.statusChangedAt}, assigned_at = ${ticket.assignedAt}, solved_at = ${ticket.solvedAt},
      closed_at = ${ticket.closedAt}, merged_into = ${ticket.mergedInto}, version = version + ${isNewVersion(decision.changes) ? 1 : 0}, updated_at = ${at}
      ${message ? countMessage(message, at) : sql``}
    where id = ${before.id} ${onlyIf ?? sql``} returning id, version`;
}

/** Where a decision changes values of fields, what search finds them by. */
function fieldWords(before: Ticket, { decision, at }: { decision: Decision; at: Date }): RawBuilder<unknown> {
  if (decision.changes.customFields === undefined) return sql``;
  return sql`valued as (${keepFieldWords(after(before, decision).customFields, at)}),`;
}

function asJson(value: object | null): string | null {
  return value === null ? null : JSON.stringify(value);
}

function countMessage(message: Said, at: Date): RawBuilder<unknown> {
  if (message.kind === 'note') return sql`, message_count = message_count + 1`;
  const spoken = spokenAt(message, at);
  // A list shows what people said last, not that the desk confirmed it.
  const isOwnMachine = message.isAutomatic && message.direction === 'out';
  const shown = isOwnMachine ? null : previewOfNew(message.text, previewLength);
  return sql`, message_count = message_count + 1, preview = coalesce(${shown}::text, preview),
    last_message_at = ${at}, last_author_kind = coalesce(${spoken.lastAuthorKind}, last_author_kind),
    last_customer_message_at = coalesce(${spoken.lastCustomerMessageAt}, last_customer_message_at),
    last_agent_reply_at = coalesce(${spoken.lastAgentReplyAt}, last_agent_reply_at)`;
}
