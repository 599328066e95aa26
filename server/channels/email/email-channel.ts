import { abilitiesOf } from '../../../domain/channels.ts';
import { AppError } from '../../../domain/errors.ts';
import type { MailServer } from '../../platform/mail/mail.ts';
import type { Channel, ComposedMessage, InboxOnTheWire, Post, SendReceipt } from '../channel.ts';
import { composeReply } from './compose.ts';
import { contentKey } from './content-key.ts';
import { domainKeys } from './domain-key.ts';
import type { Zone } from './lookup.ts';
import { mailboxes } from './mailboxes.ts';
import { parseMail } from './parse.ts';
import { type EmailSettings, emailSettings, isLoopback } from './settings.ts';
import { openSmtpDoor } from './smtp-door.ts';

/** E-mail. `zone` answers for DNS in tests. */
export function makeEmailChannel(zone?: Zone): Channel<EmailSettings> {
  return {
    id: 'email',
    can: abilitiesOf('email'),
    settings: emailSettings,
    domainKeys,
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
  { settings }: InboxOnTheWire<EmailSettings>,
  post: Post,
): Promise<SendReceipt> {
  const server = settings.outgoing === 'own' ? await ownServer(settings, post) : undefined;
  const { response, refused } = await post.mail(composed, server);
  return { externalId: composed.externalId, response, refused };
}

/** The inbox's own server knows us by the inbox's own name: by password, or by what its provider gave us. */
async function ownServer(settings: EmailSettings, post: Post): Promise<MailServer> {
  const { smtpHost: host, smtpPort: port, smtpSecurity, smtpUser, smtpPassword } = settings;
  if (smtpSecurity === 'none' && !isLoopback(host)) {
    throw new AppError('invalid', 'mail_unencrypted', 'Without encryption only a server on this machine can be used.');
  }
  const accessToken = smtpPassword ? null : await post.accessToken();
  return {
    host,
    port,
    security: smtpSecurity === 'none' ? 'plain' : smtpSecurity,
    user: smtpUser || (accessToken === null ? '' : settings.imapUser),
    proof: accessToken === null ? { password: smtpPassword ?? '' } : { accessToken },
  };
}
