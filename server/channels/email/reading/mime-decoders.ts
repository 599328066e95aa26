import { isUuencoded, uudecodeLine } from './parse-uuencode.ts';

/**
 * Takes the lines of a part as postal-mime reads them and gives its bytes. Those of postal-mime make a string, an array and
 * a piece of a Blob of each line, which costs more than all else in reading a mail; these fill one buffer.
 */
export type Decoder = { update(line: Uint8Array): void; finalize(): Promise<ArrayBuffer> };

/**
 * Lines as they are. postal-mime keeps an unencoded body as a Blob of one piece per line, which Node reads back in
 * quadratic time: 30 s for 3 MB of empty lines, killed and parked. One buffer does it in 50 ms.
 */
export function lineDecoder(): Decoder {
  const body = growing();
  return {
    update(line) {
      body.add(line);
      body.add(lineFeed);
    },
    finalize: async () => body.bytes(),
  };
}

const lineFeed = Uint8Array.of(0x0a);

/** What is no letter of base64 is passed over. Padding ends a unit: some programs write it at the end of each line. */
export function base64Decoder(): Decoder {
  const body = growing();
  return {
    update: body.add,
    finalize: async () => unbase64(Buffer.from(body.bytes()).toString('latin1')),
  };
}

/** Node passes over all other junk, but takes these for letters of another base64. */
const ofUrls = /[-_]+/g;

function unbase64(written: string): ArrayBuffer {
  const room = new ArrayBuffer(Math.ceil((written.length * 3) / 4));
  const bytes = Buffer.from(room);
  let size = 0;
  for (let from = 0; from < written.length; ) {
    const padding = written.indexOf('=', from);
    const end = padding < 0 ? written.length : padding;
    size += bytes.write(written.slice(from, end).replace(ofUrls, ''), size, 'base64');
    from = end + 1;
  }
  return size === room.byteLength ? room : room.slice(0, size);
}

/**
 * Quoted-printable. Spaces at the end of a line were put there on the way (RFC 2045, 6.7), even behind its soft end; what
 * is no escape stands for itself.
 */
export function quotedDecoder(): Decoder {
  const body = growing();
  return {
    update(line) {
      let end = line.byteLength;
      while (end > 0 && (line[end - 1] === 0x20 || line[end - 1] === 0x09)) end -= 1;
      body.fill(end + 1, (into, at) => unquote(line.subarray(0, end), into, at));
    },
    finalize: async () => body.bytes(),
  };
}

const equals = 0x3d;

/** Writes what a line says and its end, unless that is soft; answers where the next byte goes. */
function unquote(line: Uint8Array, into: Uint8Array, start: number): number {
  const isSoft = line.at(-1) === equals;
  const end = isSoft ? line.byteLength - 1 : line.byteLength;
  let to = start;
  for (let at = 0; at < end; at += 1) {
    const byte = line[at] as number;
    const escaped = byte === equals && at + 2 < end ? hexByte(line[at + 1] as number, line[at + 2] as number) : -1;
    if (escaped >= 0) at += 2;
    into[to++] = escaped < 0 ? byte : escaped;
  }
  if (!isSoft) into[to++] = 0x0a;
  return to;
}

/** -1 where these are no two hexadecimal digits. */
function hexByte(high: number, low: number): number {
  const [tens, ones] = [hexDigit(high), hexDigit(low)];
  return tens < 0 || ones < 0 ? -1 : 16 * tens + ones;
}

function hexDigit(byte: number): number {
  if (byte >= 0x30 && byte <= 0x39) return byte - 0x30;
  const letter = byte | 0x20;
  return letter >= 0x61 && letter <= 0x66 ? letter - 0x61 + 10 : -1;
}

/** A part whose encoding is uuencode. Lines that are none of it are passed over. */
export function uudecoder(): Decoder {
  const body = growing();
  return {
    update(line) {
      const written = Buffer.from(line).toString('latin1');
      if (isUuencoded(written)) body.add(uudecodeLine(written));
    },
    finalize: async () => body.bytes(),
  };
}

function growing() {
  let body = new Uint8Array(4096);
  let size = 0;

  function makeRoom(count: number): void {
    const end = size + count;
    if (end <= body.byteLength) return;
    const grown = new Uint8Array(Math.max(end, body.byteLength * 2));
    grown.set(body.subarray(0, size));
    body = grown;
  }

  return {
    add(bytes: Uint8Array) {
      makeRoom(bytes.byteLength);
      body.set(bytes, size);
      size += bytes.byteLength;
    },
    /** `write` is given room for `most` bytes and says where it stopped. */
    fill(most: number, write: (into: Uint8Array, at: number) => number) {
      makeRoom(most);
      size = write(body, size);
    },
    bytes: () => body.slice(0, size).buffer,
  };
}
