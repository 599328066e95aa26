import { sql } from 'kysely';
import type { StatusLine } from '../../../domain/tickets/merge.ts';
import type { Brought, Merges, Sibling } from '../../../domain/tickets/merge-tree.ts';
import type { Tx } from '../../platform/platform.ts';
import type { LockedTicket } from './lock.ts';

/** Standing merges are few for one ticket: those of the trees it is in, up and down. */
export async function mergesAround(tx: Tx, ticketId: number): Promise<Merges> {
  const { rows } = await sql<{ ticketId: number; intoId: number }>`
    with recursive up as (
      select ticket_id, into_ticket_id from merges where ticket_id = ${ticketId} and undone_at is null
      union select m.ticket_id, m.into_ticket_id from up join merges m on m.ticket_id = up.into_ticket_id and m.undone_at is null
    ), down as (
      select ticket_id, into_ticket_id from merges where into_ticket_id = ${ticketId} and undone_at is null
      union select m.ticket_id, m.into_ticket_id from down join merges m on m.into_ticket_id = down.ticket_id and m.undone_at is null
    )
    select ticket_id as "ticketId", into_ticket_id as "intoId" from up union select * from down`.execute(tx);
  return new Map(rows.map(({ ticketId, intoId }) => [ticketId, intoId]));
}

export type StandingMerge = {
  id: number;
  ticketId: number;
  intoId: number;
  wasAsked: boolean;
  endsSplit: boolean;
  statusId: number;
  solvedAt: Date | null;
  brought: Brought;
  at: Date;
};

/** The standing merges of these tickets, in the order asked. */
export async function standingMerges(tx: Tx, ticketIds: readonly number[]): Promise<StandingMerge[]> {
  const { rows } = await sql<StandingMerge>`
    select id, ticket_id as "ticketId", into_ticket_id as "intoId", was_asked as "wasAsked",
      ends_split as "endsSplit", status_id as "statusId",
      solved_at as "solvedAt", brought, created_at as at
    from merges where ticket_id = any(${ticketIds as number[]}::bigint[]) and undone_at is null
    order by array_position(${ticketIds as number[]}::bigint[], ticket_id)`.execute(tx);
  return rows;
}

/** What the log of a ticket tells of its status and of what it took in, in order; and which tickets stand in it now. */
export async function statusLog(tx: Tx, ticketId: number): Promise<{ log: StatusLine[]; stillIn: Set<number> }> {
  const { rows } = await sql<Omit<StatusLine, 'at'> & { at: Date }>`
    select type, at, ticket_version as "ticketVersion", changes, details from events
    where ticket_id = ${ticketId} and (type = 'ticket.took_in' or changes ? 'status') order by id`.execute(tx);
  const { rows: standing } = await sql<{ ticketId: number }>`
    select ticket_id as "ticketId" from merges where into_ticket_id = ${ticketId} and undone_at is null`.execute(tx);
  const log = rows.map(({ at, ...line }) => ({ ...line, at: at.toISOString() }));
  return { log, stillIn: new Set(standing.map((one) => one.ticketId)) };
}

/** What a ticket has of its own that the other one lacks: what it would bring. Both are locked. */
export async function wouldBring(tx: Tx, { from, to }: { from: LockedTicket; to: LockedTicket }): Promise<Brought> {
  const { rows } = await sql<Pick<Brought, 'contactIds' | 'agentIds'>>`
    select array(
        select ${from.requesterId}::bigint union select contact_id from participants where ticket_id = ${from.id}
        except select contact_id from participants where ticket_id = ${to.id} except select ${to.requesterId}::bigint
      ) as "contactIds",
      array(select agent_id from followers where ticket_id = ${from.id}
        except select agent_id from followers where ticket_id = ${to.id}) as "agentIds"`.execute(tx);
  const { contactIds, agentIds } = rows[0] as Pick<Brought, 'contactIds' | 'agentIds'>;
  return { contactIds, agentIds, tags: from.tags.filter((tag) => !to.tags.includes(tag)) };
}

export async function insertMerge(
  tx: Tx,
  made: {
    from: LockedTicket;
    intoId: number;
    agentId: number | null;
    wasAsked: boolean;
    endsSplit: boolean;
    brought: Brought;
    at: Date;
  },
): Promise<void> {
  const { from, intoId, agentId, wasAsked, endsSplit, brought, at } = made;
  await sql`with linked as (
      insert into ticket_links (from_ticket_id, to_ticket_id, kind) values (${from.id}, ${intoId}, 'merged_into')
      on conflict do nothing
    ), asked as (
      delete from ticket_links where from_ticket_id = ${from.id} and to_ticket_id = ${intoId} and kind = 'may_belong_to'
    ), followed as (
      insert into followers (ticket_id, agent_id)
      select ${intoId}, agent_id from unnest(${brought.agentIds as number[]}::bigint[]) as agent_id on conflict do nothing
    )
    insert into merges (ticket_id, into_ticket_id, agent_id, was_asked, ends_split, status_id, solved_at, brought, created_at)
    values (${from.id}, ${intoId}, ${agentId}, ${wasAsked}, ${endsSplit}, ${from.status.id}, ${from.solvedAt},
      ${JSON.stringify(brought)}::jsonb, ${at})`.execute(tx);
}

/** Asked whether they belong together, the two are asked about again. */
export async function endMerge(tx: Tx, { id, ticketId, intoId, wasAsked }: StandingMerge, at: Date): Promise<void> {
  await sql`with unlinked as (
      delete from ticket_links where from_ticket_id = ${ticketId} and to_ticket_id = ${intoId} and kind = 'merged_into'
    ), asked as (
      insert into ticket_links (from_ticket_id, to_ticket_id, kind)
      select ${ticketId}::bigint, ${intoId}::bigint, 'may_belong_to' where ${wasAsked}::boolean on conflict do nothing
    )
    update merges set undone_at = ${at} where id = ${id}`.execute(tx);
}

/** The other standing merges into the same ticket, and what the tickets that came by them have of their own. */
export async function siblingsOf(tx: Tx, merge: StandingMerge): Promise<Sibling[]> {
  const { rows } = await sql<Sibling>`
    select m.id as "mergeId", m.brought, jsonb_build_object('tags', t.tags,
      'contactIds', array(select t.requester_id union select contact_id from participants where ticket_id = t.id),
      'agentIds', array(select agent_id from followers where ticket_id = t.id)) as has
    from merges m join tickets t on t.id = m.ticket_id
    where m.into_ticket_id = ${merge.intoId} and m.id <> ${merge.id} and m.undone_at is null order by m.id`.execute(tx);
  return rows;
}

/** Who came by a merge leaves; what other merges brought as well is put down to them. */
export async function takeBack(
  tx: Tx,
  { ticketId, lost, inherited }: { ticketId: number; lost: Brought; inherited: readonly Sibling[] },
): Promise<void> {
  const rows = inherited.map(({ mergeId, brought }) => ({ id: mergeId, brought }));
  await sql`with gone as (
      delete from participants where ticket_id = ${ticketId} and contact_id = any(${lost.contactIds as number[]}::bigint[])
    ), left_alone as (
      delete from followers where ticket_id = ${ticketId} and agent_id = any(${lost.agentIds as number[]}::bigint[])
    )
    update merges set brought = given.brought
    from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) as given (id bigint, brought jsonb)
    where merges.id = given.id`.execute(tx);
}

/** True when somebody outside wrote for one of these tickets since an instant. */
export async function wroteSince(tx: Tx, { ticketId, at }: { ticketId: number; at: Date }): Promise<boolean> {
  const { rows } =
    await sql`select from messages where ticket_id = ${ticketId} and direction = 'in' and not is_automatic
    and state = 'posted' and posted_at > ${at} limit 1`.execute(tx);
  return rows.length > 0;
}

/** Another ticket of the same requester that somebody works on, the newest; null where there is none. */
export async function newestOfRequester(tx: Tx, ticketId: number): Promise<number | null> {
  const { rows } = await sql<{ id: number }>`
    select other.id from tickets this join tickets other on other.requester_id = this.requester_id and other.id <> this.id
    where this.id = ${ticketId} and other.status_category < 4 order by other.id desc limit 1`.execute(tx);
  return rows[0]?.id ?? null;
}
