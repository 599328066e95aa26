import { sql } from 'kysely';
import type { EventType } from '../../../domain/events.ts';
import type { SlaMoment } from '../../../domain/sla/history.ts';
import { momentsAmong } from '../../../domain/sla/merged-moments.ts';
import { momentsOf } from '../../../domain/sla/moments.ts';
import type { OwnedEvent } from '../../../domain/sla/owned-event.ts';
import type { ReplayedEvent } from '../../../domain/tickets/replay.ts';
import type { Db, Tx } from '../../platform/platform.ts';

type Logged = ReplayedEvent & { id: number; ticketId: number };
type Told = { moments: SlaMoment[]; lastEvent: number };

/** What each ticket's log says to its clocks, and the newest event in it. */
export async function readMoments(db: Db | Tx, ticketIds: readonly number[]): Promise<Map<number, Told>> {
  const { rows } = await sql<Row<Logged>>`
    select id, ticket_id as "ticketId", ${facts} from events
    where ticket_id = any(${ticketIds as number[]}::bigint[]) order by ticket_id, id`.execute(db);
  const byTicket = Map.groupBy(rows.map(withText), ({ ticketId }) => ticketId);
  const told = new Map<number, Told>();
  for (const [ticketId, events] of byTicket) {
    const moments = events.some(isOfSeveral)
      ? momentsAmong(await readMerged(db, ticketId), ticketId)
      : momentsOf(events);
    told.set(ticketId, { moments, lastEvent: events.at(-1)?.id ?? 0 });
  }
  return told;
}

const facts = sql`events.at, events.type, events.actor_kind as "actorKind", events.ticket_version as "ticketVersion",
  events.changes, events.details`;

type Row<Event> = Omit<Event, 'at'> & { at: Date };

function withText<Event>(row: Row<Event>): Event {
  return { ...row, at: row.at.toISOString() } as Event;
}

const ofSeveral: readonly EventType[] = ['ticket.merged', 'ticket.took_in', 'ticket.split_off', 'ticket.split_from'];

function isOfSeveral({ type }: Logged): boolean {
  return ofSeveral.includes(type);
}

/** The logs of all tickets that were ever merged with this one or split off, or with one that was, in the order in which it happened. */
async function readMerged(db: Db | Tx, ticketId: number): Promise<OwnedEvent[]> {
  const { rows } = await sql<Row<OwnedEvent>>`
    with recursive among (id) as (
      select ${ticketId}::bigint
      union select other.id from among, lateral (
        select into_ticket_id as id from merges where ticket_id = among.id
        union all select ticket_id from merges where into_ticket_id = among.id
        union all select from_ticket_id from splits where ticket_id = among.id
        union all select ticket_id from splits where from_ticket_id = among.id
      ) as other
    )
    select events.id, events.ticket_id as "ticketId", ${facts},
      coalesce(messages.origin_ticket_id, messages.ticket_id, events.ticket_id) as "ownerId"
    from among join events on events.ticket_id = among.id left join messages on messages.id = events.message_id
    order by events.id`.execute(db);
  return rows.map(withText);
}
