import { type ChannelAbilities, canReplyAt } from './channels.ts';
import { AppError } from './errors.ts';

/** Where an answer could go: everybody the ticket knows, and every inbox that could carry it. */
export type Correspondents = {
  requesterId: number;
  /** In the order they became known. */
  identities: readonly { contactId: number; kind: string; value: string }[];
  participantIds: readonly number[];
  /** Active ones, oldest first. */
  inboxes: readonly { id: number; channel: string; can: ChannelAbilities }[];
  ticketInboxId: number | null;
  /** Where the requester's newest message asked to be answered, if it did. */
  answerTo: string | null;
  lastCustomerMessageAt: Date | null;
};

export type Route = { inboxId: number; channel: string; undo: number; recipients: { to: string[]; cc: string[] } };

/**
 * The inbox a reply goes by and who gets it. The ticket's own inbox comes first; where that one cannot send, or has no way
 * to reach the requester, the oldest one that can. Other participants get a copy where the channel knows copies.
 */
export function routeReply(who: Correspondents, now: Date): Route {
  const own = who.inboxes.filter(({ id }) => id === who.ticketInboxId);
  for (const inbox of [...own, ...who.inboxes]) {
    const { can } = inbox;
    const to = can.sendsTo === null ? null : addressOf(who, can.sendsTo);
    if (to === null) continue;
    if (!canReplyAt(can, who.lastCustomerMessageAt, now)) throw windowClosed(inbox.channel);
    const cc = can.cc ? copies(who, can.sendsTo as string, to) : [];
    return { inboxId: inbox.id, channel: inbox.channel, undo: can.undo, recipients: { to: [to], cc } };
  }
  throw nobodyToWriteTo(who);
}

function addressOf(who: Correspondents, kind: string): string | null {
  if (who.answerTo !== null && kind === 'email') return who.answerTo;
  return identityOf(who, who.requesterId, kind);
}

function copies(who: Correspondents, kind: string, to: string): string[] {
  const addresses = who.participantIds.flatMap((contactId) => identityOf(who, contactId, kind) ?? []);
  return [...new Set(addresses)].filter((address) => address !== to);
}

function identityOf(who: Correspondents, contactId: number, kind: string): string | null {
  return who.identities.find((identity) => identity.contactId === contactId && identity.kind === kind)?.value ?? null;
}

function windowClosed(channel: string): AppError {
  return new AppError(
    'conflict',
    'reply_window_closed',
    `The customer wrote too long ago: ${channel} takes no free reply any more.`,
  );
}

function nobodyToWriteTo(who: Correspondents): AppError {
  if (who.inboxes.every(({ can }) => can.sendsTo === null)) {
    return new AppError('conflict', 'no_sending_inbox', 'No active inbox can send this reply.');
  }
  return new AppError('conflict', 'no_recipient', 'The requester has no address this desk could answer to.');
}

/** A message as far as it can be news to somebody. Ids rise in the order messages were written in the ticket. */
export type PublicMessage = {
  id: number;
  uuid: string;
  author: { kind: string; agentId: number | null };
  text: string;
};

/**
 * The newest public message of a person that a writer who had seen the ticket up to `seenId` has not seen. Their own words are no
 * news, nor is what the desk sent by itself (a confirmation, a rule's answer); a colleague's reply still inside its undo window is.
 */
export function newsFor(
  writer: { agentId: number; seenId: number },
  publicMessages: readonly PublicMessage[],
): PublicMessage | null {
  const isOthers = ({ author }: PublicMessage) =>
    author.kind === 'contact' || (author.kind === 'agent' && author.agentId !== writer.agentId);
  const news = publicMessages.filter((message) => message.id > writer.seenId && isOthers(message));
  return news.reduce<PublicMessage | null>((newest, m) => (newest && newest.id > m.id ? newest : m), null);
}
