import { sql } from 'kysely';
import type { SlaMoment } from '../../../domain/sla/history.ts';
import { momentsOf } from '../../../domain/sla/moments.ts';
import type { ReplayedEvent } from '../../../domain/tickets/replay.ts';
import type { Db, Tx } from '../../platform/platform.ts';

type Row = Omit<ReplayedEvent, 'at'> & { id: number; ticketId: number; at: Date };
type Told = { moments: SlaMoment[]; lastEvent: number };

/** What each ticket's log says to its clocks, and the newest event in it. */
export async function readMoments(db: Db | Tx, ticketIds: readonly number[]): Promise<Map<number, Told>> {
  const { rows } = await sql<Row>`
    select id, ticket_id as "ticketId", at, type, actor_kind as "actorKind", ticket_version as "ticketVersion", changes,
      details
    from events where ticket_id = any(${ticketIds as number[]}::bigint[]) order by ticket_id, id`.execute(db);
  const byTicket = Map.groupBy(rows, ({ ticketId }) => ticketId);
  return new Map(
    [...byTicket].map(([ticketId, events]) => {
      const moments = momentsOf(events.map((event) => ({ ...event, at: event.at.toISOString() })));
      return [ticketId, { moments, lastEvent: events.at(-1)?.id ?? 0 }];
    }),
  );
}
