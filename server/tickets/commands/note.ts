import type { Message } from '../../../contract/messages.ts';
import { note } from '../../../domain/tickets/note.ts';
import { noteCarries } from '../../../domain/uploads.ts';
import { idsOf } from '../../agents/reads/teams.ts';
import { transaction } from '../../platform/database/database.ts';
import { causeOf } from '../../platform/event-log/event-log.ts';
import type { Platform } from '../../platform/platform.ts';
import { justWritten } from '../reads/message-view.ts';
import { statusBySlug } from '../reads/statuses.ts';
import { lockTicket } from '../store/lock.ts';
import { saveMessage } from '../store/save.ts';
import { takeFiles } from './attach.ts';
import { refuseUnfilled } from './fields.ts';
import { internalNote } from './internal-note.ts';
import type { Writing } from './reply.ts';
import { refuseWithoutPermission, writtenText } from './written.ts';

/** An internal note. Mentioned agents follow the ticket from then on, which is what lets a collaborator see it. */
export async function writeNote(p: Platform, { actor, number, body }: Writing): Promise<Message> {
  refuseWithoutPermission(actor, 'tickets.note', body);
  const words = await writtenText(body);

  return transaction(p.db, async (tx) => {
    const ticket = await lockTicket(tx, p, { actor, number });
    const mentions = await idsOf(tx, 'agents', { uuids: body.mentions ?? [], field: 'mentions' });
    const status = body.status === undefined ? undefined : await statusBySlug(p, tx, body.status);
    const at = p.clock.now();
    const decision = note(ticket, { mentions, ...(status && { status }) }, at);
    await refuseUnfilled(tx, ticket, decision);
    const said = internalNote({ kind: 'agent', agentId: actor.id }, { ...words, at });
    const files = { ticketId: ticket.id, uploads: body.attachments, carrier: noteCarries, at };
    const message = { ...said, attachments: await takeFiles(tx, { actor, ...files }) };
    const recorded = { at, actor, cause: causeOf(actor), channel: null };
    const { messageUuid } = await saveMessage(tx, ticket, { ...recorded, decision, message, followers: mentions });
    return justWritten({ actor, message, messageUuid });
  });
}
