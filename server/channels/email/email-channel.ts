import { abilitiesOf } from '../../../domain/channels.ts';
import { AppError } from '../../../domain/errors.ts';
import type { MailServer } from '../../platform/mail/mail.ts';
import { SendError } from '../../platform/mail/send-error.ts';
import type { Channel, ComposedMessage, InboxOnTheWire, Post, SendReceipt } from '../channel.ts';
import { contentKey } from './content-key.ts';
import { composeReply } from './leaving/compose.ts';
import { domainKeys } from './leaving/domain-key.ts';
import { fromReturnPath } from './leaving/return-path.ts';
import { mailboxes } from './mailboxes.ts';
import { splitPlus } from './message-id.ts';
import { parseMail } from './reading/parse.ts';
import type { Zone } from './sender/lookup.ts';
import { type EmailSettings, emailSettings, isLoopback } from './settings.ts';
import { openSmtpDoor } from './smtp/smtp-door.ts';

/** E-mail. `zone` answers for DNS in tests. */
export function makeEmailChannel(zone?: Zone): Channel<EmailSettings> {
  return {
    id: 'email',
    can: abilitiesOf('email'),
    settings: emailSettings,
    domainKeys,
    connect: (door) => openSmtpDoor(door),
    identify: contentKey,
    parse: async (raw) => fromReturnPath(await parseMail(raw, zone), raw),
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
  const { response, refused } = await post.mail(composed, server).catch((error: unknown) => {
    const plain = splitPlus(composed.sender).base;
    if (plain === composed.sender || !refusesSender(error)) throw error;
    return post.mail({ ...composed, sender: plain }, server);
  });
  return { externalId: composed.externalId, response, refused };
}

/** Providers that let an account send by its own address alone say so before they look at the mail, or after. */
function refusesSender(error: unknown): boolean {
  if (!(error instanceof SendError) || !error.permanent) return false;
  return /\b5\.7\.\d+\b|\b5\.1\.[78]\b|sender|send ?as|return.?path|mail from/i.test(
    `${error.response} ${error.message}`,
  );
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
