import { charsetOf, decodeText } from '../reading/charset.ts';
import { charsetOfCodepage, textIn, wideText } from './tnef-codepage.ts';
import { type Cursor, cursorOf } from './tnef-cursor.ts';
import { unpackRtf } from './tnef-lzfu.ts';
import { type Property, propertyIds, propertyTypes, readProperties } from './tnef-properties.ts';
import { readRtf } from './tnef-rtf.ts';

/** What Outlook packed into one part (MS-OXTNEF). `isWhole` false: there is more that could not be read. */
export type Tnef = { messageClass: string; text: string; html: string; files: TnefFile[]; isWhole: boolean };
export type TnefFile = { name: string; contentType: string; contentId: string; bytes: Uint8Array };

const signature = 0x223e9f78;

export const isTnef = (bytes: Uint8Array) => bytes.byteLength >= 6 && cursorOf(bytes).u32() === signature;

/** Never throws: what cannot be read is missing, and said to be. */
export function readTnef(bytes: Uint8Array, depth = 0): Tnef {
  const read: Reading = { codepage: 1252, message: new Map(), parts: [], isWhole: true, text: '', messageClass: '' };
  try {
    readAttributes(bytes, read);
  } catch (error) {
    if (!(error instanceof RangeError)) throw error;
    read.isWhole = false;
  }
  return put(read, depth);
}

type Properties = Map<number, Property>;
type Part = { title: Uint8Array | null; bytes: Uint8Array | null; properties: Properties };
type Reading = {
  codepage: number;
  message: Properties;
  parts: Part[];
  isWhole: boolean;
  text: string;
  messageClass: string;
};

function readAttributes(bytes: Uint8Array, read: Reading): void {
  const cursor = cursorOf(bytes);
  if (cursor.u32() !== signature) throw new RangeError('This is not TNEF.');
  cursor.u16();
  while (cursor.left() > 0) readAttribute(cursor, read);
}

function readAttribute(cursor: Cursor, read: Reading): void {
  const level = cursor.u8();
  if (level !== 1 && level !== 2) throw new RangeError('An attribute belongs neither to message nor attachment.');
  const id = cursor.u32() & 0xffff;
  const bytes = cursor.take(cursor.u32());
  const isSound = cursor.u16() === checksumOf(bytes);
  if (!isSound) read.isWhole = false;
  attributes.get(id)?.(bytes, read);
}

function checksumOf(bytes: Uint8Array): number {
  let sum = 0;
  for (const byte of bytes) sum = (sum + byte) & 0xffff;
  return sum;
}

const attributes = new Map<number, (bytes: Uint8Array, read: Reading) => void>([
  [
    0x9007,
    (bytes, read) => {
      read.codepage = cursorOf(bytes).u32();
    },
  ],
  [
    0x8008,
    (bytes, read) => {
      read.messageClass = textIn(bytes, read.codepage);
    },
  ],
  [
    0x800c,
    (bytes, read) => {
      read.text = textIn(bytes, read.codepage);
    },
  ],
  [
    0x9003,
    (bytes, read) => {
      read.message = readProperties(bytes);
    },
  ],
  [
    0x9002,
    (_bytes, read) => {
      read.parts.push({ title: null, bytes: null, properties: new Map() });
    },
  ],
  [
    0x8010,
    (bytes, read) => {
      partOf(read).title = bytes;
    },
  ],
  [
    0x800f,
    (bytes, read) => {
      partOf(read).bytes = bytes;
    },
  ],
  [
    0x9005,
    (bytes, read) => {
      partOf(read).properties = readProperties(bytes);
    },
  ],
]);

function partOf({ parts }: Reading): Part {
  const last = parts.at(-1);
  if (last !== undefined) return last;
  const part: Part = { title: null, bytes: null, properties: new Map() };
  parts.push(part);
  return part;
}

function put(read: Reading, depth: number): Tnef {
  const { message, codepage } = read;
  const written = { text: read.text || textOf(message.get(propertyIds.body), codepage), html: htmlOf(message) };
  const inRtf = written.html === '' ? rtfOf(read) : null;
  const files = read.parts.flatMap((part) => filesOf(part, { read, depth }));
  return {
    messageClass: read.messageClass || textOf(message.get(propertyIds.messageClass), codepage),
    text: written.text || (inRtf?.text ?? ''),
    html: written.html || (inRtf?.html ?? ''),
    files,
    isWhole: read.isWhole,
  };
}

function textOf(property: Property | undefined, codepage: number): string {
  if (property === undefined) return '';
  return property.type === propertyTypes.wideText ? wideText(property.bytes) : textIn(property.bytes, codepage);
}

function htmlOf(message: Properties): string {
  const html = message.get(propertyIds.html);
  if (html === undefined) return '';
  if (html.type === propertyTypes.wideText) return wideText(html.bytes);
  const codepage = message.get(propertyIds.codepage);
  const declared = charsetOfCodepage(codepage === undefined ? 65001 : cursorOf(codepage.bytes).u32());
  return decodeText(html.bytes, charsetOf(html.bytes, declared)).replaceAll('\u0000', '');
}

function rtfOf(read: Reading): { html: string | null; text: string } | null {
  const rtf = read.message.get(propertyIds.rtf);
  if (rtf === undefined) return null;
  try {
    return readRtf(unpackRtf(rtf.bytes));
  } catch (error) {
    if (!(error instanceof RangeError)) throw error;
    read.isWhole = false;
    return null;
  }
}

/** The bytes before the content of an object that say it is a message (IID_IMessage). */
const messageObject = Buffer.from('0703020000000000c000000000000046', 'hex');
const deepest = 10;

function filesOf(part: Part, { read, depth }: { read: Reading; depth: number }): TnefFile[] {
  const { properties } = part;
  const text = (id: number) => textOf(properties.get(id), read.codepage).trim();
  const title = part.title === null ? '' : textIn(part.title, read.codepage).trim();
  const name =
    text(propertyIds.longName) || title || text(propertyIds.shortName) || text(propertyIds.displayName) || '';
  const content = properties.get(propertyIds.content);
  const isObject = content?.type === propertyTypes.object && content.bytes.byteLength >= 16;
  if (isObject && depth < deepest && messageObject.equals(content.bytes.subarray(0, 16))) {
    return messageFiles({ name, bytes: content.bytes.subarray(16) }, { read, depth: depth + 1 });
  }
  const bytes = (isObject ? content.bytes.subarray(16) : content?.bytes) ?? part.bytes;
  if (bytes === null) return [];
  const own = { name, contentType: text(propertyIds.contentType), contentId: text(propertyIds.contentId) };
  return [{ ...own, bytes: bytes.slice() }];
}

/** A message inside: its words as a file, and its own files. */
function messageFiles(inner: { name: string; bytes: Uint8Array }, at: { read: Reading; depth: number }): TnefFile[] {
  const { text, html, files, isWhole } = readTnef(inner.bytes, at.depth);
  if (!isWhole) at.read.isWhole = false;
  const name = inner.name || 'message';
  const words = html || text;
  const file = { name: `${name}${html ? '.html' : '.txt'}`, contentType: html ? 'text/html' : 'text/plain' };
  return [...(words === '' ? [] : [{ ...file, contentId: '', bytes: new TextEncoder().encode(words) }]), ...files];
}
