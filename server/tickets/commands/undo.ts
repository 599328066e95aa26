import type { Upload } from '../../../contract/uploads.ts';
import { AppError } from '../../../domain/errors.ts';
import type { AgentActor } from '../../../domain/permissions.ts';
import { transaction } from '../../platform/database/database.ts';
import type { Platform, Tx } from '../../platform/platform.ts';
import { findWritten } from '../reads/written.ts';
import { lockTicket } from '../store/lock.ts';
import { uploadAgain } from '../store/uploads.ts';
import { deleteWaiting, type Undone } from '../store/waiting.ts';

type TakenBack = Undone & { attachments: Upload[] };
type Asked = { actor: AgentActor; number: number; messageId: string };

/** Takes a reply back inside its undo window and hands its words and files back to the composer. Only its author may. */
export function undoReply(p: Platform, asked: Asked): Promise<TakenBack> {
  return transaction(p.db, (tx) => takeBackReply(tx, p, asked));
}

/** The same in the transaction of whoever takes back several. */
export async function takeBackReply(tx: Tx, p: Platform, { actor, number, messageId }: Asked): Promise<TakenBack> {
  const ticket = await lockTicket(tx, p, { actor, number });
  const written = await findWritten(tx, { ticketId: ticket.id, messageId });
  if (written.agentId !== actor.id) {
    throw new AppError('forbidden', 'not_your_message', 'Only the agent who wrote a reply can take it back.');
  }
  const files = { messageId: written.id, ticketId: ticket.id, agentId: actor.id };
  const attachments = await uploadAgain(tx, { ...files, at: p.clock.now() });
  const undone = await deleteWaiting(tx, { messageId: written.id, agentId: actor.id });
  if (!undone) throw new AppError('conflict', 'message_sent', 'This message was already sent.');
  return { ...undone, attachments };
}
