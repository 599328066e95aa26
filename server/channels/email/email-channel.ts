import { z } from 'zod';
import { abilitiesOf } from '../../../domain/channels.ts';
import type { Channel, ComposedMessage, InboxOnTheWire, Post, SendReceipt } from '../channel.ts';
import { composeReply } from './compose.ts';
import { contentKey } from './content-key.ts';
import type { Zone } from './lookup.ts';
import { parseMail } from './parse.ts';
import { openSmtpDoor } from './smtp-door.ts';

const settings = z.strictObject({
  plusAddressing: z.boolean().default(true).meta({
    title: 'Signed reply address',
    description: 'Answers come to support+token@. Turn it off where the mail server refuses such addresses.',
  }),
});
export type EmailSettings = z.infer<typeof settings>;

/** E-mail. `zone` answers for DNS in tests. */
export function makeEmailChannel(zone?: Zone): Channel<EmailSettings> {
  return {
    id: 'email',
    can: abilitiesOf('email'),
    settings,
    connect: (door) => openSmtpDoor(door),
    identify: contentKey,
    parse: (raw) => parseMail(raw, zone),
    compose: composeReply,
    send: sendMail,
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
