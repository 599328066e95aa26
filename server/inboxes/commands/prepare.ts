import { normaliseIdentity } from '../../../domain/contacts.ts';
import { AppError } from '../../../domain/errors.ts';
import { languageWritten } from '../../../domain/language.ts';
import { newPartOf } from '../../../domain/quotation/parts.ts';
import type { InboundAttachment, InboundMessage, ParsedInbound, Person } from '../../channels/channel.ts';
import { bareContentId, shownContentIds } from '../../platform/html/own-pictures.ts';
import { largestPicture, pictureType } from '../../platform/html/picture-type.ts';
import { sanitizeHtml } from '../../platform/html/sanitize-html.ts';
import { detectLanguage } from '../../platform/language/detect-language.ts';
import type { Platform } from '../../platform/platform.ts';
import type { NewAttachment } from '../../tickets/commands/new-message.ts';
import { channelOf } from '../channels.ts';
import { type InboxRow, inboxById, inboxDirectory } from '../reads/inboxes.ts';
import { storable, storableText } from '../storable.ts';
import type { InboundRow } from '../store/inbound.ts';
import { fetchWhole } from './fetch-whole.ts';

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
  const { incomplete, again } = row.envelope;
  if (typeof incomplete === 'string') {
    if (again !== true) throw new AppError('invalid', 'mail_incomplete', incomplete);
    return prepare(p, await fetchWhole(p, row, inbox));
  }
  const { addresses } = await inboxDirectory(p);
  const { bytes, giveBack } = given ? { bytes: given, giveBack: () => undefined } : await p.files.lend(row.fileHash);
  const { envelope, receivedAt } = row;
  const { maxMailBytes: maxBytes } = p.config;
  const raw = { bytes, envelope, receivedAt, ownAddresses: addresses, maxBytes, settings: inbox.settings };
  const parsed = storable(await channelOf(inbox.channel).parse(raw).finally(giveBack));
  if (parsed.kind !== 'message') return { row, inbox, parsed, html: null, attachments: [], copied: [] };

  const { message } = parsed;
  const [language, html, attachments] = await Promise.all([
    languageOf(message, { inbox, isHistory: envelope.isHistory === true }),
    message.html === null ? null : sanitizeHtml(message.html).then((clean) => storableText(clean.html)),
    Promise.all(message.attachments.map((attachment) => storeAttachment(p, attachment))),
  ]);
  const said: ParsedInbound = { kind: 'message', message: { ...message, language, attachments: [] } };
  const placed = inPlace(attachments, { html, of: message.attachments });
  return { row, inbox, parsed: said, html, attachments: placed, copied: copiedBy(message, new Set(addresses)) };
}

/** Of what the sender wrote themselves: what they quote is in the language of who wrote to them. Old mail stays as declared. */
async function languageOf(
  message: InboundMessage,
  of: { inbox: InboxRow; isHistory: boolean },
): Promise<string | null> {
  if (of.isHistory) return message.language;
  const said = newPartOf(message.text.slice(0, readForLanguage)) || (message.subject ?? '');
  return languageWritten({
    detected: await detectLanguage(said),
    declared: message.language,
    usual: of.inbox.language,
  });
}
const readForLanguage = 4_000;

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

/**
 * In place is only what the text really shows: a picture that its HTML does not name, or that no browser would show, stands
 * among the files, else nobody would see it at all.
 */
function inPlace(attachments: NewAttachment[], given: { html: string | null; of: readonly InboundAttachment[] }) {
  const shown = shownContentIds(given.html ?? '');
  return attachments.map((attachment, at) => {
    const { contentId, size } = attachment;
    const isNamed = contentId !== null && shown.has(bareContentId(contentId)) && size <= largestPicture;
    return { ...attachment, isInline: isNamed && pictureType(given.of[at]?.bytes ?? new Uint8Array()) !== null };
  });
}

async function storeAttachment(p: Platform, attachment: InboundAttachment): Promise<NewAttachment> {
  const { hash, size } = await p.files.put(attachment.bytes);
  const { name, contentType, contentId, isInline } = attachment;
  return { name, contentType, size, fileHash: hash, contentId, isInline };
}
