import { normaliseIdentity } from '../../../domain/contacts.ts';
import { AppError } from '../../../domain/errors.ts';
import type { InboundAttachment, InboundMessage, ParsedInbound, Person } from '../../channels/channel.ts';
import { sanitizeHtml } from '../../platform/html/sanitize-html.ts';
import type { Platform } from '../../platform/platform.ts';
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
  /** Whom else the mail was written to, ourselves aside. */
  copied: Person[];
};

/** `given` are the bytes where they are still at hand; otherwise they are read from the file store. */
export async function prepare(p: Platform, row: InboundRow, given: Uint8Array | null = null): Promise<Prepared> {
  const inbox = await inboxById(p, row.inboxId);
  if (typeof row.envelope.incomplete === 'string') {
    throw new AppError('invalid', 'mail_incomplete', row.envelope.incomplete);
  }
  const { addresses } = await inboxDirectory(p);
  const bytes = given ?? (await p.files.get(row.fileHash));
  const { envelope, receivedAt } = row;
  const raw = { bytes, envelope, receivedAt, ownAddresses: addresses, settings: inbox.settings };
  const parsed = storable(await channelOf(inbox.channel).parse(raw));
  if (parsed.kind !== 'message') return { row, inbox, parsed, html: null, attachments: [], copied: [] };

  const { message } = parsed;
  const [html, attachments] = await Promise.all([
    message.html === null ? null : sanitizeHtml(message.html).then((clean) => storableText(clean.html)),
    Promise.all(message.attachments.map((attachment) => storeAttachment(p, attachment))),
  ]);
  const said: ParsedInbound = { kind: 'message', message: { ...message, attachments: [] } };
  return { row, inbox, parsed: said, html, attachments, copied: copiedBy(message, new Set(addresses)) };
}

const mostCopied = 20;

/** A list or a machine copies people who never asked for it; a token after `+` makes an address of ours no other. */
function copiedBy({ from, to, cc, automatic }: InboundMessage, ours: ReadonlySet<string>): Person[] {
  if (automatic.is) return [];
  const others = [...to, ...cc].filter(({ kind, value }) => {
    const plain = value.toLowerCase().replace(/\+[^@]*(?=@[^@]*$)/, '');
    return (
      normaliseIdentity(kind, value) !== null &&
      value !== from?.value &&
      !ours.has(plain) &&
      !ours.has(value.toLowerCase())
    );
  });
  return others.slice(0, mostCopied).sort((a, b) => (a.value < b.value ? -1 : 1));
}

async function storeAttachment(p: Platform, attachment: InboundAttachment): Promise<NewAttachment> {
  const { hash, size } = await p.files.put(attachment.bytes);
  const { name, contentType, contentId, isInline } = attachment;
  return { name, contentType, size, fileHash: hash, contentId, isInline };
}
