import { createHash } from 'node:crypto';
import MailComposer from 'nodemailer/lib/mail-composer';
import { AppError } from '../../../domain/errors.ts';
import { bodyText, headerText } from './header-text.ts';
import { addrSpec } from './mail-address.ts';

export type Mailbox = { name: string; address: string };
export type MailDraft = {
  messageId: string;
  from: Mailbox;
  to: Mailbox[];
  cc?: Mailbox[];
  replyTo?: Mailbox;
  subject: string;
  inReplyTo?: string;
  references?: string[];
  text: string;
  html: string;
  attachments?: { name: string; contentType: string; bytes: Uint8Array; contentId: string | null }[];
  /** Written by a machine: told to other machines, so that none answers. */
  isAutomatic: boolean;
  at: Date;
};

const messageIdForm = /^<[^<>\s@]+@[^<>\s@]+>$/;
const contentType = /^[a-z0-9!#$&^_.+-]+\/[a-z0-9!#$&^_.+-]+$/i;

/**
 * A mail as bytes. Nothing that came from a person reaches a header as written: addresses are checked here (the library
 * would read "a@x.test, b@y.test" as one recipient at the last domain), names and subjects are one clean line, and no
 * part is ever read from a path or URL.
 */
export async function composeMail(draft: MailDraft): Promise<Buffer> {
  const references = (draft.references ?? []).filter((id) => messageIdForm.test(id));
  const composer = new MailComposer({
    date: draft.at,
    from: mailbox(draft.from),
    to: draft.to.map(mailbox),
    ...(draft.cc?.length ? { cc: draft.cc.map(mailbox) } : {}),
    ...(draft.replyTo ? { replyTo: mailbox(draft.replyTo) } : {}),
    subject: headerText(draft.subject),
    ...(draft.inReplyTo && messageIdForm.test(draft.inReplyTo) ? { inReplyTo: draft.inReplyTo } : {}),
    ...(references.length > 0 ? { references } : {}),
    headers: {
      // On one line however long: there are receivers that take a folded Message-ID for a missing one.
      'Message-ID': { prepared: true, foldLines: false, value: messageIdOf(draft.messageId) },
      ...(draft.isAutomatic ? { 'Auto-Submitted': 'auto-replied', 'X-Auto-Response-Suppress': 'All' } : {}),
    },
    // A lone CR would leave as one: some servers end a line there, and a mail.
    text: bodyText(draft.text),
    html: bodyText(draft.html),
    attachments: (draft.attachments ?? []).map(part),
    newline: 'win',
    // The same mail is the same bytes on a second attempt.
    baseBoundary: createHash('sha256').update(draft.messageId).digest('hex').slice(0, 24),
    disableFileAccess: true,
    disableUrlAccess: true,
  });
  return composer.compile().build();
}

/** A validated address, or `invalid`: a reply that would go somewhere else than it says must not leave. */
export function checkedAddress(address: string): string {
  const checked = addrSpec(address);
  if (!checked) throw new AppError('invalid', 'address_invalid', `"${headerText(address, 100)}" is not an address.`);
  return checked;
}

function mailbox({ name, address }: Mailbox) {
  return { name: headerText(name, 200), address: checkedAddress(address) };
}

function messageIdOf(id: string): string {
  if (!messageIdForm.test(id)) throw new AppError('invalid', 'message_id_invalid', 'A Message-ID is malformed.');
  return id;
}

function part(attachment: NonNullable<MailDraft['attachments']>[number]) {
  const cid = attachment.contentId === null ? '' : headerText(attachment.contentId, 200).replace(/[<>\s"]/g, '');
  return {
    filename: headerText(attachment.name, 200) || 'attachment',
    contentType: contentType.test(attachment.contentType) ? attachment.contentType : 'application/octet-stream',
    content: Buffer.from(attachment.bytes.buffer, attachment.bytes.byteOffset, attachment.bytes.byteLength),
    ...(cid === '' ? {} : { cid }),
  };
}
