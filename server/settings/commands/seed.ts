import type { Actor } from '../../../domain/permissions.ts';
import { causeOf, recordEvents } from '../../platform/event-log/event-log.ts';
import type { Platform, Tx } from '../../platform/platform.ts';
import { confirmByFirstInbox, lockSeed, putAddressFirst } from '../store.ts';

// What the desk's first minutes settle. What an admin sets later wins: nothing here touches what he made.

/**
 * The inbox that the desk began with: it confirms what it receives once somebody answers for the desk, and the address named at
 * setup becomes its first one.
 */
export async function openFirstInbox(
  tx: Tx,
  p: Platform,
  { actor, address }: { actor: Actor; address: string | undefined },
): Promise<void> {
  const inboxId = await confirmByFirstInbox(tx);
  if (inboxId === null) return;
  if (address) await putAddressFirst(tx, address);
  const about = {
    at: p.clock.now(),
    actor,
    cause: causeOf(actor),
    channel: null,
    subjectKind: 'inbox',
    subjectId: inboxId,
  };
  await recordEvents(tx, about, [
    { type: 'inbox.changed', details: { action: 'inbox.changed', ...(address && { address }) } },
  ]);
}

/** Held while the desk gets its first owner. */
export const lockWhileSeeding = lockSeed;
