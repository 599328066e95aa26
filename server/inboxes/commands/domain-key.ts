import { AppError } from '../../../domain/errors.ts';
import type { DomainKeyRecord } from '../../channels/channel.ts';
import { transaction } from '../../platform/database/database.ts';
import type { Platform, Tx } from '../../platform/platform.ts';
import { channelOf, onTheWire, secretContext } from '../channels.ts';
import { forgetInboxes, inboxByUuid } from '../reads/inboxes.ts';
import { lockInbox, updateInboxRow } from '../store/inboxes.ts';
import { type Managing, sealed, tell } from './manage-inboxes.ts';

// The key an inbox signs with is made here and never leaves; only its other half is shown, for DNS.

/** What must stand in DNS, or null where nothing is signed. */
export async function domainKeyOf(p: Platform, uuid: string): Promise<DomainKeyRecord | null> {
  const inbox = await inboxByUuid(p, uuid);
  return channelOf(inbox.channel).domainKeys?.recordOf(onTheWire(p, inbox).settings) ?? null;
}

/** A new key in the name of the inbox's first address; the one it had signs nothing any more. */
export async function makeDomainKey(p: Platform, uuid: string, asked: Managing): Promise<void> {
  const inbox = await inboxByUuid(p, uuid);
  const keys = channelOf(inbox.channel).domainKeys;
  const domain = inbox.addresses[0]?.split('@').at(-1);
  if (keys === undefined || domain === undefined) {
    throw new AppError('conflict', 'domain_key_impossible', 'Only an inbox with an address can sign what it sends.');
  }
  const made = await keys.make(domain);
  await change(p, uuid, { ...asked, secrets: (kept) => ({ ...kept, ...made }) });
}

export async function removeDomainKey(p: Platform, uuid: string, asked: Managing): Promise<void> {
  const { channel } = await inboxByUuid(p, uuid);
  const setting = channelOf(channel).domainKeys?.setting ?? '';
  const without = (kept: Secrets) => Object.fromEntries(Object.entries(kept).filter(([name]) => name !== setting));
  await change(p, uuid, { ...asked, secrets: without });
}

type Secrets = Record<string, unknown>;

async function change(p: Platform, uuid: string, asked: Managing & { secrets(kept: Secrets): Secrets }): Promise<void> {
  await transaction(p.db, async (tx: Tx) => {
    const inbox = await lockInbox(tx, uuid);
    const kept = inbox.secrets === null ? {} : JSON.parse(p.secrets.open(inbox.secrets, secretContext(uuid)));
    await updateInboxRow(tx, inbox.id, { secrets: sealed(p, uuid, asked.secrets(kept)), updated_at: p.clock.now() });
    await tell(tx, p, { ...asked, inbox, action: 'inbox.changed', changed: ['domainKey'] });
  });
  forgetInboxes(p);
}
