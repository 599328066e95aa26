import { describe, expect, test } from 'vitest';
import { abilitiesOf, megabyte } from './channels.ts';
import { filesRefusal, largestFile, mostFiles, noteCarries, uploadExpiry } from './uploads.ts';

const mail = { attachments: true, maxBytes: 25 * megabyte };

describe('what goes with one message', () => {
  test.each([
    ['nothing at all goes by every channel', [], { attachments: false, maxBytes: megabyte }, null],
    ['a mail takes a contract and its annexes', [2 * megabyte, 300, 4 * megabyte], mail, null],
    ['exactly the limit still goes', [25 * megabyte], mail, null],
    ['one byte more does not, and the limit is named', [25 * megabyte, 1], mail, 'files_too_large'],
    ['a photo each that fits is too much together', [20 * megabyte, 6 * megabyte], mail, 'files_too_large'],
    [
      'a channel with a lower limit says so',
      [2 * megabyte],
      { attachments: true, maxBytes: megabyte },
      'files_too_large',
    ],
    ['twenty files are many, and go', Array(mostFiles).fill(10), mail, null],
    ['twenty-one are too many', Array(mostFiles + 1).fill(10), mail, 'too_many_files'],
    [
      'a channel that carries no files says that, whatever their size',
      [1],
      abilitiesOf('unheard of'),
      'channel_takes_no_files',
    ],
    ['a note carries a screenshot', [megabyte], noteCarries, null],
  ])('%s', (...[, sizes, carrier, code]) => {
    expect(filesRefusal(sizes as number[], carrier)?.code ?? null).toBe(code);
  });

  test('the largest file goes alone by mail', () => {
    expect(filesRefusal([largestFile], abilitiesOf('email'))).toBeNull();
    expect(filesRefusal([largestFile, 1], abilitiesOf('email'))).toEqual({
      code: 'files_too_large',
      maxBytes: largestFile,
    });
  });
});

describe('how long a file waits', () => {
  const at = new Date('2026-11-30T12:00:00Z');
  test.each([
    ['in the box of a reply it outlasts a holiday', 'reply', '2026-12-30T12:00:00.000Z'],
    ['and in that of a note', 'note', '2026-12-30T12:00:00.000Z'],
    ['put up by a program that never sent it, a day', null, '2026-12-01T12:00:00.000Z'],
  ] as const)('%s', (_, box, until) => {
    expect(uploadExpiry(box, at).toISOString()).toBe(until);
  });
});
