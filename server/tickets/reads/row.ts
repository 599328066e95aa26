import { type RawBuilder, sql } from 'kysely';
import type { TicketRow } from '../../../contract/tickets.ts';
import { priorities, statusCategories } from '../../../domain/tickets/ticket.ts';

type Translated = TicketRow extends { topic: { name: infer N } | null } ? N : never;

/** A ticket with the names a list shows, as the database answers: flat, positions for closed lists, infinity for "not due". */
export type TicketRowRecord = {
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
  last_message_at: Date;
  created_at: Date;
  updated_at: Date;
  requester_uuid: string;
  requester_name: string;
  requester_email: string | null;
  organization_uuid: string | null;
  organization_name: string;
  organization_is_vip: boolean;
  assignee_uuid: string | null;
  assignee_name: string;
  assignee_email: string;
  team_uuid: string | null;
  team_slug: string;
  team_name: string;
  topic_uuid: string | null;
  topic_slug: string;
  topic_name: Translated;
  inbox_uuid: string | null;
  inbox_name: string;
  inbox_channel: string;
};

/** The columns of a `TicketRowRecord`; they need `ticketRowJoins` beside a row source called `tickets`. */
export const ticketRowColumns: RawBuilder<TicketRowRecord> = sql`tickets.uuid, tickets.number, tickets.subject,
  statuses.slug as status_slug, tickets.status_category, tickets.priority, tickets.channel, tickets.language, tickets.tags,
  tickets.preview, tickets.message_count, tickets.last_author_kind, tickets.version, tickets.next_due_at,
  tickets.last_message_at, tickets.created_at, tickets.updated_at,
  requester.uuid as requester_uuid, requester.name as requester_name,
  (select value from contact_identities where contact_id = requester.id and kind = 'email' order by id limit 1)
    as requester_email,
  organizations.uuid as organization_uuid, organizations.name as organization_name,
  organizations.is_vip as organization_is_vip,
  assignee.uuid as assignee_uuid, assignee.name as assignee_name, assignee.email as assignee_email,
  teams.uuid as team_uuid, teams.slug as team_slug, teams.name as team_name,
  topics.uuid as topic_uuid, topics.slug as topic_slug, topics.name as topic_name,
  inboxes.uuid as inbox_uuid, inboxes.name as inbox_name, inboxes.channel as inbox_channel`;

/** One row for each of `tickets`, whatever it lacks. */
export const ticketRowJoins: RawBuilder<unknown> = sql`join statuses on statuses.id = tickets.status_id
  join contacts as requester on requester.id = tickets.requester_id
  left join organizations on organizations.id = tickets.organization_id
  left join agents as assignee on assignee.id = tickets.assignee_id
  left join teams on teams.id = tickets.team_id
  left join topics on topics.id = tickets.topic_id
  left join inboxes on inboxes.id = tickets.inbox_id`;

export function toTicketRow(record: TicketRowRecord): TicketRow {
  return {
    id: record.uuid,
    number: record.number,
    subject: record.subject,
    status: record.status_slug,
    statusCategory: at(statusCategories, record.status_category),
    priority: at(priorities, record.priority),
    ...namesOf(record),
    channel: record.channel,
    language: record.language,
    tags: record.tags,
    preview: record.preview,
    messageCount: record.message_count,
    awaitsReply: record.last_author_kind === 'contact',
    version: record.version,
    nextDueAt: wireInstant(record.next_due_at),
    lastMessageAt: record.last_message_at.toISOString(),
    createdAt: record.created_at.toISOString(),
    updatedAt: record.updated_at.toISOString(),
  };
}

type Names = Pick<TicketRow, 'requester' | 'organization' | 'assignee' | 'team' | 'topic' | 'inbox'>;

function namesOf(r: TicketRowRecord): Names {
  return {
    requester: { id: r.requester_uuid, name: r.requester_name, email: r.requester_email },
    organization: r.organization_uuid && {
      id: r.organization_uuid,
      name: r.organization_name,
      isVip: r.organization_is_vip,
    },
    assignee: r.assignee_uuid && { id: r.assignee_uuid, name: r.assignee_name, email: r.assignee_email },
    team: r.team_uuid && { id: r.team_uuid, slug: r.team_slug, name: r.team_name },
    topic: r.topic_uuid && { id: r.topic_uuid, slug: r.topic_slug, name: r.topic_name },
    inbox: r.inbox_uuid && { id: r.inbox_uuid, name: r.inbox_name, channel: r.inbox_channel },
  } as Names;
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
