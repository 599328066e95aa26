import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { cleanName } from './attachment-name.ts';
import { sentAtOf } from './parse-date.ts';
import { isUuencoded, liftUuencoded, uudecodeLine } from './parse-uuencode.ts';

const now = new Date('2026-11-02T14:00:00Z');

describe('the date a sender writes (T49)', () => {
  test('is that instant, whatever the zone it is written in', () => {
    const instant = fc.integer({ min: Date.UTC(1990, 0, 2), max: now.getTime() });
    const offset = fc.integer({ min: -14 * 60, max: 14 * 60 });
    const holds = (time: number, east: number) => {
      const whole = Math.floor(time / 1000) * 1000;
      const local = new Date(whole + east * 60_000).toUTCString().replace(/ GMT$/, '');
      const size = Math.abs(east);
      const zone = [Math.floor(size / 60), size % 60].map((part) => String(part).padStart(2, '0')).join('');
      expect(sentAtOf(`${local} ${east < 0 ? '-' : '+'}${zone}`, now)?.getTime()).toBe(whole);
    };
    fc.assert(fc.property(instant, offset, holds), { numRuns: 1000 });
  });

  test('is a possible instant or none, whatever is written', () => {
    const piece = fc.constantFrom(
      'Mon, ',
      '2 ',
      '31 ',
      'Nov ',
      'Feb ',
      '2026 ',
      '26 ',
      '10:00',
      ':61',
      ' +9900',
      ' BRT',
      'Z',
      '-',
      ' ',
    );
    const written = fc.oneof(
      fc.string(),
      fc.array(piece, { maxLength: 9 }).map((pieces) => pieces.join('')),
    );
    fc.assert(
      fc.property(written, (text) => {
        const sentAt = sentAtOf(text, now);
        const isPossible =
          sentAt === null || (sentAt.getUTCFullYear() >= 1990 && sentAt.getTime() < now.getTime() + 2 * 86_400_000 + 1);
        expect(isPossible).toBe(true);
      }),
      { numRuns: 3000 },
    );
  });
});

describe('uuencode', () => {
  const encoded = (bytes: Uint8Array) => {
    const padded = Buffer.concat([bytes, new Uint8Array((3 - (bytes.length % 3)) % 3)]);
    const sextets = [...padded.toString('base64')].map((sign) => alphabet.indexOf(sign));
    return String.fromCharCode(bytes.length + 32) + sextets.map((value) => String.fromCharCode(value + 32)).join('');
  };
  const alphabet = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/';
  const bytes = fc.uint8Array({ minLength: 1, maxLength: 45 });

  test('gives back the bytes of a line, with its trailing spaces or without', () => {
    fc.assert(
      fc.property(bytes, (made) => {
        const line = encoded(made);
        expect(isUuencoded(line)).toBe(true);
        expect(uudecodeLine(line)).toEqual(made);
        expect(uudecodeLine(line.trimEnd())).toEqual(made);
      }),
    );
  });

  test('among words takes the file out and leaves every word', () => {
    const words = fc.array(fc.stringMatching(/^[a-z]{1,8}( [a-z]{1,8}){0,3}$/), { maxLength: 5 });
    const holds = (before: string[], rows: Uint8Array[], after: string[]) => {
      const file = ['begin 644 a.bin', ...rows.map(encoded), '`', 'end'];
      const { text, files } = liftUuencoded([...before, ...file, ...after].join('\n'));
      expect(text).toBe([...before, ...after].join('\n'));
      expect(files.map((one) => Buffer.from(one.bytes))).toEqual([Buffer.concat(rows)]);
    };
    const rows = fc.array(bytes, { minLength: 1, maxLength: 5 });
    fc.assert(fc.property(words, rows, words, holds));
  });
});

test('a name of any characters is one step, without device names, controls and turns, and keeps its ending (T22)', () => {
  const piece = fc.constantFrom(
    '..',
    '/',
    '\\',
    'CON',
    'nul',
    '.',
    ':',
    '\u0000',
    '\r\n',
    '\u202e',
    '\u200b',
    'ção',
    '.pdf',
    ' ',
    '🧾',
    '\ud800',
  );
  const written = fc.oneof(
    fc.string({ maxLength: 400 }),
    fc.array(piece, { maxLength: 80 }).map((pieces) => pieces.join('')),
  );
  fc.assert(
    fc.property(written, (name) => {
      const clean = cleanName(name);
      expect(clean.length).toBeLessThanOrEqual(200);
      // biome-ignore lint/suspicious/noControlCharactersInRegex: that none is left is what is tested
      expect(clean).not.toMatch(/[/\\\u0000-\u001f\u202a-\u202e\u2066-\u2069\u200b-\u200f]/u);
      expect(clean).not.toMatch(/^\.+$|^(con|prn|aux|nul|com\d|lpt\d)(\.|$)/i);
      expect(clean.isWellFormed()).toBe(true);
    }),
    { numRuns: 3000 },
  );
});
