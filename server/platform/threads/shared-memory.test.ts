import { randomBytes } from 'node:crypto';
import { expect, test } from 'vitest';
import { borrow, gather, giveBack, largestInOnePiece, ownCopy, sharedCopy } from './shared-memory.ts';

async function gathered(bytes: Buffer, piece: number): Promise<Buffer> {
  const gathering = gather();
  for (let at = 0; at < bytes.length; at += piece) await gathering.add(bytes.subarray(at, at + piece));
  expect(gathering.size()).toBe(bytes.length);
  return gathering.whole();
}

test.each([
  ['nothing', 0, 64],
  ['less than one piece', 100, 64_000],
  ['exactly what fits in one piece', largestInOnePiece, 64_000],
  ['a byte more than that', largestInOnePiece + 1, 1_000],
  ['a first piece that is too large already', 3_000_000, 3_000_000],
  ['more than fits into the first room', 9_000_000, 65_536],
])('pieces put together are the bytes that arrived: %s', async (_, size, piece) => {
  const bytes = randomBytes(size);
  const whole = await gathered(bytes, piece);
  expect(whole.equals(bytes)).toBe(true);
  expect(whole.buffer instanceof SharedArrayBuffer).toBe(size > largestInOnePiece);
  giveBack(whole);
});

test('memory is used again once it was given back, and not before', () => {
  // Test files of one worker share what they import: whatever fits of what others gave back (128 MB at most) is lent out first.
  for (let lent = 0; lent < 128_000_000; lent += 3_000_000) borrow(3_000_000);
  const first = borrow(3_000_000);
  const second = borrow(3_000_000);
  expect(second.buffer).not.toBe(first.buffer);
  giveBack(first);
  giveBack(first);
  const third = borrow(2_900_000);
  expect(third.buffer).toBe(first.buffer);
  expect(third.byteLength).toBe(2_900_000);
  expect(borrow(2_900_000).buffer).not.toBe(first.buffer);
});

test('a small loan does not take the room of a large one', () => {
  const large = borrow(40_000_000);
  giveBack(large);
  expect(borrow(300_000).buffer).not.toBe(large.buffer);
});

test('copies say what was copied, whatever becomes of what they were made of', async () => {
  const bytes = randomBytes(2_500_000);
  const copy = await sharedCopy(bytes);
  const own = await ownCopy(copy);
  copy.fill(0);
  expect(own.equals(bytes)).toBe(true);
});
