import { abilitiesOf } from '../../../domain/channels.ts';
import type { Channel, ComposedMessage, InboxOnTheWire, Post, SendReceipt } from '../channel.ts';
import { composeReply } from './compose.ts';
import { contentKey } from './content-key.ts';
import { mailboxes } from './mailboxes.ts';
import type { Zone } from './lookup.ts';
import { parseMail } from './parse.ts';
import { type EmailSettings, emailSettings } from './settings.ts';
import { openSmtpDoor } from './smtp-door.ts';

/** E-mail. `zone` answers for DNS in tests. */
export function makeEmailChannel(zone?: Zone): Channel<EmailSettings> {
  return {
    id: 'email',
    can: abilitiesOf('email'),
    settings: emailSettings,
    connect: (door) => openSmtpDoor(door),
    identify: contentKey,
    parse: (raw) => parseMail(raw, zone),
    compose: composeReply,
    send: sendMail,
    mailboxes,
  };
}

async function sendMail(
  composed: ComposedMessage,
  _inbox: InboxOnTheWire<EmailSettings>,
  post: Post,
): Promise<SendReceipt> {
  const { response, refused } = await post.mail(composed);
  return { externalId: composed.externalId, response, refused };
}
