import { setImmediate as turn } from 'node:timers/promises';

/** What is larger is never worked on in one piece in a thread that serves people. */
export const largestInOnePiece = 256 * 1024;
const slice = 1024 * 1024;

/**
 * Bytes that every thread sees, so that handing 25 MB to one copies nothing. V8 does not count this memory: it makes nobody
 * collect garbage in the middle of somebody's click, and nobody would collect it either. So it is given back and used again.
 */
export type Shared = Uint8Array<SharedArrayBuffer>;

const free: SharedArrayBuffer[] = [];
const mostKept = 128 * 1024 * 1024;
const idleMs = 60_000;
let idle: NodeJS.Timeout | undefined;

/** Whoever borrows gives back, when no thread reads or writes it any more. */
export function borrow(size: number): Shared {
  const fitting = free.filter(({ byteLength }) => byteLength >= size && byteLength <= 2 * size + slice);
  const [best] = fitting.sort((a, b) => a.byteLength - b.byteLength);
  if (best) free.splice(free.indexOf(best), 1);
  return new Uint8Array(best ?? new SharedArrayBuffer(Math.ceil(size / slice) * slice), 0, size);
}

/** Bytes that were not borrowed are left alone. */
export function giveBack(bytes: Uint8Array): void {
  const { buffer } = bytes;
  if (!(buffer instanceof SharedArrayBuffer) || free.includes(buffer)) return;
  const kept = free.reduce((sum, { byteLength }) => sum + byteLength, 0);
  if (kept + buffer.byteLength <= mostKept) free.push(buffer);
  clearTimeout(idle);
  idle = setTimeout(() => free.splice(0), idleMs).unref();
}

/** A copy in shared memory, made a megabyte at a time with everybody else's turn in between. */
export async function sharedCopy(bytes: Uint8Array): Promise<Shared> {
  const copy = borrow(bytes.byteLength);
  await copyInTurns(bytes, copy);
  return copy;
}

/** A copy of one's own, for whoever cannot say when they are done with it. */
export async function ownCopy(bytes: Uint8Array): Promise<Buffer> {
  const copy = Buffer.allocUnsafeSlow(bytes.byteLength);
  await copyInTurns(bytes, copy);
  return copy;
}

/** Pieces as they arrive, put together: small ones as they are, large ones in shared memory. */
export type Gathering = { add(piece: Buffer): Promise<void>; size(): number; drop(): void; whole(): Buffer };

export function gather(): Gathering {
  const pieces: Buffer[] = [];
  let large: Shared | null = null;
  let size = 0;
  let untilTurn = largestInOnePiece;

  async function add(piece: Buffer): Promise<void> {
    const before = size;
    size += piece.byteLength;
    if (large === null && size <= largestInOnePiece) return void pieces.push(piece);
    if (large === null || large.byteLength < size) {
      const room = borrow(Math.max(2 * size, 4 * slice));
      const sofar: Uint8Array = large?.subarray(0, before) ?? Buffer.concat(pieces.splice(0));
      await copyInTurns(sofar, room);
      giveBack(sofar);
      large = room;
    }
    large.set(piece, before);
    // A sender on the same machine fills the socket faster than it is read: without this nobody else has a turn.
    untilTurn -= piece.byteLength;
    if (untilTurn > 0) return;
    untilTurn = largestInOnePiece;
    await turn();
  }

  return {
    add,
    size: () => size,
    drop() {
      if (large) giveBack(large);
      large = null;
      size = 0;
      pieces.length = 0;
    },
    whole: () => (large === null ? Buffer.concat(pieces, size) : Buffer.from(large.buffer, 0, size)),
  };
}

async function copyInTurns(from: Uint8Array, to: Uint8Array): Promise<void> {
  for (let at = 0; at < from.byteLength; at += slice) {
    to.set(from.subarray(at, at + slice), at);
    if (at + slice < from.byteLength) await turn();
  }
}
