import { sql } from 'kysely';
import type { Actor } from '../../../domain/permissions.ts';
import { inScope } from '../../agents/reads/scope.ts';
import type { Tx } from '../../platform/platform.ts';

/** Which of these tickets the actor may see. */
export async function ticketsInScope(tx: Tx, actor: Actor, ticketIds: readonly number[]): Promise<Set<number>> {
  const { rows } = await sql<{ id: number }>`
    select id from tickets where id = any(${ticketIds as number[]}::bigint[]) and ${inScope(actor)}`.execute(tx);
  return new Set(rows.map(({ id }) => id));
}
