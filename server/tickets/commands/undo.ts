import { AppError } from '../../../domain/errors.ts';
import type { AgentActor } from '../../../domain/permissions.ts';
import { transaction } from '../../platform/database/database.ts';
import type { Platform, Tx } from '../../platform/platform.ts';
import { findWritten } from '../reads/written.ts';
import { lockTicket } from '../store/lock.ts';
import { deleteWaiting, type Undone } from '../store/waiting.ts';

type Asked = { actor: AgentActor; number: number; messageId: string };

/** Takes a reply back inside its undo window and hands its words back to the composer. Only its author may. */
export function undoReply(p: Platform, asked: Asked): Promise<Undone> {
  return transaction(p.db, (tx) => takeBackReply(tx, p, asked));
}

/** The same in the transaction of whoever takes back several. */
export async function takeBackReply(tx: Tx, p: Platform, { actor, number, messageId }: Asked): Promise<Undone> {
  const ticket = await lockTicket(tx, p, { actor, number });
  const written = await findWritten(tx, { ticketId: ticket.id, messageId });
  if (written.agentId !== actor.id) {
    throw new AppError('forbidden', 'not_your_message', 'Only the agent who wrote a reply can take it back.');
  }
  const undone = await deleteWaiting(tx, { messageId: written.id, agentId: actor.id });
  if (!undone) throw new AppError('conflict', 'message_sent', 'This message was already sent.');
  return undone;
}
