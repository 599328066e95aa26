import { type RawBuilder, sql } from 'kysely';
import type { TicketRow } from '../../../contract/tickets.ts';
import { priorities, statusCategories } from '../../../domain/tickets/ticket.ts';

type Names = Pick<TicketRow, 'requester' | 'organization' | 'assignee' | 'team' | 'topic' | 'inbox'>;

/** A ticket with the names a list shows, as the database answers: positions for closed lists, infinity for "not due". */
export type TicketRowRecord = Names & {
  uuid: string;
  number: number;
  subject: string;
  status_slug: string;
  status_category: number;
  priority: number;
  channel: string;
  language: string | null;
  tags: string[];
  preview: string;
  message_count: number;
  last_author_kind: string | null;
  version: number;
  next_due_at: Date | number;
  snoozed_until: Date | null;
  last_message_at: Date;
  created_at: Date;
  updated_at: Date;
};

/**
 * The columns of a `TicketRowRecord` over a row source called `tickets`. Names are looked up for each row rather than joined:
 * for a page of rows that is as quick, and planning nine joins took longer than reading them.
 */
export const ticketRowColumns: RawBuilder<TicketRowRecord> = sql`tickets.uuid, tickets.number, tickets.subject,
  (select slug from statuses where id = tickets.status_id) as status_slug, tickets.status_category, tickets.priority,
  tickets.channel, tickets.language, tickets.tags, tickets.preview, tickets.message_count, tickets.last_author_kind,
  tickets.version, tickets.next_due_at, tickets.snoozed_until, tickets.last_message_at, tickets.created_at, tickets.updated_at,
  (select jsonb_build_object('id', uuid, 'name', name, 'email', (select value from contact_identities
      where contact_id = contacts.id and kind = 'email' order by id limit 1))
    from contacts where id = tickets.requester_id) as requester,
  (select jsonb_build_object('id', uuid, 'name', name, 'isVip', is_vip)
    from organizations where id = tickets.organization_id) as organization,
  (select jsonb_build_object('id', uuid, 'name', name, 'email', email)
    from agents where id = tickets.assignee_id) as assignee,
  (select jsonb_build_object('id', uuid, 'slug', slug, 'name', name) from teams where id = tickets.team_id) as team,
  (select jsonb_build_object('id', uuid, 'slug', slug, 'name', name) from topics where id = tickets.topic_id) as topic,
  (select jsonb_build_object('id', uuid, 'name', name, 'channel', channel)
    from inboxes where id = tickets.inbox_id) as inbox`;

export function toTicketRow(record: TicketRowRecord): TicketRow {
  return {
    id: record.uuid,
    number: record.number,
    subject: record.subject,
    status: record.status_slug,
    statusCategory: at(statusCategories, record.status_category),
    priority: at(priorities, record.priority),
    requester: record.requester,
    organization: record.organization,
    assignee: record.assignee,
    team: record.team,
    topic: record.topic,
    inbox: record.inbox,
    channel: record.channel,
    language: record.language,
    tags: record.tags,
    preview: record.preview,
    messageCount: record.message_count,
    awaitsReply: record.last_author_kind === 'contact',
    version: record.version,
    nextDueAt: wireInstant(record.next_due_at),
    snoozedUntil: wireInstant(record.snoozed_until),
    lastMessageAt: record.last_message_at.toISOString(),
    createdAt: record.created_at.toISOString(),
    updatedAt: record.updated_at.toISOString(),
  };
}

/** An instant as the wire has it; "never" (infinity) and absent are null. */
export function wireInstant(instant: Date | number | null): string | null {
  return instant instanceof Date ? instant.toISOString() : null;
}

/** The name at a stored position of a closed list. */
export function at<T>(list: readonly T[], position: number): T {
  const name = list[position];
  if (name === undefined) throw new Error(`Position ${position} is outside the list ${list.join(', ')}.`);
  return name;
}
