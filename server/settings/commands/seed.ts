import type { Actor } from '../../../domain/permissions.ts';
import { causeOf, recordEvents } from '../../platform/event-log/event-log.ts';
import type { Platform, Tx } from '../../platform/platform.ts';
import { lockSeed, putAddressFirst } from '../store.ts';

// What the desk's first minutes settle. What an admin sets later wins: nothing here touches what he made.

/** The address somebody names at setup becomes the first one of the inbox that the desk began with. */
export async function setFirstAddress(tx: Tx, p: Platform, asked: { actor: Actor; address: string }): Promise<void> {
  const { actor, address } = asked;
  const inboxId = await putAddressFirst(tx, address);
  if (inboxId === null) return;
  const about = {
    at: p.clock.now(),
    actor,
    cause: causeOf(actor),
    channel: null,
    subjectKind: 'inbox',
    subjectId: inboxId,
  };
  await recordEvents(tx, about, [{ type: 'inbox.changed', details: { action: 'inbox.changed', address } }]);
}

/** Held while the desk gets its first owner. */
export const lockWhileSeeding = lockSeed;
