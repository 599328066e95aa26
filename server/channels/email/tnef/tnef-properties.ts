import { type Cursor, cursorOf } from './tnef-cursor.ts';

/** A MAPI property: its type and the bytes of its first value. */
export type Property = { type: number; bytes: Uint8Array };

export const propertyTypes = { text: 0x1e, wideText: 0x1f, object: 0x0d, binary: 0x102 };

export const propertyIds = {
  messageClass: 0x001a,
  body: 0x1000,
  rtf: 0x1009,
  html: 0x1013,
  displayName: 0x3001,
  content: 0x3701,
  shortName: 0x3704,
  longName: 0x3707,
  contentType: 0x370e,
  contentId: 0x3712,
  codepage: 0x3fde,
};

/** The properties of a message or an attachment, by id. Named ones, which are of no use here, are passed over. */
export function readProperties(bytes: Uint8Array): Map<number, Property> {
  const cursor = cursorOf(bytes);
  const found = new Map<number, Property>();
  for (let count = cursor.u32(); count > 0; count -= 1) {
    const type = cursor.u16();
    const id = cursor.u16();
    if (id >= 0x8000) passName(cursor);
    const value = readValues(cursor, type);
    if (value !== null && !found.has(id)) found.set(id, { type: type & ~several, bytes: value });
  }
  return found;
}

const several = 0x1000;

function passName(cursor: Cursor): void {
  cursor.take(16);
  if (cursor.u32() === 0) cursor.take(4);
  else takeSized(cursor);
}

const fixedSizes = new Map([
  [0x02, 4],
  [0x03, 4],
  [0x04, 4],
  [0x05, 8],
  [0x06, 8],
  [0x07, 8],
  [0x0a, 4],
  [0x0b, 4],
  [0x14, 8],
  [0x40, 8],
  [0x48, 16],
]);

function readValues(cursor: Cursor, type: number): Uint8Array | null {
  const size = fixedSizes.get(type & ~several);
  const isSized = Object.values(propertyTypes).includes(type & ~several);
  if (size === undefined && !isSized) throw new RangeError(`No property is of type ${type}.`);
  let first: Uint8Array | null = null;
  for (let count = isSized || (type & several) !== 0 ? cursor.u32() : 1; count > 0; count -= 1) {
    const value = size === undefined ? takeSized(cursor) : cursor.take(size);
    first ??= value;
  }
  return first;
}

function takeSized(cursor: Cursor): Uint8Array {
  const size = cursor.u32();
  const value = cursor.take(size);
  cursor.align(size);
  return value;
}
