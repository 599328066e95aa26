import { sql } from 'kysely';
import type { Tx } from '../../platform/platform.ts';

export type HeldTicket = { id: number; teamId: number | null; inboxId: number | null };

/** Locked by ascending id. */
export async function holdRows(tx: Tx, ticketIds: readonly number[]): Promise<HeldTicket[]> {
  const { rows } = await sql<HeldTicket>`
    select id, team_id as "teamId", inbox_id as "inboxId" from tickets
    where id = any(${ticketIds as number[]}::bigint[]) order by id for update`.execute(tx);
  return rows;
}

/** Answers whose due time is another than before. */
export async function saveNextDue(tx: Tx, due: ReadonlyMap<number, Date | null>): Promise<Set<number>> {
  const given = [...due].map(([id, at]) => ({ id, at: at ?? 'infinity' }));
  const { rows } = await sql<{ id: number }>`
    update tickets set next_due_at = given.at
    from jsonb_to_recordset(${JSON.stringify(given)}::jsonb) as given (id bigint, at timestamptz)
    where tickets.id = given.id and tickets.next_due_at is distinct from given.at
    returning tickets.id`.execute(tx);
  return new Set(rows.map(({ id }) => id));
}
