/** Bytes read from front to back, little-endian. Asking for more than there is throws a RangeError. */
export type Cursor = ReturnType<typeof cursorOf>;

export function cursorOf(bytes: Uint8Array) {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  let at = 0;
  const step = (size: number) => {
    if (size > bytes.byteLength - at) throw new RangeError('The data ends too soon.');
    at += size;
    return at - size;
  };
  return {
    left: () => bytes.byteLength - at,
    u8: () => view.getUint8(step(1)),
    u16: () => view.getUint16(step(2), true),
    u32: () => view.getUint32(step(4), true),
    take: (size: number) => bytes.subarray(step(size), at),
    /** Over what fills up the last four bytes of a value. */
    align: (size: number) => {
      step(Math.min((4 - (size % 4)) % 4, bytes.byteLength - at));
    },
  };
}
