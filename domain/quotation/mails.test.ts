import { readdirSync, readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { describe, expect, test } from 'vitest';
import { newPartOf, partsOf } from './parts.ts';
import type { Kind } from './scan.ts';

/*
 * Mails as real programs write them, in `fixtures/`. Each line says what must become of it: `+` is shown, `-` is folded,
 * `?` may be either. A bug in folding becomes a mail there.
 */

const folder = resolve(import.meta.dirname, 'fixtures');
const fixtures = readdirSync(folder)
  .sort()
  .map((file) => ({ name: file.replace('.txt', ''), mails: mailsIn(readFileSync(resolve(folder, file), 'utf8')) }));

type Line = { mark: string; text: string };
type Mail = { name: string; isForward: boolean; lines: Line[] };

describe.each(fixtures)('$name', ({ mails }) => {
  test.each(mails)('$name', ({ lines, isForward }) => {
    const text = lines.map(({ text: line }) => `${line}\n`).join('');
    const parts = partsOf(text, { isForward });
    expect(parts.map((part) => part.text).join('')).toBe(text);

    const kinds = parts.flatMap((part) => part.text.split(/(?<=\n)/).map(() => part.kind));
    const told = lines.map(({ mark, text: line }, at) => `${becomes(mark, kinds[at])}${line}`);
    expect(told).toEqual(lines.map(({ mark, text: line }) => `${mark}${line}`));
  });

  test.each(mails)('$name, with a sentence more wherever its writer may have written one', ({ lines, isForward }) => {
    const sentence = 'The lamp still blinks, by the way.';
    for (const [at, { mark }] of lines.entries()) {
      if (mark !== '+') continue;
      for (const more of [[sentence], ['', sentence, '']]) {
        const written = lines.map(({ text }) => text).toSpliced(at + 1, 0, ...more);
        for (const end of ['\n', '\r\n']) expect(newPartOf(written.join(end), { isForward })).toContain(sentence);
      }
    }
  });
});

describe('what folding costs', { timeout: 60_000 }, () => {
  const all = fixtures.flatMap(({ mails }) => mails.flatMap(({ lines }) => lines.map(({ text }) => text)));
  const texts: [name: string, piece: string][] = [
    ['of all these mails', all.join('\n')],
    ['of sentences', 'The oven has been cold since Friday, and nobody came to look at it.\n'],
    ['of quoted lines', '> The oven has been cold since Friday.\n'],
  ];
  test.each(texts)('a megabyte %s is little more than cutting it into lines', (_name, piece) => {
    const text = piece.repeat(Math.ceil(1_000_000 / piece.length));
    const lines = leastOf(() => text.split(/(?<=\n)/).map((line) => line.trim()));
    expect(leastOf(() => partsOf(text)) / lines).toBeLessThan(30);
  });

  const hostile: [name: string, piece: string][] = [
    ...texts,
    ['of introductions', 'On Mon, Nov 21, 2026 at 9:05 Ana wrote:\n'],
    ['of labels', 'From: a\n\n'],
    ['of answers between the lines', '> a\nb\n'],
    ['of signatures', '--\nAna\n'],
  ];
  test.each(hostile)('four times a text %s is four times the work, not sixteen', (_name, piece) => {
    const text = piece.repeat(Math.ceil(400_000 / piece.length));
    const quarter = leastOf(() => partsOf(text.slice(0, 100_000)));
    expect(leastOf(() => partsOf(text)) / Math.max(quarter, 1)).toBeLessThan(12);
  });
});

/** The best of some runs, in milliseconds: what else the machine does is in the others. Processor time is told too coarsely for it. */
function leastOf(work: () => unknown): number {
  return Math.min(
    ...Array.from({ length: 8 }, () => {
      const before = performance.now();
      work();
      return performance.now() - before;
    }),
  );
}

function becomes(wanted: string, kind: Kind | undefined): string {
  return wanted === '?' ? '?' : kind === 'new' ? '+' : '-';
}

/** A blank line says nothing: it may go with either neighbour. */
function mailsIn(text: string): Mail[] {
  return text
    .split(/^# /m)
    .slice(1)
    .map((mail) => {
      const [title = '', ...rest] = mail.trimEnd().split('\n');
      const lines = rest.map((line) => ({
        mark: line.slice(1).trim() === '' ? '?' : line.slice(0, 1),
        text: line.slice(1),
      }));
      return { name: title.replace(' [forward]', ''), isForward: title.endsWith(' [forward]'), lines };
    });
}
