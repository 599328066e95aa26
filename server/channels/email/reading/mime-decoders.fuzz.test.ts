import fc from 'fast-check';
import { expect, test } from 'vitest';
import { base64Decoder, type Decoder, quotedDecoder } from './mime-decoders.ts';

/** The decoder of the library itself, which it does not export. */
async function theirs(file: string): Promise<Decoder> {
  const { default: TheirDecoder } = await import(new URL(file, import.meta.resolve('postal-mime')).href);
  return new TheirDecoder();
}

/** Lines that are mostly of the encoding, with everything else between. */
const linesOf = (letters: string) => {
  const letter = fc.oneof(
    { weight: 12, arbitrary: fc.constantFrom(...letters) },
    { weight: 1, arbitrary: fc.integer({ min: 0, max: 255 }).map((byte) => String.fromCharCode(byte)) },
  );
  const line = fc
    .array(letter, { maxLength: 90 })
    .map((all) => Buffer.from(all.join('').replaceAll('\n', ''), 'latin1'));
  return fc.array(line, { maxLength: 12 });
};

async function decoded(decoder: Decoder, lines: Buffer[]): Promise<string> {
  for (const line of lines) decoder.update(new Uint8Array(line));
  return Buffer.from(await decoder.finalize()).toString('latin1');
}

test('base64 is read as postal-mime reads it, junk, padding and cut ends included', async () => {
  const letters = 'ABCDwxyz0189+/=-_ ';
  await fc.assert(
    fc.asyncProperty(linesOf(letters), async (lines) => {
      expect(await decoded(base64Decoder(), lines)).toBe(await decoded(await theirs('base64-decoder.js'), lines));
    }),
    { numRuns: 500 },
  );
});

test('quoted-printable is read as postal-mime reads it, once the spaces at line ends are gone', async () => {
  const letters = 'aé=E=3D=3d=4G =\t.';
  const withoutEnd = (line: Buffer) => Buffer.from(line.toString('latin1').replace(/[ \t]+$/, ''), 'latin1');
  await fc.assert(
    fc.asyncProperty(linesOf(letters), async (lines) => {
      const expected = await decoded(await theirs('qp-decoder.js'), lines.map(withoutEnd));
      expect(await decoded(quotedDecoder(), lines)).toBe(expected);
    }),
    { numRuns: 500 },
  );
});

test('what an encoder wrote is read back, of any length', async () => {
  await fc.assert(
    fc.asyncProperty(fc.uint8Array({ maxLength: 400 }), async (bytes) => {
      const written =
        Buffer.from(bytes)
          .toString('base64')
          .match(/.{1,76}/g) ?? [];
      const read = await decoded(
        base64Decoder(),
        written.map((line) => Buffer.from(line)),
      );
      expect(read).toBe(Buffer.from(bytes).toString('latin1'));
    }),
  );
});
