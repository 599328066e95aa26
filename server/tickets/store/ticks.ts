import type { Tx } from '../../platform/platform.ts';

type Tick = { ticketId: number; questionId: number };

/** False when it was ticked already. */
export async function insertTick(tx: Tx, tick: Tick & { agentId: number; at: Date }): Promise<boolean> {
  const { numInsertedOrUpdatedRows } = await tx
    .insertInto('ticked_questions')
    .values({ ticket_id: tick.ticketId, question_id: tick.questionId, agent_id: tick.agentId, ticked_at: tick.at })
    .onConflict((conflict) => conflict.doNothing())
    .executeTakeFirst();
  return numInsertedOrUpdatedRows === 1n;
}

/** False when it was not ticked. */
export async function deleteTick(tx: Tx, { ticketId, questionId }: Tick): Promise<boolean> {
  const { numDeletedRows } = await tx
    .deleteFrom('ticked_questions')
    .where('ticket_id', '=', ticketId)
    .where('question_id', '=', questionId)
    .executeTakeFirst();
  return numDeletedRows === 1n;
}
