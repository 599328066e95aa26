import type { OpenTicketBody } from '../../../contract/tickets.ts';
import { channelByHand } from '../../../domain/channels.ts';
import type { AgentActor } from '../../../domain/permissions.ts';
import { checkFollowUp } from '../../../domain/tickets/follow-up.ts';
import { refuseArchivedTopic, resolveRefs } from '../../agents/reads/refs.ts';
import { findOrMakeContact } from '../../contacts/commands/find-or-make.ts';
import { readGivenFields } from '../../fields/commands/read-given.ts';
import { transaction } from '../../platform/database/database.ts';
import { causeOf } from '../../platform/event-log/event-log.ts';
import type { Platform, Tx } from '../../platform/platform.ts';
import { findInbox } from '../reads/inbox.ts';
import { type LockedTicket, lockTicket } from '../store/lock.ts';
import { refuseMissing, withoutEmpty } from './fields.ts';
import type { FiledMessage, NewMessage } from './new-message.ts';
import { openTicket } from './open.ts';
import { writtenText } from './written.ts';

/** A ticket made by the API: in the requester's words, on an agent's account. */
export async function openByAgent(p: Platform, actor: AgentActor, body: OpenTicketBody): Promise<FiledMessage> {
  const words = await writtenText(body.message);
  return transaction(p.db, async (tx) => {
    const followed = await followedBy(tx, p, { actor, number: body.followUpOf });
    const place = await placeOf(tx, { actor, body, followed });
    const customFields = withoutEmpty(await readGivenFields(tx, 'ticket', body.fields));
    await refuseMissing(tx, 'open', { topicId: place.topicId ?? null, customFields });
    const { contactId, organizationId } = await requesterOf(tx, p, { body, followed });
    const at = p.clock.now();

    return openTicket(tx, p, {
      subject: body.subject.replace(/\s+/g, ' '),
      requesterId: contactId,
      organizationId,
      channel: channelByHand(),
      ...place,
      tags: body.tags ?? [],
      customFields,
      ...(body.priority && { priority: body.priority }),
      ...(followed && { followUpOf: followed.id }),
      actor,
      cause: causeOf(actor),
      message: { ...asWrittenBy(contactId, words, at), inboxId: place.inboxId },
      at,
    });
  });
}

type Followed = LockedTicket | null;

/** The ticket that is carried on, held so that nobody opens it again meanwhile. */
async function followedBy(
  tx: Tx,
  p: Platform,
  by: { actor: AgentActor; number: number | undefined },
): Promise<Followed> {
  const { actor, number } = by;
  if (number === undefined) return null;
  const ticket = await lockTicket(tx, p, { actor, number });
  checkFollowUp(ticket);
  return ticket;
}

type Asked = { body: OpenTicketBody; followed: Followed };

async function requesterOf(tx: Tx, p: Platform, { body, followed }: Asked) {
  if (body.requester === undefined) {
    const { requesterId, organizationId } = followed as LockedTicket;
    return { contactId: requesterId, organizationId };
  }
  const { email, name = '' } = body.requester;
  return findOrMakeContact(tx, p, { kind: 'email', value: email, name, isVerified: false, language: null });
}

/** Where the ticket goes: as named in the request, else as its inbox does by default. */
async function placeOf(tx: Tx, { actor, body, followed }: Asked & { actor: AgentActor }) {
  const { team, assignee, topic } = body;
  const refs = await resolveRefs(tx, actor, { team, assignee, topic, mustBeActive: true });
  refuseArchivedTopic(refs, null);
  const inbox = body.inbox === undefined ? nowhere : await findInbox(tx, body.inbox);
  const byDefault = { teamId: inbox.teamId, topicId: inbox.topicId, assigneeId: null };
  const inboxId = inbox.id ?? followed?.inboxId ?? null;
  return { ...byDefault, ...refs, inboxId, language: inbox.language ?? followed?.language ?? null };
}

const nowhere = { id: null, language: null, teamId: null, topicId: null };

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
    channel: channelByHand(),
    reason: null,
    verdict: null,
    isAutomatic: false,
    attachments: [],
    at,
  };
}
