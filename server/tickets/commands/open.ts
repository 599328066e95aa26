import { open } from '../../../domain/tickets/open.ts';
import type { Platform, Tx } from '../../platform/platform.ts';
import { statusesOf } from '../reads/statuses.ts';
import { choicesOfTopic } from '../reads/topics.ts';
import { insertTicket } from '../store/insert-ticket.ts';
import type { FiledMessage, NewTicket } from './new-message.ts';

// Commands of this room change tickets and what is said in them: lock, ask the rule in domain/tickets, save in one
// statement with its events. What a ticket sets off (deliveries, notifications, views) reads the log and is not called here.

/** Opens a ticket with its first message. Call it last in a transaction: it takes the number counter. */
export async function openTicket(tx: Tx, p: Platform, asked: NewTicket): Promise<FiledMessage> {
  const statuses = await statusesOf(p, tx);
  const teamOfTopic = asked.teamId == null ? (await choicesOfTopic(tx, asked.topicId ?? null)).teamId : null;
  return insertTicket(tx, asked, open({ ...asked, statuses, teamOfTopic }, asked.at));
}
