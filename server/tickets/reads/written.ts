import { AppError } from '../../../domain/errors.ts';
import type { Tx } from '../../platform/platform.ts';

/** Who wrote a message of this ticket. */
export async function findWritten(
  tx: Tx,
  by: { ticketId: number; messageId: string },
): Promise<{ id: number; agentId: number | null }> {
  const row = await tx
    .selectFrom('messages')
    .select(['id', 'agent_id'])
    .where('uuid', '=', by.messageId)
    .where('ticket_id', '=', by.ticketId)
    .executeTakeFirst();
  if (!row) throw messageNotFound();
  return { id: row.id, agentId: row.agent_id };
}

export function messageNotFound(): AppError {
  return new AppError('not_found', 'message_not_found', 'There is no such message.');
}
