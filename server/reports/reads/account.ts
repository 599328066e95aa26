import { type RawBuilder, sql } from 'kysely';
import type { AccountItems } from '../../../contract/account.ts';
import { type AccountKind, type AccountLine, accountKinds } from '../../../domain/account.ts';
import { type AgentActor, may } from '../../../domain/permissions.ts';
import { inScope } from '../../agents/reads/scope.ts';
import type { Db, Tx } from '../../platform/platform.ts';

/** A day as two instants; null: what is in work now. */
export type Period = { from: Date; until: Date } | null;
type Asked = { actor: AgentActor; period: Period };

/** How many of each kind, and what came in as it is counted by itself: by other rows, without looking at what became of them. */
export async function readAccount(db: Db | Tx, asked: Asked): Promise<{ cameIn: number; lines: AccountLine[] }> {
  const { rows } = await sql<{ kind: AccountKind | null; count: number; cameIn: number }>`
    with items as (${itemsOf(asked)}), counted as (select kind, count(*)::int as count from items group by kind)
    select counted.kind, counted.count, (${cameIn(asked)})::int as "cameIn" from (select 1) one left join counted on true`.execute(
    db,
  );
  const countOf = (kind: AccountKind) => rows.find((row) => row.kind === kind)?.count ?? 0;
  return { cameIn: rows[0]?.cameIn ?? 0, lines: accountKinds.map((kind) => ({ kind, count: countOf(kind) })) };
}

type ItemRow = Omit<AccountItems[number], 'since'> & { since: Date };

export async function readAccountItems(
  db: Db,
  asked: Asked & { kind: AccountKind | undefined },
): Promise<AccountItems> {
  const { rows } = await sql<ItemRow>`
    with items as (${itemsOf(asked)})
    select items.kind, items.since,
      case when t.id is not null then jsonb_build_object('number', t.number, 'subject', t.subject,
        'requester', (select coalesce(nullif(name, ''), (select value from contact_identities
          where contact_id = contacts.id order by id limit 1), '') from contacts where id = t.requester_id)) end as ticket,
      case when t.id is null then jsonb_build_object('id', i.uuid,
        'from', coalesce(i.envelope ->> 'from', i.envelope ->> 'sender', ''),
        'subject', coalesce(i.envelope ->> 'subject', '')) end as mail
    from items left join tickets t on t.id = items.ticket_id left join inbound i on i.id = items.inbound_id
    where ${asked.kind ?? null}::text is null or items.kind = ${asked.kind ?? null}
    order by items.since, items.ticket_id limit 200`.execute(db);
  return rows.map(({ since, ...row }) => ({ ...row, since: since.toISOString() }));
}

function itemsOf(asked: Asked): RawBuilder<unknown> {
  return asked.period === null ? inWork(asked) : cameInThen(asked, asked.period);
}

/** Mail that is in no ticket is for those who look after mail. */
function seesMail({ actor }: Asked): RawBuilder<unknown> {
  return sql`${may(actor, 'deliveries.manage')}::boolean`;
}

/** Now: every active ticket, and the mail that is in none. */
function inWork(asked: Asked): RawBuilder<unknown> {
  return sql`select case
        when tickets.snoozed_until is not null then 'snoozed'
        when ${isAsked} then 'quarantined'
        when tickets.last_author_kind = 'contact' and tickets.assignee_id is null then 'unassigned'
        when tickets.last_author_kind = 'contact' then 'waiting'
        when tickets.last_agent_reply_at is not null then 'answered'
        else 'noted' end as kind,
      tickets.id as ticket_id, null::bigint as inbound_id,
      coalesce(tickets.last_customer_message_at, tickets.created_at) as since
    from tickets where tickets.status_category < 4 and ${inScope(asked.actor)}
    union all
    select state, null, id, received_at from inbound where state in ('received', 'parked') and ${seesMail(asked)}`;
}

/** A day: every mail that came in, and every ticket that was opened in another way. */
function cameInThen(asked: Asked, { from, until }: NonNullable<Period>): RawBuilder<unknown> {
  return sql`select case
        when i.state in ('received', 'parked', 'discarded') then i.state
        when i.envelope ->> 'isHistory' = 'true' then 'history'
        when i.envelope ->> 'receipt' in ('bounced', 'failed') then 'bounced'
        when m.id is null then 'copies'
        when m.is_automatic then 'automatic'
        when m.direction <> 'in' then 'noted'
        else ${becameOf} end as kind, tickets.id as ticket_id, i.id as inbound_id, i.received_at as since
    from inbound i left join lateral (select * from messages where inbound_id = i.id order by id limit 1) m on true
      left join tickets on tickets.id = m.ticket_id
    where i.received_at >= ${from} and i.received_at < ${until}
      and case when tickets.id is null then ${seesMail(asked)} else ${inScope(asked.actor)} end
    union all
    select case when m.direction = 'in' then ${becameOf} else 'noted' end, tickets.id, null, opened.created_at
    from tickets opened
      join lateral (select * from messages where coalesce(origin_ticket_id, ticket_id) = opened.id
        and (ticket_id = opened.id or origin_ticket_id = opened.id) order by id limit 1) m on m.inbound_id is null
      join tickets on tickets.id = m.ticket_id
    where opened.created_at >= ${from} and opened.created_at < ${until} and ${inScope(asked.actor)}`;
}

const isAsked = sql`exists (select from ticket_links where from_ticket_id = tickets.id and kind = 'may_belong_to')`;

/** What became of a customer's message `m` in the ticket where it stands. */
const becameOf = sql`case
  when exists (select from messages reply where reply.ticket_id = tickets.id and reply.direction = 'out'
    and reply.state = 'posted' and not reply.is_automatic and reply.id > m.id) then 'answered'
  when tickets.status_category >= 4 then 'solved_unanswered'
  when ${isAsked} then 'quarantined'
  when tickets.snoozed_until is not null then 'snoozed'
  when tickets.assignee_id is null then 'unassigned'
  when tickets.assignee_id is not null then 'waiting'
  else 'unaccounted' end`;

function cameIn(asked: Asked): RawBuilder<unknown> {
  const { actor, period } = asked;
  if (period === null) {
    return sql`select (select count(*) from tickets where status_category < 4 and ${inScope(actor)})
      + (select count(*) from inbound where state in ('received', 'parked') and ${seesMail(asked)})`;
  }
  const { from, until } = period;
  const seen = sql`id in (select inbound_id from messages join tickets on tickets.id = messages.ticket_id
    where messages.inbound_id is not null and ${inScope(actor)})`;
  const inNone = sql`(${seesMail(asked)} and not exists (select from messages where messages.inbound_id = inbound.id))`;
  return sql`select (select count(*) from inbound where received_at >= ${from} and received_at < ${until}
      and (${actor.scope === 'all' && may(actor, 'deliveries.manage')}::boolean or ${seen} or ${inNone}))
    + (select count(*) from tickets opened where created_at >= ${from} and created_at < ${until}
      and not exists (select from messages m where coalesce(m.origin_ticket_id, m.ticket_id) = opened.id
        and m.inbound_id is not null and m.id = (select min(id) from messages
          where coalesce(origin_ticket_id, ticket_id) = opened.id
            and (ticket_id = opened.id or origin_ticket_id = opened.id))
        and (m.ticket_id = opened.id or m.origin_ticket_id = opened.id))
      and exists (select from tickets where tickets.id = (select ticket_id from messages
          where coalesce(origin_ticket_id, ticket_id) = opened.id
            and (ticket_id = opened.id or origin_ticket_id = opened.id) order by id limit 1) and ${inScope(actor)}))`;
}
