import type { Attachment, Email } from 'postal-mime';
import { headerText } from '../../../platform/mail/header-text.ts';
import type { InboundAttachment } from '../../channel.ts';
import { cleanName } from './attachment-name.ts';

/** Every part that is not text of the message, named harmlessly. Nothing is opened. */
export function attachmentsOf(mail: Email): InboundAttachment[] {
  const shown = picturesIn(mail.html ?? '');
  return mail.attachments.map((part, index) => {
    const contentType = contentTypeOf(part.mimeType);
    const contentId = contentIdOf(part.contentId);
    const isShown = contentId !== null && shown.has(contentId);
    return {
      name: cleanName(part.filename ?? '') || nameless(contentType, index + 1),
      contentType,
      bytes: bytesOf(part.content),
      contentId,
      isInline: contentId !== null && (isShown || part.related === true || part.disposition === 'inline'),
    };
  });
}

/** The ids of the pictures the HTML shows. Some programs write `cid:a%40b` for the Content-ID `a@b`. */
function picturesIn(html: string): Set<string> {
  const ids = [...html.matchAll(/cid:([^"'<>\s)]{1,250})/gi)].map(([, id = '']) => id);
  return new Set(ids.flatMap((id) => [id, decoded(id)]));
}

function decoded(id: string): string {
  try {
    return decodeURIComponent(id);
  } catch {
    return id;
  }
}

function bytesOf(content: Attachment['content']): Uint8Array {
  if (typeof content === 'string') return new TextEncoder().encode(content);
  return content instanceof Uint8Array ? content : new Uint8Array(content);
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

/** What parts without a name are called: what they are, for whoever reads the list. */
const namesByType: Record<string, readonly [name: string, extension: string]> = {
  'message/rfc822': ['message', '.eml'],
  'message/global': ['message', '.eml'],
  'message/partial': ['message-in-pieces', '.txt'],
  'message/external-body': ['message-elsewhere', '.txt'],
  'message/delivery-status': ['delivery-status', '.txt'],
  'message/disposition-notification': ['read-receipt', '.txt'],
  'message/feedback-report': ['complaint', '.txt'],
  'text/rfc822-headers': ['headers', '.txt'],
  'text/calendar': ['calendar', '.ics'],
  'application/ics': ['calendar', '.ics'],
  'text/vcard': ['contact', '.vcf'],
  'text/x-vcard': ['contact', '.vcf'],
  'text/directory': ['contact', '.vcf'],
  'text/html': ['attachment', '.html'],
  'text/x-amp-html': ['interactive-version', '.html'],
  'text/plain': ['attachment', '.txt'],
  'image/jpeg': ['image', '.jpg'],
  'image/svg+xml': ['image', '.svg'],
  'application/ms-tnef': ['winmail', '.dat'],
  'application/applefile': ['apple-file', '.bin'],
  'application/pkcs7-mime': ['smime', '.p7m'],
  'application/x-pkcs7-mime': ['smime', '.p7m'],
  'application/pkcs7-signature': ['smime-signature', '.p7s'],
  'application/x-pkcs7-signature': ['smime-signature', '.p7s'],
  'application/pgp-signature': ['pgp-signature', '.asc'],
  'application/pgp-encrypted': ['pgp-version', '.asc'],
  'application/pgp-keys': ['pgp-key', '.asc'],
};

function nameless(contentType: string, number: number): string {
  const [kind = '', subtype = ''] = contentType.split('/', 2);
  const extension = /^[a-z0-9]{2,4}$/.test(subtype) ? `.${subtype}` : '.bin';
  const name = kind === 'message' || kind === 'image' ? kind : 'attachment';
  const known = Object.hasOwn(namesByType, contentType) ? namesByType[contentType] : undefined;
  return `${known?.[0] ?? name}-${number}${known?.[1] ?? extension}`;
}
