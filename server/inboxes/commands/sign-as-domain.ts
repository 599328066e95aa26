import type { Platform } from '../../platform/platform.ts';
import { channelOf, onTheWire } from '../channels.ts';
import { inboxDirectory } from '../reads/inboxes.ts';

/**
 * The desk's own mail (sign-in, notifications), signed with the key of an inbox of the domain it leaves from, if one has a
 * key. A key that cannot be used keeps nobody's sign-in link back: then the mail leaves as it is.
 */
export function signAsDomain(p: Platform, bytes: Buffer, sender: string): Promise<Buffer> {
  return signed(p, bytes, sender).catch((error: unknown) => {
    p.log.error({ err: error }, 'mail of the desk left unsigned');
    return bytes;
  });
}

async function signed(p: Platform, bytes: Buffer, sender: string): Promise<Buffer> {
  const domain = sender.slice(sender.lastIndexOf('@') + 1).toLowerCase();
  for (const inbox of (await inboxDirectory(p)).inboxes.values()) {
    const { domainKeys } = channelOf(inbox.channel);
    if (domainKeys === undefined || inbox.secrets === null) continue;
    const { settings } = onTheWire(p, inbox);
    if (domainKeys.recordOf(settings)?.domain.toLowerCase() === domain) return domainKeys.sign(bytes, settings);
  }
  return bytes;
}
