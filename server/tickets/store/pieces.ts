import { type RawBuilder, sql } from 'kysely';
import type { Cause, EventDraft } from '../../../domain/events.ts';
import { newId } from '../../platform/ids.ts';
import type { MessageAuthor, NewAttachment, NewMessage } from '../commands/new-message.ts';

// Each write of this room is one statement, put together from these pieces. They read two names that the statement
// defines before them: `ticket (id, version)` and `message (id)`.

/** Who did it, when and because of what. Any `Actor` will do; so will somebody who left since. */
export type Recorded = {
  at: Date;
  actor: { kind: 'agent' | 'contact' | 'rule' | 'system'; id?: number };
  cause: Cause;
  channel: string | null;
};

/** What happened, in order, as rows of the log. */
export function insertEvents(context: Recorded, drafts: readonly EventDraft[]): RawBuilder<unknown> {
  const { actor } = context;
  return sql`insert into events (at, type, ticket_id, message_id, ticket_version, actor_kind, actor_id, channel, cause,
      changes, reason, details)
    select ${context.at}::timestamptz, e.draft ->> 'type', ticket.id, message.id, ticket.version, ${actor.kind}::text,
      ${actor.id ?? null}::bigint, ${context.channel}::text, ${JSON.stringify(context.cause)}::jsonb,
      coalesce(e.draft -> 'changes', '{}'), e.draft -> 'reason', coalesce(e.draft -> 'details', '{}')
    from ticket, message, jsonb_array_elements(${JSON.stringify(drafts)}::jsonb) with ordinality as e (draft, nth)
    order by e.nth`;
}

/** When a message counts: at once, or at the end of the undo window with what posting it does to the ticket. */
export type Posting =
  | { state: 'posted'; at: Date }
  | { state: 'waiting'; dueAt: Date; thenChanges: { status?: string | undefined } };

export function insertMessage(uuid: string, message: NewMessage, posting: Posting): RawBuilder<unknown> {
  const isWaiting = posting.state === 'waiting';
  return sql`insert into messages (uuid, ticket_id, kind, direction, state, author_kind, agent_id, contact_id, channel,
      inbox_id, inbound_id, subject, text, html, recipients, external_id, reason, verdict, is_automatic, due_at, then_changes,
      created_at, posted_at, origin_ticket_id)
    select ${uuid}::uuid, ticket.id, ${message.kind}::text, ${message.direction}::text, ${posting.state}::text,
      ${message.author.kind}::text, ${agentOf(message.author)}::bigint, ${contactOf(message.author)}::bigint,
      ${message.channel}::text, ${message.inboxId}::bigint, ${message.inboundId}::bigint, ${message.subject ?? null}::text,
      ${message.text}::text, ${message.html}::text, ${JSON.stringify(message.recipients)}::jsonb, ${message.externalId}::text,
      ${json(message.reason)}::jsonb, ${json(message.verdict)}::jsonb, ${message.isAutomatic}::boolean,
      ${isWaiting ? posting.dueAt : null}::timestamptz, ${isWaiting ? json(posting.thenChanges) : null}::jsonb,
      ${message.at}::timestamptz, ${isWaiting ? null : posting.at}::timestamptz, ${message.writtenFor ?? null}::bigint
    from ticket returning id`;
}

/** What search finds the message by: a `tsvector`. */
export function insertSearchRow(words: RawBuilder<unknown>, at: Date): RawBuilder<unknown> {
  return sql`insert into message_search (message_id, ticket_id, created_at, tsv)
    select message.id, ticket.id, ${at}::timestamptz, ${words} from message, ticket`;
}

export function insertAttachments(attachments: readonly NewAttachment[]): RawBuilder<unknown> {
  const rows = attachments.map((attachment) => ({ uuid: newId(), ...attachment }));
  return sql`insert into attachments (uuid, message_id, name, content_type, size, file_hash, content_id, is_inline)
    select a.uuid, message.id, a.name, a."contentType", a.size, a."fileHash", a."contentId", a."isInline"
    from message, jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) as a (uuid uuid, name text, "contentType" text,
      size bigint, "fileHash" text, "contentId" text, "isInline" boolean)`;
}

/** A message on its way out; the inboxes room takes it from here when it reads `message.sent`. */
export type Outgoing = { inboxId: number; channel: string; recipients: { to: string[]; cc: string[] } };

export function insertDelivery(out: Outgoing & { uuid: string; isAutomatic: boolean; at: Date }): RawBuilder<unknown> {
  return sql`insert into deliveries (uuid, message_id, ticket_id, inbox_id, channel, recipients, is_automatic,
      next_attempt_at, created_at)
    select ${out.uuid}::uuid, message.id, ticket.id, ${out.inboxId}::bigint, ${out.channel}::text,
      ${JSON.stringify(out.recipients)}::jsonb, ${out.isAutomatic}::boolean, ${out.at}::timestamptz, ${out.at}::timestamptz
    from message, ticket`;
}

export function insertFollowers(agentIds: readonly number[]): RawBuilder<unknown> {
  return sql`insert into followers (ticket_id, agent_id)
    select ticket.id, agent_id from ticket, unnest(${agentIds as number[]}::bigint[]) as agent_id
    on conflict do nothing`;
}

function agentOf(author: MessageAuthor): number | null {
  return author.kind === 'agent' ? author.agentId : null;
}

function contactOf(author: MessageAuthor): number | null {
  return author.kind === 'contact' ? author.contactId : null;
}

function json(value: object | null): string | null {
  return value === null ? null : JSON.stringify(value);
}
