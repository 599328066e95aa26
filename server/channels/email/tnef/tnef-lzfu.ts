import { cursorOf } from './tnef-cursor.ts';

const packed = 0x75465a4c;
const stored = 0x414c454d;
const mostBytes = 32 * 1024 * 1024;

/** What the dictionary holds before the first byte (MS-OXRTFCP): the words every RTF begins with. */
const opening =
  '{\\rtf1\\ansi\\mac\\deff0\\deftab720{\\fonttbl;}{\\f0\\fnil \\froman \\fswiss \\fmodern \\fscript \\fdecor MS Sans SerifSymbol' +
  'ArialTimes New RomanCourier{\\colortbl\\red0\\green0\\blue0\r\n\\par \\pard\\plain\\f0\\fs20\\b\\i\\u\\tab\\tx';

/** RTF as Outlook packs it (LZFu). Throws a RangeError for what is not, or is cut off. */
export function unpackRtf(bytes: Uint8Array): Uint8Array {
  const cursor = cursorOf(bytes);
  cursor.u32();
  const size = cursor.u32();
  const kind = cursor.u32();
  cursor.u32();
  if (size > mostBytes) throw new RangeError(`The text is larger than ${mostBytes} bytes.`);
  if (kind === stored) return cursor.take(size);
  if (kind !== packed) throw new RangeError('The text is packed in an unknown way.');
  return unpack(cursor.take(cursor.left()), size);
}

/** Each byte of flags says of the next eight pieces whether they are a byte or a copy from the last 4,096. */
function unpack(bytes: Uint8Array, size: number): Uint8Array {
  const whole = new Uint8Array(opening.length + size);
  whole.set(Buffer.from(opening, 'latin1'));
  const cursor = cursorOf(bytes);
  let end = opening.length;
  for (let flags = 1; end < whole.length; flags >>= 1) {
    if (flags === 1) flags = cursor.u8() | 0x100;
    if ((flags & 1) === 0) {
      whole[end] = cursor.u8();
      end += 1;
    } else {
      const reference = (cursor.u8() << 8) | cursor.u8();
      const back = (end - (reference >> 4)) & 0xfff;
      if (back === 0) break;
      end = copy(whole, { end, back, size: (reference & 0xf) + 2 });
    }
  }
  return whole.slice(opening.length, end);
}

/** Byte by byte: what is copied may still be in the making. */
function copy(whole: Uint8Array, { end, back, size }: { end: number; back: number; size: number }): number {
  const until = Math.min(end + size, whole.length);
  for (let at = end; at < until; at += 1) whole[at] = whole[at - back] ?? 0x20;
  return until;
}
