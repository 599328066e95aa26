import { sql } from 'kysely';
import type { SlaMoment } from '../../../domain/sla/history.ts';
import { momentsOf } from '../../../domain/sla/moments.ts';
import type { ReplayedEvent } from '../../../domain/tickets/replay.ts';
import type { Db, Tx } from '../../platform/platform.ts';

type Row = Omit<ReplayedEvent, 'at'> & { id: number; at: Date };

/** What a ticket's log says to its clocks, and the newest event in it. */
export async function readMoments(db: Db | Tx, ticketId: number): Promise<{ moments: SlaMoment[]; lastEvent: number }> {
  const { rows } = await sql<Row>`
    select id, at, type, actor_kind as "actorKind", ticket_version as "ticketVersion", changes, details
    from events where ticket_id = ${ticketId} order by id`.execute(db);
  const events = rows.map((row) => ({ ...row, at: row.at.toISOString() }));
  return { moments: momentsOf(events), lastEvent: rows.at(-1)?.id ?? 0 };
}
