import type { Attachment, Email } from 'postal-mime';

/**
 * Mail whose words stand inside an S/MIME signature (opaque, `smime-type=signed-data`): they are taken out, unchecked, and
 * the part is kept as it is. Encrypted mail stays closed.
 */
export async function unpackSigned(mail: Email, read: (inner: Uint8Array) => Promise<Email>): Promise<void> {
  if (mail.text || mail.html) return;
  const part = mail.attachments.find(({ mimeType }) => /^application\/(x-)?pkcs7-mime$/.test(mimeType));
  const inner = part && signedContent(bytesOf(part));
  if (!inner) return;
  const { text, html, attachments } = await read(inner);
  if (text) mail.text = text;
  if (html) mail.html = html;
  mail.attachments.push(...attachments);
}

function bytesOf({ content }: Attachment): Uint8Array {
  return typeof content === 'string' ? Buffer.from(content) : new Uint8Array(content);
}

const signedData = '2a864886f70d010702';
const plainData = '2a864886f70d010701';

/** ContentInfo of CMS (RFC 5652): the content of a SignedData, or null for anything else. */
export function signedContent(bytes: Uint8Array): Uint8Array | null {
  const outer = childrenOf(elementAt(bytes, 0));
  const [type, wrapped] = outer;
  if (type === undefined || hex(type) !== signedData) return null;
  const signed = childrenOf(childrenOf(wrapped)[0]);
  const content = signed.find((one) => one.tag === 0x30 && hex(childrenOf(one)[0]) === plainData);
  const octets = childrenOf(childrenOf(content)[1])[0];
  if (octets === undefined) return null;
  // In pieces, where it was written while it was made.
  const pieces = octets.tag === 0x24 ? childrenOf(octets) : [octets];
  return new Uint8Array(Buffer.concat(pieces.map(({ body }) => body)));
}

type Element = { tag: number; body: Uint8Array; end: number };

const hex = (element: Element | undefined) => Buffer.from(element?.body ?? []).toString('hex');

function childrenOf(parent: Element | undefined): Element[] {
  const children: Element[] = [];
  if (parent === undefined || (parent.tag & 0x20) === 0) return children;
  for (let at = 0; at < parent.body.byteLength; ) {
    const child = elementAt(parent.body, at);
    if (child === undefined || child.tag === 0) break;
    children.push(child);
    at = child.end;
  }
  return children;
}

/** One element of DER, or of BER whose end is marked instead of its length said. */
function elementAt(bytes: Uint8Array, at: number, depth = 0): Element | undefined {
  const tag = bytes[at];
  const length = bytes[at + 1];
  if (tag === undefined || length === undefined || depth > 20) return undefined;
  if (length === 0x80) return openElement(bytes, at, depth);
  const digits = length < 0x80 ? 0 : length & 0x7f;
  if (digits > 4) return undefined;
  let size = digits === 0 ? length : 0;
  for (const byte of bytes.subarray(at + 2, at + 2 + digits)) size = size * 256 + byte;
  const start = at + 2 + digits;
  if (start + size > bytes.byteLength) return undefined;
  return { tag, body: bytes.subarray(start, start + size), end: start + size };
}

function openElement(bytes: Uint8Array, at: number, depth: number): Element | undefined {
  let end = at + 2;
  for (;;) {
    if (bytes[end] === 0 && bytes[end + 1] === 0) break;
    const child = elementAt(bytes, end, depth + 1);
    if (child === undefined) return undefined;
    end = child.end;
  }
  return { tag: bytes[at] ?? 0, body: bytes.subarray(at + 2, end), end: end + 2 };
}
