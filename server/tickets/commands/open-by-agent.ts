import type { OpenTicketBody } from '../../../contract/tickets.ts';
import type { AgentActor } from '../../../domain/permissions.ts';
import { resolveRefs } from '../../agents/reads/refs.ts';
import { findOrMakeContact } from '../../contacts/commands/find-or-make.ts';
import { transaction } from '../../platform/database.ts';
import { causeOf } from '../../platform/event-log.ts';
import type { Platform } from '../../platform/platform.ts';
import { findInbox } from '../reads/inbox.ts';
import type { FiledMessage, NewMessage } from './new-message.ts';
import { openTicket } from './open.ts';
import { writtenText } from './written.ts';

const channel = 'api';

/** A ticket made by the API: in the requester's words, on an agent's account. */
export async function openByAgent(p: Platform, actor: AgentActor, body: OpenTicketBody): Promise<FiledMessage> {
  const words = await writtenText(body.message);
  return transaction(p.db, async (tx) => {
    const { team, assignee, topic } = body;
    const refs = await resolveRefs(tx, actor, { team, assignee, topic, mustBeActive: true });
    const inbox = body.inbox === undefined ? null : await findInbox(tx, body.inbox);
    const { email, name = '' } = body.requester;
    const sender = { kind: 'email', value: email, name, isVerified: false, language: null } as const;
    const { contactId, organizationId } = await findOrMakeContact(tx, p, sender);
    const at = p.clock.now();

    return openTicket(tx, p, {
      subject: body.subject,
      requesterId: contactId,
      organizationId,
      channel,
      inboxId: inbox?.id ?? null,
      language: inbox?.language ?? null,
      teamId: refs.teamId === undefined ? (inbox?.teamId ?? null) : refs.teamId,
      topicId: refs.topicId === undefined ? (inbox?.topicId ?? null) : refs.topicId,
      assigneeId: refs.assigneeId ?? null,
      tags: body.tags ?? [],
      ...(body.priority && { priority: body.priority }),
      actor,
      cause: causeOf(actor),
      message: { ...asWrittenBy(contactId, words, at), inboxId: inbox?.id ?? null },
      at,
    });
  });
}

function asWrittenBy(contactId: number, words: { text: string; html: string | null }, at: Date): NewMessage {
  return {
    kind: 'reply',
    direction: 'in',
    author: { kind: 'contact', contactId },
    ...words,
    recipients: { to: [], cc: [] },
    externalId: null,
    inboxId: null,
    inboundId: null,
    channel,
    reason: null,
    verdict: null,
    isAutomatic: false,
    attachments: [],
    at,
  };
}
