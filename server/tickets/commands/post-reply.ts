import { postReply } from '../../../domain/tickets/reply.ts';
import { transaction } from '../../platform/database/database.ts';
import type { Platform } from '../../platform/platform.ts';
import { statusesOf } from '../reads/statuses.ts';
import { lockTicketById } from '../store/lock.ts';
import { savePosted } from '../store/save.ts';
import { readWaiting, ticketOfWaiting } from '../store/waiting.ts';
import { moved } from './moved.ts';

/**
 * The undo window of a reply is over: it is posted with its status, delivery and events. Whoever holds the ticket's lock
 * first wins, this or the undo; the other finds nothing waiting. Runs any number of times.
 */
export async function postWaitingReply(p: Platform, messageId: number): Promise<void> {
  await transaction(p.db, async (tx) => {
    const ticketId = await ticketOfWaiting(tx, messageId);
    if (ticketId === null) return;
    const ticket = await lockTicketById(tx, p, { actor: { kind: 'system' }, ticketId });
    const message = await readWaiting(tx, messageId);
    if (!message) return;
    if ((await ticketOfWaiting(tx, messageId)) !== ticketId) throw moved(); // with a merge; the job comes again

    const at = p.clock.now();
    const statuses = await statusesOf(p, tx);
    const status = statuses.find(({ slug }) => slug === message.status);
    const decision = postReply(ticket, { statuses, ...(status && { status }) }, at);
    const actor = { kind: 'agent' as const, id: message.author.agentId };
    const { channel, delivery } = message;
    await savePosted(tx, ticket, { at, actor, cause: { ...actor, depth: 0 }, channel, decision, message, delivery });
  });
}
