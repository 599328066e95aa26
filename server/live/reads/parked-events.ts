import { sql } from 'kysely';
import type { z } from 'zod';
import type { parkedEvent } from '../../../contract/parked-events.ts';
import type { Db, Tx } from '../../platform/platform.ts';

type ParkedEvent = z.infer<typeof parkedEvent>;

/** Newest first; `next` is the id that the following page comes after. */
export async function listParkedEvents(
  db: Db,
  { limit, after }: { limit: number; after?: string | undefined },
): Promise<{ parkedEvents: ParkedEvent[]; next: string | null }> {
  const before = /^\d{1,15}$/.test(after ?? '') ? Number(after) : null;
  const { rows } = await sql<Omit<ParkedEvent, 'id' | 'parkedAt'> & { id: number; parked_at: Date }>`
    select parked_events.id, parked_events.reader, events.type, tickets.number as ticket, parked_events.error,
      parked_events.attempts, parked_events.parked_at
    from parked_events join events on events.id = parked_events.event_id
    left join tickets on tickets.id = events.ticket_id
    where ${before}::bigint is null or parked_events.id < ${before}
    order by parked_events.id desc limit ${limit + 1}`.execute(db);
  const shown = rows.slice(0, limit);
  return {
    parkedEvents: shown.map(({ parked_at, ...row }) => ({
      ...row,
      id: String(row.id),
      parkedAt: parked_at.toISOString(),
    })),
    next: rows.length > limit ? String(shown.at(-1)?.id) : null,
  };
}

export async function parkedEventIds(tx: Tx): Promise<number[]> {
  const rows = await tx.selectFrom('parked_events').select('id').orderBy('id').limit(10_000).execute();
  return rows.map(({ id }) => id);
}

export async function countParkedEvents(db: Db): Promise<number> {
  const { rows } = await sql<{ count: number }>`select count(*) as count from parked_events`.execute(db);
  return rows[0]?.count ?? 0;
}
