import type { Attachment, Email } from 'postal-mime';
import { headerText } from '../../platform/mail/header-text.ts';
import type { InboundAttachment } from '../channel.ts';

/** Every part that is not text of the message, named harmlessly. Nothing is opened. */
export function attachmentsOf(mail: Email): InboundAttachment[] {
  return mail.attachments.map((part, index) => {
    const contentType = contentTypeOf(part.mimeType);
    const contentId = contentIdOf(part.contentId);
    const isShown = contentId !== null && (mail.html ?? '').includes(`cid:${contentId}`);
    return {
      name: nameOf(part.filename ?? '') || `${nameless(contentType)}-${index + 1}${extensionOf(contentType)}`,
      contentType,
      bytes: bytesOf(part.content),
      contentId,
      isInline: contentId !== null && (isShown || part.related === true || part.disposition === 'inline'),
    };
  });
}

function bytesOf(content: Attachment['content']): Uint8Array {
  if (typeof content === 'string') return new TextEncoder().encode(content);
  return content instanceof Uint8Array ? content : new Uint8Array(content);
}

/** The last step of any path, without control characters, direction overrides and zero-width characters; else as written. */
function nameOf(written: string): string {
  const name =
    headerText(written.replace(/[\u200b-\u200f\u2060-\u2064]/g, ''), 1000)
      .split(/[/\\]/)
      .at(-1) ?? '';
  const trimmed = name.trim().replace(/^\.+$/, '');
  return trimmed.length <= longestName ? trimmed : shortened(trimmed);
}

const longestName = 200;

function shortened(name: string): string {
  const dot = name.lastIndexOf('.');
  const extension = dot > 0 && name.length - dot <= 12 ? name.slice(dot) : '';
  return `${name.slice(0, longestName - extension.length).toWellFormed()}${extension}`;
}

function contentTypeOf(written: string): string {
  const type = written.trim().toLowerCase();
  return /^[a-z0-9!#$&^_.+-]{1,80}\/[a-z0-9!#$&^_.+-]{1,80}$/.test(type) ? type : 'application/octet-stream';
}

function contentIdOf(written: string | undefined): string | null {
  const id = headerText(written ?? '', 250)
    .replace(/^<|>$/g, '')
    .trim();
  return id === '' ? null : id;
}

const extensions: Record<string, string> = {
  'message/rfc822': '.eml',
  'message/delivery-status': '.txt',
  'message/disposition-notification': '.txt',
  'text/rfc822-headers': '.txt',
  'text/calendar': '.ics',
  'text/html': '.html',
  'text/plain': '.txt',
  'image/jpeg': '.jpg',
  'application/pkcs7-mime': '.p7m',
  'application/pkcs7-signature': '.p7s',
  'application/pgp-signature': '.asc',
  'application/pgp-encrypted': '.asc',
};

function extensionOf(contentType: string): string {
  const subtype = contentType.slice(contentType.indexOf('/') + 1);
  return extensions[contentType] ?? (/^[a-z0-9]{2,4}$/.test(subtype) ? `.${subtype}` : '.bin');
}

function nameless(contentType: string): string {
  return contentType.startsWith('message/') ? 'message' : contentType.startsWith('image/') ? 'image' : 'attachment';
}
