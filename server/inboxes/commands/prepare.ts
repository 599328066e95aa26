import type { InboundAttachment, ParsedInbound } from '../../channels/channel.ts';
import type { Platform } from '../../platform/platform.ts';
import { sanitizeHtml } from '../../platform/sanitize-html.ts';
import type { NewAttachment } from '../../tickets/commands/new-message.ts';
import { channelOf } from '../channels.ts';
import { type InboxRow, inboxById, inboxDirectory } from '../reads/inboxes.ts';
import { storable, storableText } from '../storable.ts';
import type { InboundRow } from '../store/inbound.ts';

/** A stored mail read and made ready: what is slow, and needs no transaction, is behind it. */
export type Prepared = {
  row: InboundRow;
  inbox: InboxRow;
  parsed: ParsedInbound;
  html: string | null;
  attachments: NewAttachment[];
};

/** `given` are the bytes where they are still at hand; otherwise they are read from the file store. */
export async function prepare(p: Platform, row: InboundRow, given: Uint8Array | null = null): Promise<Prepared> {
  const inbox = await inboxById(p, row.inboxId);
  const { addresses } = await inboxDirectory(p);
  const bytes = given ?? (await p.files.get(row.fileHash));
  const { envelope, receivedAt } = row;
  const raw = { bytes, envelope, receivedAt, ownAddresses: addresses };
  const parsed = storable(await channelOf(inbox.channel).parse(raw));
  if (parsed.kind !== 'message') return { row, inbox, parsed, html: null, attachments: [] };

  const { message } = parsed;
  const [html, attachments] = await Promise.all([
    message.html === null ? null : sanitizeHtml(message.html).then((clean) => storableText(clean.html)),
    Promise.all(message.attachments.map((attachment) => storeAttachment(p, attachment))),
  ]);
  return { row, inbox, parsed, html, attachments };
}

async function storeAttachment(p: Platform, attachment: InboundAttachment): Promise<NewAttachment> {
  const { hash, size } = await p.files.put(attachment.bytes);
  const { name, contentType, contentId, isInline } = attachment;
  return { name, contentType, size, fileHash: hash, contentId, isInline };
}
