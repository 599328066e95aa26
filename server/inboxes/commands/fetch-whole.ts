import { AppError } from '../../../domain/errors.ts';
import type { Platform } from '../../platform/platform.ts';
import { channelOf, onTheWire } from '../channels.ts';
import type { InboxRow } from '../reads/inboxes.ts';
import { type InboundRow, makeWhole } from '../store/inbound.ts';
import { accessTokenOf } from './access-token.ts';

/**
 * A mail of which only the head is here (it was too large), fetched whole because an admin asks for it again. It is stored
 * before anything is done with it in its mailbox.
 */
export async function fetchWhole(p: Platform, row: InboundRow, inbox: InboxRow): Promise<InboundRow> {
  const { mailboxes, identify } = channelOf(inbox.channel);
  const { settings } = onTheWire(p, inbox);
  if (!mailboxes?.of(settings)) throw notFetched('This inbox fetches no mail any more.');
  let whole = row;
  const again = { settings, accessToken: await accessTokenOf(p, inbox.uuid), envelope: row.envelope };
  await mailboxes
    .fetchAgain({ ...again, maxBytes: p.config.maxMailBytes }, async (bytes) => {
      const { hash, size } = await p.files.put(bytes);
      const { key, externalId } = await identify(bytes, row.receivedAt);
      const isNew = await makeWhole(p.db, row.id, { key, externalId, fileHash: hash, size });
      if (!isNew) throw notFetched('This mail came whole by another way.');
      const { incomplete: _, again: __, ...envelope } = row.envelope;
      whole = { ...row, envelope, externalId, fileHash: hash, size };
    })
    .catch((error: unknown) => {
      // A mailbox that is away is not asked every second, as a database would be: the mail is parked with what was said.
      throw isOfMailbox(error) ? notFetched(error.message) : error;
    });
  return whole;
}

function isOfMailbox(error: unknown): error is AppError {
  return error instanceof AppError && error.code.startsWith('mailbox_');
}

function notFetched(sentence: string): AppError {
  return new AppError('invalid', 'mail_not_fetched', sentence);
}
