import type { Attachment, Email } from 'postal-mime';
import { fullerText } from '../reading/bodies.ts';
import { isTnef, readTnef, type Tnef, type TnefFile } from './tnef-reader.ts';

/**
 * Unpacks what Outlook sends as `winmail.dat`: its files become the mail's own, and its body is taken where the mail has
 * none better. The part itself stays when anything in it was not understood; nothing is lost that way.
 */
export function unpackTnef(mail: Email): void {
  mail.attachments = mail.attachments.flatMap((part) => {
    const bytes = typeof part.content === 'string' ? Buffer.from(part.content) : new Uint8Array(part.content);
    if (!isTnef(bytes)) return claimsTnef(part) ? [damaged(part)] : [part];
    const found = readTnef(bytes);
    takeBody(mail, found);
    return [...found.files.map(attachmentOf), ...whatStays(part, found, mail)];
  });
}

const claimsTnef = ({ mimeType }: Attachment) => /^application\/(vnd\.)?ms-tnef$/.test(mimeType);

const damaged = (part: Attachment): Attachment => ({ ...part, filename: 'winmail-damaged.dat' });

function whatStays(part: Attachment, found: Tnef, mail: Email): Attachment[] {
  if (!found.isWhole) return [damaged(part)];
  // A meeting or a task is more than words and files.
  const isNote = /^(|IPM\.(Microsoft Mail\.)?Note(\..*)?)$/i.test(found.messageClass);
  const saysNothing = found.files.length === 0 && !mail.text && !mail.html;
  return isNote && !saysNothing ? [] : [part];
}

function takeBody(mail: Email, { text, html }: Tnef): void {
  if (!mail.html && html.trim() !== '') mail.html = html;
  if (text.trim() === '' || html.trim() !== '') return;
  mail.text = mail.html || !mail.text ? mail.text || text : fullerText(mail.text, text);
}

const types: Record<string, string> = {
  gif: 'image/gif',
  jpeg: 'image/jpeg',
  jpg: 'image/jpeg',
  pdf: 'application/pdf',
  png: 'image/png',
  txt: 'text/plain',
};

function attachmentOf({ name, contentType, contentId, bytes }: TnefFile): Attachment {
  const ending = name.slice(name.lastIndexOf('.') + 1).toLowerCase();
  return {
    filename: name || null,
    mimeType: contentType || (types[ending] ?? 'application/octet-stream'),
    disposition: 'attachment',
    ...(contentId === '' ? {} : { contentId }),
    content: bytes,
  };
}
