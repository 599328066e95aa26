import { AppError } from '../../../domain/errors.ts';
import type { Channel, ComposedMessage, InboxOnTheWire, OutgoingMessage, Person } from '../../channels/channel.ts';
import { withOwnPictures } from '../../platform/html/remote-pictures.ts';
import type { Platform } from '../../platform/platform.ts';
import { readSettings } from '../../settings/reads.ts';
import { type OutgoingFacts, readOutgoing } from '../reads/outgoing.ts';
import { makeReplyToken, makeReturnToken, type ReplyToken } from '../reply-token.ts';
import type { LockedDelivery } from '../store/deliveries.ts';

type Composing = { delivery: LockedDelivery; channel: Channel; inbox: InboxOnTheWire<unknown> };
const mostReferences = 20;

/** A later attempt sends the very bytes of the first one, under the same id. */
export async function composeDelivery(p: Platform, { delivery, channel, inbox }: Composing): Promise<ComposedMessage> {
  const { to, cc } = delivery.recipients;
  const facts = delivery.messageId === null ? null : await readOutgoing(p.db, delivery.messageId, [...to, ...cc]);
  if (facts === null) throw new AppError('not_found', 'message_not_found', 'The message to be sent is gone.');

  const composed = await channel.compose(await outgoing(p, { delivery, channel, inbox, facts }), inbox);
  if (delivery.fileHash === null || delivery.externalId === null) return composed;
  return { ...composed, externalId: delivery.externalId, bytes: await p.files.get(delivery.fileHash) };
}

async function outgoing(p: Platform, by: Composing & { facts: OutgoingFacts }): Promise<OutgoingMessage> {
  const { delivery, channel, inbox, facts } = by;
  const attachments = facts.attachments.map(async ({ fileHash, ...attachment }) => ({
    ...attachment,
    bytes: await p.files.get(fileHash),
  }));
  const given = boundTo(facts, delivery.recipients.to[0]);
  return {
    messageUuid: facts.messageUuid,
    ticketNumber: facts.ticketNumber,
    subject: facts.subject,
    ownSubject: facts.ownSubject,
    text: facts.text,
    html: facts.html === null ? null : withOwnPictures(facts.html),
    from: { name: facts.authorName ?? inbox.senderName },
    to: delivery.recipients.to.map((value) => person(channel, facts, value)),
    cc: delivery.recipients.cc.map((value) => person(channel, facts, value)),
    attachments: await Promise.all(attachments),
    references: shortened(facts.references),
    isAutomatic: delivery.isAutomatic,
    replyToken: makeReplyToken(p.secrets, 'reply address', given),
    threadToken: makeReplyToken(p.secrets, 'message id', given),
    returnToken: makeReturnToken(p.secrets, { deliveryId: delivery.id, ticketId: facts.ticketId }),
    language: facts.language ?? 'en',
    brand: await brandOf(p),
    at: facts.at,
  };
}

async function brandOf(p: Platform): Promise<OutgoingMessage['brand']> {
  const { company, brandColour, brandLogo } = await readSettings(p);
  return { name: company, colour: brandColour, logo: brandLogo };
}

function person(channel: Channel, facts: OutgoingFacts, value: string): Person {
  const known = facts.people.find((one) => one.value === value.toLowerCase());
  return { kind: channel.can.sendsTo ?? 'external', value, name: known?.name ?? '' };
}

/** Tokens are bound to the ticket and to whom the answer is written; contact 0 is somebody the desk does not know. */
function boundTo(facts: OutgoingFacts, recipient: string | undefined): ReplyToken {
  const known = facts.people.find((one) => one.value === recipient?.toLowerCase());
  return { ticketId: facts.ticketId, contactId: known?.contactId ?? 0 };
}

/** The first message names the thread, the last ones place the answer in it. */
function shortened(references: readonly string[]): string[] {
  if (references.length <= mostReferences) return [...references];
  return [references[0] ?? '', ...references.slice(1 - mostReferences)];
}
