import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { signedContent } from '../reading/parse-smime.ts';
import { unpackRtf } from './tnef-lzfu.ts';
import { isTnef, readTnef } from './tnef-reader.ts';
import { readRtf } from './tnef-rtf.ts';

const hex = (text: string) => new Uint8Array(Buffer.from(text.replace(/\s/g, ''), 'hex'));
const ascii = (bytes: Uint8Array) => Buffer.from(bytes).toString('latin1');

describe('packed RTF', () => {
  test('is unpacked as the specification shows it', () => {
    const packed = hex(
      '2d0000002b0000004c5a4675f1c5c7a703000a00726370673132354232 0af32068656c090020627705b06c647d0a800fa0',
    );
    expect(ascii(unpackRtf(packed))).toBe('{\\rtf1\\ansi\\ansicpg1252\\pard hello world}\r\n');
  });

  test('may copy what it is still writing', () => {
    const packed = hex('1a0000001c0000004c5a4675e2d44b51410004205758595a0d6e7d010eb0');
    expect(ascii(unpackRtf(packed))).toBe('{\\rtf1 WXYZWXYZWXYZWXYZWXYZ}');
  });

  test('that is cut off, or packed in another way, is refused', () => {
    expect(() => unpackRtf(hex('2d0000002b0000004c5a4675f1c5c7a703000a00'))).toThrow(RangeError);
    expect(() => unpackRtf(hex('2d0000002b00000041414141f1c5c7a703000a00'))).toThrow(RangeError);
  });
});

describe('RTF', () => {
  const said = (rtf: string) => readRtf(Buffer.from(rtf, 'latin1'));
  const cases: [what: string, rtf: string, text: string][] = [
    [
      'says its words without fonts and colours',
      '{\\rtf1{\\fonttbl{\\f0 Arial;}}{\\colortbl;\\red1;}\\f0 Hello}',
      'Hello',
    ],
    ['breaks lines where paragraphs end', '{\\rtf1 one\\par two\\line three\\tab four}', 'one\ntwo\nthree\tfour'],
    ['keeps braces and backslashes that were meant', '{\\rtf1 a\\{b\\}\\\\c}', 'a{b}\\c'],
    ['reads bytes in the charset of the document', "{\\rtf1\\ansi\\ansicpg1251 \\'c7\\'e0}", 'За'],
    ['reads two bytes as one character', "{\\rtf1\\ansi\\ansicpg932 \\'90\\'bf\\'8b\\'81}", '請求'],
    ['passes over what repeats a character for old programs', "{\\rtf1\\uc2 \\u231\\'c3\\'a7a}", 'ça'],
    ['puts halves of a character together', '{\\rtf1\\uc0\\u-10179\\u-8697 }', '😇'],
    ['leaves out binary data', '{\\rtf1 a{\\pict\\bin4 }}}}}b}', 'ab'],
    ['goes on after brackets that close too often', '{\\rtf1 a}}}b', 'ab'],
  ];
  test.each(cases)('%s', (_what, rtf, text) => {
    expect(said(rtf)).toEqual({ html: null, text });
  });
});

const winmail = (name: string) => {
  const mail = readFileSync(join(import.meta.dirname, '../reading/fixtures', `${name}.eml`), 'latin1');
  const base64 = /ms-tnef[\s\S]*?\r\n\r\n([\s\S]*?)\r\n--/.exec(mail)?.[1] ?? '';
  return new Uint8Array(Buffer.from(base64, 'base64'));
};
/** Where its pieces end: each says its length after level and id, and has a checksum behind. */
function pieceEnds(bytes: Uint8Array): Set<number> {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const ends = new Set([6]);
  for (let at = 6; at < bytes.byteLength; at += 11 + view.getUint32(at + 5, true)) ends.add(at);
  return ends.add(bytes.byteLength);
}

const seeds = ['tnef-body-and-files', 'tnef-rtf-holds-html', 'tnef-message-inside', 'tnef-html-body-with-picture'].map(
  winmail,
);

describe('winmail.dat', () => {
  test('of the fixtures is one', () => {
    expect(seeds.every(isTnef)).toBe(true);
    expect(seeds.map((seed) => readTnef(seed).isWhole)).toEqual([true, true, true, true]);
  });

  test('cut off inside any of its pieces gives what came before and says there was more', () => {
    for (const seed of seeds) {
      const ends = pieceEnds(seed);
      const all = readTnef(seed).files.length;
      for (let length = 6; length <= seed.byteLength; length += 1) {
        const { files, isWhole } = readTnef(seed.subarray(0, length));
        expect(files.length).toBeLessThanOrEqual(all);
        expect(isWhole).toBe(ends.has(length));
      }
    }
  });

  test('with any bytes changed is read, and gives no more than there is', () => {
    const change = fc.array(fc.tuple(fc.nat(5000), fc.integer({ min: 1, max: 255 })), { minLength: 1, maxLength: 6 });
    const holds = (seed: Uint8Array, changes: [number, number][]) => {
      const bytes = seed.slice();
      for (const [at, by] of changes) bytes[at % bytes.length] = ((bytes[at % bytes.length] ?? 0) + by) & 0xff;
      const { files, text, html } = readTnef(bytes);
      const size = files.reduce((sum, file) => sum + file.bytes.byteLength, 0);
      expect(size).toBeLessThanOrEqual(bytes.byteLength * 2);
      expect(typeof text + typeof html).toBe('stringstring');
    };
    fc.assert(fc.property(fc.constantFrom(...seeds), change, holds), { numRuns: 3000 });
  });

  test('with one byte of a file changed is said to be broken', () => {
    const seed = seeds[0] as Uint8Array;
    const at = ascii(seed).indexOf('%PDF');
    const bytes = seed.slice();
    bytes[at] = 0;
    expect(readTnef(bytes)).toMatchObject({ isWhole: false });
  });
});

describe('bytes of any kind', () => {
  const parts = fc.array(
    fc.oneof(
      fc.constantFrom(
        '{',
        '}',
        '\\',
        '\\rtf1',
        '\\fromhtml1',
        '{\\*\\htmltag64 <p>}',
        '\\htmlrtf ',
        "\\'e7",
        '\\u231?',
        '\\bin9 ',
      ),
      fc.string({ maxLength: 5 }),
    ),
    { maxLength: 60 },
  );

  test('are RTF or refused, never a hang', () => {
    const holds = (made: string[]) => {
      const said = readRtf(Buffer.from(`{\\rtf1${made.join('')}`, 'latin1'));
      expect((said.html ?? said.text).isWellFormed()).toBe(true);
    };
    fc.assert(fc.property(parts, holds), { numRuns: 3000 });
  });

  test('are packed RTF or refused, and never more than they say', () => {
    const holds = (bytes: Uint8Array, size: number) => {
      const head = Buffer.alloc(16);
      head.writeUInt32LE(size, 4);
      head.writeUInt32LE(0x75465a4c, 8);
      try {
        expect(unpackRtf(Buffer.concat([head, bytes])).byteLength).toBeLessThanOrEqual(size);
      } catch (error) {
        expect(error).toBeInstanceOf(RangeError);
      }
    };
    fc.assert(fc.property(fc.uint8Array({ maxLength: 300 }), fc.nat(5000), holds), { numRuns: 3000 });
  });

  test('are signed content or none', () => {
    const der = fc.array(fc.constantFrom(0x30, 0x80, 0x82, 0xa0, 0x24, 0x04, 0, 1, 5, 0xff, 0x06), { maxLength: 200 });
    fc.assert(
      fc.property(der, (bytes) => {
        const found = signedContent(Uint8Array.from(bytes));
        expect(found === null || found.byteLength <= bytes.length).toBe(true);
      }),
      { numRuns: 3000 },
    );
  });
});
