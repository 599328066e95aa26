import { sql } from 'kysely';
import type { Ticket } from '../../../contract/tickets.ts';
import { isNewOutsider } from '../../../domain/participants.ts';
import { type Actor, may } from '../../../domain/permissions.ts';
import { statusCategories } from '../../../domain/tickets/ticket.ts';
import { inScope } from '../../agents/reads/scope.ts';
import type { Db, Tx } from '../../platform/platform.ts';
import { ticketNotFound } from '../store/lock.ts';
import { escalationColumn } from './escalation.ts';
import { mergeColumn } from './merge.ts';
import { type TicketRowRecord, ticketRowColumns, toTicketRow, wireInstant } from './row.ts';

type TicketRecord = TicketRowRecord & {
  first_replied_at: Date | null;
  solved_at: Date | null;
  closed_at: Date | null;
  reopened_count: number;
  merged_into_number: number | null;
  merge: Ticket['merge'];
  resolution: Ticket['resolution'];
  impact: Ticket['impact'];
  urgency: Ticket['urgency'];
  last_message_id: string | null;
  tier: Ticket['tier'];
  escalation: Ticket['escalation'];
  woken_from: string | null;
  links: Ticket['links'];
  followers: Ticket['followers'];
  answer_to: string | null;
  participants: ParticipantRecord[];
  organization_id: number | null;
  last_agent_reply_at: Date | null;
  custom_fields: Ticket['fields'];
  ticked: Ticket['ticked'];
};
type ParticipantRecord = Pick<Ticket['participants'][number], 'id' | 'name' | 'email'> & {
  joinedAt: string;
  isByAgent: boolean;
  organizationId: number | null;
};

/**
 * The whole ticket, as this actor sees it. `justChanged`: it is the answer to their own change, which may have moved the
 * ticket out of their sight.
 */
export async function readTicket(
  db: Db | Tx,
  by: { actor: Actor; number: number; justChanged?: boolean },
): Promise<Ticket> {
  const scope = inScope(by.justChanged ? { kind: 'system' } : by.actor);
  const { rows } = await sql<TicketRecord>`
    select ${ticketRowColumns}, tickets.first_replied_at, tickets.solved_at, tickets.closed_at, tickets.reopened_count,
      tickets.resolution, tickets.impact, tickets.urgency,
      (select target.number from tickets target where target.id = tickets.merged_into) as merged_into_number,
      ${mergeColumn(by.actor)} as merge,
      (select uuid from messages where ticket_id = tickets.id and state = 'posted' order by id desc limit 1)
        as last_message_id,
      ${tier}, ${escalationColumn} as escalation, ${wokenFrom} as woken_from,
      coalesce((select jsonb_agg(jsonb_build_object('kind', l.kind, 'number', l.number, 'subject', l.subject,
        'statusCategory', (${[...statusCategories]}::text[])[l.status_category + 1])
        order by l.number) from (${visibleLinks(by)}) l), '[]') as links,
      coalesce((select jsonb_agg(jsonb_build_object('id', a.uuid, 'name', a.name, 'email', a.email) order by a.name_folded)
        from followers f join agents a on a.id = f.agent_id where f.ticket_id = tickets.id), '[]') as followers,
      (select recipients ->> 'answerTo' from messages where ticket_id = tickets.id and direction = 'in'
        and contact_id = tickets.requester_id and not is_automatic order by id desc limit 1) as answer_to,
      ${participants}, ${ticked}, tickets.custom_fields, tickets.organization_id, tickets.last_agent_reply_at
    from tickets
    where tickets.number = ${by.number} and ${scope}`.execute(db);
  const record = rows[0];
  if (!record) throw ticketNotFound();
  return toTicket(record, by.actor);
}

const participants = sql`coalesce((select jsonb_agg(jsonb_build_object('id', c.uuid, 'name', c.name,
    'email', (select value from contact_identities where contact_id = c.id and kind = 'email' order by id limit 1),
    'joinedAt', o.created_at, 'isByAgent', o.agent_id is not null, 'organizationId', c.organization_id)
    order by o.created_at, o.contact_id)
  from participants o join contacts c on c.id = o.contact_id where o.ticket_id = tickets.id), '[]') as participants`;

const tier = sql`jsonb_build_object('number', tickets.tier,
  'name', coalesce((select tiers[tickets.tier] from teams where id = tickets.team_id), ''),
  'of', coalesce((select cardinality(tiers) from teams where id = tickets.team_id), 1)) as tier`;

/** The last that was said of its sleep, where that was a customer's words which nobody has answered yet. */
const wokenFrom = sql`(select reason -> 'values' ->> 'until' from events where ticket_id = tickets.id
  and type in ('ticket.snoozed', 'ticket.woke') and tickets.snoozed_until is null and tickets.last_author_kind = 'contact'
  order by id desc limit 1)`;

const ticked = sql`coalesce((select jsonb_agg(jsonb_build_object('question', q.uuid, 'by', agents.name, 'at', t.ticked_at)
    order by t.ticked_at)
  from ticked_questions t join topic_questions q on q.id = t.question_id left join agents on agents.id = t.agent_id
  where t.ticket_id = tickets.id), '[]') as ticked`;

/** What a link is called seen from the ticket it points at. */
const backwards = {
  may_belong_to: 'may_include',
  follow_up_of: 'followed_up_by',
  split_from: 'split_into',
  related: 'related',
  incident_of: 'problem_of',
  merged_into: 'merged_from',
};

/** Tickets tied to this one, in either direction; those outside the actor's scope are not even named. */
function visibleLinks(by: { actor: Actor; number: number }) {
  return sql`select tied.kind, tickets.number, tickets.subject, tickets.status_category
    from (select id from tickets where number = ${by.number}) this,
      lateral (select to_ticket_id as id, kind from ticket_links where from_ticket_id = this.id
        union select from_ticket_id, ${JSON.stringify(backwards)}::jsonb ->> kind from ticket_links
          where to_ticket_id = this.id) tied
      join tickets on tickets.id = tied.id
    where ${inScope(by.actor)}`;
}

function toTicket(record: TicketRecord, actor: Actor): Ticket {
  const row = toTicketRow(record);
  const isOpen = row.statusCategory !== 'closed';
  return {
    ...row,
    lastMessageId: record.last_message_id,
    firstRepliedAt: wireInstant(record.first_replied_at),
    solvedAt: wireInstant(record.solved_at),
    closedAt: wireInstant(record.closed_at),
    reopenedCount: record.reopened_count,
    mergedInto: record.merged_into_number,
    merge: record.merge && toMerge(record.merge, actor),
    resolution: record.resolution,
    impact: record.impact,
    urgency: record.urgency,
    tier: record.tier,
    escalation: record.escalation && { ...record.escalation, at: new Date(record.escalation.at).toISOString() },
    wokenFrom: record.woken_from,
    links: record.links,
    followers: record.followers,
    answerTo: record.answer_to === row.requester.email ? null : record.answer_to,
    participants: record.participants.map((one) => toParticipant(one, record)),
    fields: record.custom_fields,
    ticked: record.ticked.map((tick) => ({ ...tick, at: new Date(tick.at).toISOString() })),
    can: {
      reply: isOpen && may(actor, 'tickets.reply'),
      note: isOpen && may(actor, 'tickets.note'),
      update: isOpen && may(actor, 'tickets.update'),
    },
  };
}

function toMerge(merge: NonNullable<Ticket['merge']>, actor: Actor): Ticket['merge'] {
  const canUndo = merge.subject !== null && !merge.endsSplit && may(actor, 'tickets.update');
  return { ...merge, at: new Date(merge.at).toISOString(), canUndo };
}

function toParticipant(
  { isByAgent, organizationId, ...one }: ParticipantRecord,
  ticket: TicketRecord,
): Ticket['participants'][number] {
  const joinedAt = new Date(one.joinedAt);
  const company = { organizationId: ticket.organization_id, lastReplyAt: ticket.last_agent_reply_at };
  const isOutsider = isNewOutsider({ joinedAt, isByAgent, organizationId }, company);
  return { ...one, joinedAt: joinedAt.toISOString(), isNewOutsider: isOutsider };
}
