import { isUuencoded, uudecodeLine } from './parse-uuencode.ts';

/** Takes the lines of a part as postal-mime reads them and gives its bytes. */
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

/** Spaces at the end of a quoted-printable line were put there on the way (RFC 2045, 6.7), even behind its soft end. */
export function withoutTrailingSpace(decoder: Decoder): Decoder {
  return {
    update(line) {
      let end = line.byteLength;
      while (end > 0 && (line[end - 1] === 0x20 || line[end - 1] === 0x09)) end -= 1;
      decoder.update(line.subarray(0, end));
    },
    finalize: () => decoder.finalize(),
  };
}

const lineFeed = Uint8Array.of(0x0a);

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
  return {
    add(bytes: Uint8Array) {
      const end = size + bytes.byteLength;
      if (end > body.byteLength) {
        const grown = new Uint8Array(Math.max(end, body.byteLength * 2));
        grown.set(body.subarray(0, size));
        body = grown;
      }
      body.set(bytes, size);
      size = end;
    },
    bytes: () => body.slice(0, size).buffer,
  };
}
