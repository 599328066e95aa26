import { sql } from 'kysely';
import { type Merges, topOf } from '../../../domain/tickets/merge-tree.ts';
import type { Tx } from '../../platform/platform.ts';

// What is somebody's, as it moves from contact to contact when they are merged and apart again. `contact_origins` keeps whose each
// thing was before; what has no row there is whose it says. A contact's messages are looked for in the tickets they ask or take
// part in: there alone do they write.

/** A ticket that got another requester, as it is now. */
export type MovedTicket = { id: number; version: number };
type Way = { from: number; to: number };

/** Everything of one contact goes to another one; `branch` are those whose things it has, itself among them. */
export async function moveAll(tx: Tx, way: Way & { branch: number[] }, at: Date): Promise<MovedTicket[]> {
  const { from, to, branch } = way;
  await sql`with moved as (update contact_identities set contact_id = ${to} where contact_id = ${from} returning id)
    ${remember('identity', way)}`.execute(tx);
  await sql`with theirs as (
      select id from tickets where requester_id = ${from} union select ticket_id from participants where contact_id = ${from}
    ), moved as (
      update messages set contact_id = ${to} where contact_id = ${from} and ticket_id in (select id from theirs) returning id
    ) ${remember('message', way)}`.execute(tx);
  await sql`select id from tickets where requester_id = ${from} order by id for update`.execute(tx);
  const moved = await changeRequester(tx, { to, at, which: sql`requester_id = ${from}` });
  const ids = moved.map(({ id }) => id);
  await sql`with moved as (select unnest(${ids}::bigint[]) as id) ${remember('ticket', { from, branch })}`.execute(tx);
  return moved;
}

/** A thing that came before from somebody of the branch stays theirs; one that was given since is the contact's own. */
function remember(kind: string, { from, branch }: { from: number; branch: number[] }) {
  return sql`insert into contact_origins (kind, row_id, contact_id) select ${kind}, id, ${from} from moved
    on conflict (kind, row_id) do update set contact_id = excluded.contact_id
    where not contact_origins.contact_id = any(${branch}::bigint[])`;
}

/** What came from a branch goes back to its top; what was given to somebody else since stays with them. */
export async function moveBack(tx: Tx, way: Way & { branch: number[] }, at: Date): Promise<MovedTicket[]> {
  const { from, to, branch } = way;
  const came = (kind: string) =>
    sql`(select row_id from contact_origins where kind = ${kind} and contact_id = any(${branch}::bigint[]))`;
  await sql`update contact_identities set contact_id = ${to} where contact_id = ${from} and id in ${came('identity')}`.execute(
    tx,
  );
  await sql`update messages set contact_id = ${to} where contact_id = ${from} and id in ${came('message')}`.execute(tx);
  await sql`select id from tickets where requester_id = ${from} order by id for update`.execute(tx);
  const moved = await changeRequester(tx, { to, at, which: sql`requester_id = ${from} and id in ${came('ticket')}` });
  await sql`delete from contact_origins where contact_id = ${to}`.execute(tx);
  return moved;
}

type Change = { to: number; at: Date; which: ReturnType<typeof sql> };

async function changeRequester(tx: Tx, { to, at, which }: Change): Promise<MovedTicket[]> {
  const { rows } =
    await sql<MovedTicket>`update tickets set requester_id = ${to}, version = version + 1, updated_at = ${at}
    where ${which} returning id, version`.execute(tx);
  return rows.sort((one, other) => one.id - other.id);
}

/**
 * Before a merge or its undoing: who takes part by themselves in the tickets of these contacts is written down, and who was taken
 * out of one since is forgotten there.
 */
export async function rememberParticipants(tx: Tx, merges: Merges, contactIds: readonly number[]): Promise<void> {
  const { members, tops } = rootsOf(merges, contactIds);
  await sql`with roots as (select * from unnest(${members}::bigint[], ${tops}::bigint[]) as r (member, top))
    delete from merged_participants m using roots, tickets where m.contact_id = roots.member and tickets.id = m.ticket_id
      and tickets.requester_id <> roots.top
      and not exists (select from participants p where p.ticket_id = m.ticket_id and p.contact_id = roots.top)`.execute(
    tx,
  );
  await sql`with roots as (select * from unnest(${members}::bigint[], ${tops}::bigint[]) as r (member, top))
    insert into merged_participants (ticket_id, contact_id, agent_id, created_at)
    select p.ticket_id, p.contact_id, p.agent_id, p.created_at from participants p
    where p.contact_id = any(${tops}::bigint[]) and not exists (
      select from merged_participants m join roots on roots.member = m.contact_id
      where m.ticket_id = p.ticket_id and roots.top = p.contact_id)
    on conflict do nothing`.execute(tx);
}

/** After it: each ticket has as participants those at the top of the trees, but for its requester. */
export async function standParticipants(tx: Tx, merges: Merges, contactIds: readonly number[]): Promise<void> {
  const { members, tops } = rootsOf(merges, contactIds);
  await sql`delete from participants where contact_id = any(${members}::bigint[])`.execute(tx);
  await sql`with roots as (select * from unnest(${members}::bigint[], ${tops}::bigint[]) as r (member, top))
    insert into participants (ticket_id, contact_id, agent_id, created_at)
    select distinct on (m.ticket_id, roots.top) m.ticket_id, roots.top, m.agent_id, m.created_at
    from merged_participants m join roots on roots.member = m.contact_id join tickets on tickets.id = m.ticket_id
    where tickets.requester_id <> roots.top
    order by m.ticket_id, roots.top, m.created_at`.execute(tx);
}

function rootsOf(merges: Merges, contactIds: readonly number[]) {
  const members = [...new Set([...contactIds, ...merges.keys(), ...merges.values()])];
  return { members, tops: members.map((id) => topOf(merges, id)) };
}
