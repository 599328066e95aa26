import { AppError } from '../../../../domain/errors.ts';
import { checkedAddress, composeMail } from '../../../platform/mail/compose-mail.ts';
import { headerText } from '../../../platform/mail/header-text.ts';
import type { ComposedMessage, InboxOnTheWire, OutgoingMessage, Person } from '../../channel.ts';
import { messageIdFor, plusAddress } from '../message-id.ts';
import type { EmailSettings } from '../settings.ts';
import { signed } from './domain-key.ts';
import { lookOf } from './look.ts';
import { returnAddress } from './return-path.ts';

/** A reply as a mail: its id is fixed by the message, so a second attempt is the same mail. */
export async function composeReply(
  message: OutgoingMessage,
  inbox: InboxOnTheWire<EmailSettings>,
): Promise<ComposedMessage> {
  const address = checkedAddress(inbox.address ?? '');
  const externalId = messageIdFor({ token: checkedToken(message.threadToken), uuid: message.messageUuid, address });
  const replyTo = inbox.settings.plusAddressing ? plusAddress(address, checkedToken(message.replyToken)) : null;
  const references = message.references.filter((id) => id !== externalId);
  const name = message.from.name || inbox.senderName || inbox.name;
  const unsigned = await composeMail({
    messageId: externalId,
    from: { name, address },
    replyTo: { name: inbox.senderName || inbox.name, address: replyTo ?? address },
    to: message.to.map(mailbox),
    cc: message.cc.map(mailbox),
    subject: headerText(message.ownSubject ?? '') || replySubject(message),
    ...threadOf(references),
    text: withSignature(message.text, inbox.signature),
    ...lookOf(message, inbox.signature),
    isAutomatic: message.isAutomatic,
    at: message.at,
  });
  const bytes = await signed(unsigned, inbox.settings);
  const recipients = [...message.to, ...message.cc].map(({ value }) => checkedAddress(value));
  return { externalId, recipients: [...new Set(recipients)], sender: senderOf(message, inbox, address), bytes };
}

/** Automatic mail has the null sender: nobody's bounce of it comes back to be answered again. */
function senderOf(message: OutgoingMessage, { settings }: InboxOnTheWire<EmailSettings>, address: string): string {
  if (message.isAutomatic) return '';
  const { returnToken } = message;
  if (returnToken === undefined || !settings.plusAddressing) return address;
  return returnAddress(address, checkedToken(returnToken)) ?? address;
}

function checkedToken(token: string): string {
  if (/^[a-z0-9-]{1,60}$/i.test(token)) return token;
  throw new AppError('invalid', 'reply_token_invalid', 'A reply token has letters, digits and hyphens only.');
}

function mailbox({ kind, value, name }: Person) {
  if (kind !== 'email') throw new AppError('invalid', 'not_an_email', 'E-mail goes to e-mail addresses only.');
  return { name, address: value };
}

const mostReferences = 30;

/** The first id keeps the thread together, the last ones place the answer; what is between may go. */
function threadOf(ids: readonly string[]): { inReplyTo?: string; references?: string[] } {
  const last = ids.at(-1);
  if (last === undefined) return {};
  const kept = ids.length <= mostReferences ? ids : [ids[0] ?? last, ...ids.slice(1 - mostReferences)];
  return { inReplyTo: last, references: [...kept] };
}

const replyMarks = /^\s*((re|res|aw|sv|vs|antw|rif|tr|enc|fw|fwd|wg)\s*(\[\d+\])?\s*:\s*)+/i;

/** `Re:` is understood everywhere; the number is there for people, and threads only those who have a standing anyway. */
export function replySubject({ subject, ticketNumber }: { subject: string; ticketNumber: number }): string {
  const tag = `[#${ticketNumber}]`;
  const bare = subject.replaceAll(tag, '').replace(replyMarks, '').trim();
  return bare === '' ? `Re: ${tag}` : `Re: ${bare} ${tag}`;
}

function withSignature(text: string, signature: string): string {
  return signature.trim() === '' ? text : `${text}\n\n-- \n${signature.trim()}`;
}
