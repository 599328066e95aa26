import { sql } from 'kysely';
import type { Signal, ThreadMatch, ThreadTicket } from '../../../domain/threading.ts';
import { statusCategories } from '../../../domain/tickets/ticket.ts';
import type { Tx } from '../../platform/platform.ts';
import type { ReplyToken } from '../reply-token.ts';

/** What a mail offers to find its ticket by. */
export type ThreadClues = {
  inboundId: number;
  sender: { kind: string; value: string };
  externalId: string | null;
  references: readonly string[];
  ticketNumbers: readonly number[];
  tokens: readonly { token: ReplyToken; signal: Signal; evidence: string }[];
  /** The inbox, where everything its sender says there belongs together. */
  talksIn: number | null;
};

export type ThreadFacts = {
  contact: { id: number; organizationId: number | null; isNamed: boolean; isVerified: boolean } | null;
  /** An active agent with the sender's address. */
  agentId: number | null;
  /** An older mail that this one names has not been filed yet: this one must wait for it. */
  isAwaited: boolean;
  matches: ThreadMatch[];
  /** The ticket that holds this very mail already, brought to another of our inboxes. */
  twinTicketId: number | null;
  /** Named messages the desk has never seen. */
  unknownReferences: string[];
};

type Pointer = { signal: Signal | null; evidence: string; source: number };
type Row = {
  contact: ThreadFacts['contact'];
  agent_id: number | null;
  is_awaited: boolean;
  twin: number | null;
  pointers: Pointer[];
  tickets: (Omit<ThreadTicket, 'category' | 'closedAt'> & {
    category: number;
    closedAt: string | null;
    source: number;
  })[];
};

/**
 * Everything the rule needs to know, in one statement. A merged ticket is replaced by its target, and
 * a message counts for the ticket it was written in; a closed one stands
 * behind the follow-up that was opened for it, so that two answers to a closed ticket meet in one.
 */
export async function readThreadFacts(tx: Tx, clues: ThreadClues): Promise<ThreadFacts> {
  const references = [...clues.references];
  const named = clues.externalId === null ? references : [...references, clues.externalId];
  const tokenTickets = clues.tokens.map(({ token }) => token.ticketId);
  const { rows } = await sql<Row>`
    with recursive pointers as (
      select case direction when 'out' then 'our_message_id' else 'known_message_id' end as signal,
          external_id as evidence, coalesce(origin_ticket_id, ticket_id) as source
        from messages where external_id = any(${references}::text[])
      union select 'our_message_id', deliveries.external_id, coalesce(said.origin_ticket_id, deliveries.ticket_id)
        from deliveries left join messages said on said.id = deliveries.message_id
        where deliveries.external_id = any(${references}::text[]) and deliveries.ticket_id is not null
      union select 'named_message_id', external_id, ticket_id from thread_references
        where external_id = any(${named}::text[])
      union select 'subject_number', '#' || number, id from tickets
        where number = any(${[...clues.ticketNumbers]}::bigint[])
      union (select 'same_sender', ${clues.sender.value}::text, tickets.id from contact_identities i
          join tickets on tickets.requester_id = i.contact_id
        where ${clues.talksIn}::bigint is not null and i.kind = ${clues.sender.kind} and i.value = ${clues.sender.value}
          and tickets.inbox_id = ${clues.talksIn}::bigint and tickets.status_category < 5 and tickets.merged_into is null
        order by tickets.id desc limit 1)
      union select null, '', unnest(${tokenTickets}::bigint[])
    ), trail as (
      select t.id as source, t.id, t.merged_into, null::bigint as merged_from, 0 as hops from tickets t
        where t.id in (select source from pointers)
      union all
      select trail.source, t.id, t.merged_into, coalesce(trail.merged_from, prior.number), trail.hops + 1
        from trail join tickets prior on prior.id = trail.id join tickets t on t.id = trail.merged_into
        where trail.hops < 20
    ), found as (
      select source, id, merged_from, 1 as rank from trail where merged_into is null
      union all
      select trail.source, next.id, null, 0 from trail
        join tickets closed on closed.id = trail.id and closed.status_category = 5
        join ticket_links on to_ticket_id = trail.id and kind = 'follow_up_of'
        join tickets next on next.id = from_ticket_id and next.status_category < 5 and next.merged_into is null
        where trail.merged_into is null
    )
    select
      (select json_build_object('id', c.id, 'organizationId', c.organization_id, 'isNamed', c.name <> '',
          'isVerified', i.is_verified)
        from contact_identities i join contacts c on c.id = i.contact_id
        where i.kind = ${clues.sender.kind} and i.value = ${clues.sender.value}) as contact,
      (select id from agents where email = ${clues.sender.value} and is_active) as agent_id,
      exists (select 1 from inbound where state = 'received' and external_id = any(${references}::text[])
        and id < ${clues.inboundId}) as is_awaited,
      (select m.ticket_id from messages m join inbound theirs on theirs.id = m.inbound_id
        join inbound mine on mine.id = ${clues.inboundId} and mine.key = theirs.key and mine.inbox_id <> theirs.inbox_id
        where m.external_id = ${clues.externalId} order by m.id limit 1) as twin,
      coalesce((select json_agg(pointers) from pointers), '[]') as pointers,
      coalesce((select json_agg(json_build_object('source', found.source, 'id', t.id, 'number', t.number,
          'category', t.status_category, 'closedAt', t.closed_at, 'requesterId', t.requester_id, 'organizationId', t.organization_id,
          'participantIds', array(select contact_id from participants where ticket_id = t.id),
          'mergedFrom', found.merged_from, 'family', ${family}) order by found.rank, t.id desc)
        from found join tickets t on t.id = found.id), '[]') as tickets`.execute(tx);

  const row = rows[0] as Row;
  const seen = row.pointers.filter(({ signal }) => signal === 'our_message_id' || signal === 'known_message_id');
  const known = new Set(seen.map(({ evidence }) => evidence));
  return {
    contact: row.contact,
    agentId: row.agent_id,
    isAwaited: row.is_awaited,
    twinTicketId: row.twin,
    matches: matchesOf(row, clues),
    unknownReferences: references.filter((id) => !known.has(id)),
  };
}

/** The ticket that was there before all splits. */
const family = sql`(with recursive up as (
    select found.source as id, 0 as hops
    union all select splits.from_ticket_id, hops + 1 from up join splits on splits.ticket_id = up.id and undone_at is null
      where hops < 20
  ) select id from up order by hops desc limit 1)`;

function matchesOf(row: Row, clues: ThreadClues): ThreadMatch[] {
  const ticketsOf = (source: number): ThreadTicket[] =>
    row.tickets
      .filter((ticket) => ticket.source === source)
      .map(({ source: _source, category, closedAt, ...ticket }) => ({
        ...ticket,
        ...(ticket.mergedFrom !== null && { mergedFromId: source }),
        closedAt: closedAt === null ? null : new Date(closedAt),
        category: statusCategories[category] ?? 'closed',
      }));

  const byToken = clues.tokens.flatMap(({ token, signal, evidence }) =>
    ticketsOf(token.ticketId).map((ticket) => ({ signal, evidence, ticket, givenTo: token.contactId })),
  );
  const byPointer = row.pointers.flatMap(({ signal, evidence, source }) =>
    signal === null
      ? []
      : ticketsOf(source).map((ticket) => ({ signal, evidence, ticket, givenTo: null, ...near(evidence) })),
  );
  return [...byToken, ...byPointer];

  function near(evidence: string): Pick<ThreadMatch, 'nearness'> {
    const at = clues.references.lastIndexOf(evidence);
    return at < 0 ? {} : { nearness: clues.references.length - 1 - at };
  }
}
