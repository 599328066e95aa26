import { AppError } from '../../../domain/errors.ts';
import type { Platform } from '../../platform/platform.ts';
import { lookAtMailboxes } from '../mailboxes.ts';
import { inboxByUuid } from '../reads/inboxes.ts';
import { askToFetch } from '../store/mailboxes.ts';

/** Where mail comes in by itself there is nothing to do. Whichever process follows the mailbox looks at once, also where it would wait after an error. */
export async function fetchNow(p: Platform, inboxUuid: string): Promise<void> {
  const inbox = await inboxByUuid(p, inboxUuid);
  if (!inbox.isActive) throw new AppError('conflict', 'inbox_paused', 'This inbox is paused.');
  await askToFetch(p.db, { inboxId: inbox.id, at: p.clock.now() });
  lookAtMailboxes(p);
}
