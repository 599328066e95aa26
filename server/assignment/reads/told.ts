import { sql } from 'kysely';
import type { Tx } from '../../platform/platform.ts';

/** Of these tickets those of which the log says already that nobody can take them, since they began to wait. */
export async function toldNobody(tx: Tx, ticketIds: readonly number[]): Promise<Set<number>> {
  const { rows } = await sql<{ id: number }>`
    select asked.id from unnest(${ticketIds as number[]}::bigint[]) as asked (id)
    join lateral (select type from events where ticket_id = asked.id and type in ('ticket.assigned', 'ticket.not_assigned')
      order by id desc limit 1) as newest on newest.type = 'ticket.not_assigned'`.execute(tx);
  return new Set(rows.map(({ id }) => id));
}
