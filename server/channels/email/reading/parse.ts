import { AppError } from '../../../../domain/errors.ts';
import { workers } from '../../../platform/threads/worker-pool.ts';
import type { ParsedInbound, RawInbound } from '../../channel.ts';
import type { Zone } from '../sender/lookup.ts';
import type { ParseInput } from './parse-worker.ts';

const module = new URL('./parse-worker.ts', import.meta.url);
const mostBytes = 50 * 1024 * 1024;
const patienceMs = 30_000;

/**
 * Reads a mail in a worker thread, so that a large or hostile one stalls nobody. Throws only `AppError`: what cannot be
 * read within the limits is the caller's to park.
 */
export async function parseMail(raw: RawInbound, zone?: Zone): Promise<ParsedInbound> {
  const most = raw.maxBytes ?? mostBytes;
  if (raw.bytes.byteLength > most) {
    throw new AppError('invalid', 'mail_too_large', `The mail is larger than ${most} bytes.`);
  }
  // Shared memory is read where it is; anything else is copied once, and the copy moves.
  const isShared = raw.bytes.buffer instanceof SharedArrayBuffer;
  const bytes = isShared ? asShared(raw.bytes) : new Uint8Array(raw.bytes);
  const input: ParseInput = { ...raw, bytes, ...(zone === undefined ? {} : { zone }) };
  const transfer = isShared ? [] : [bytes.buffer as ArrayBuffer];
  return workers.run<ParsedInbound>({ module, input, timeoutMs: patienceMs, transfer });
}

/** A view that is no Buffer: those are sent to a thread as copies of themselves. */
function asShared({ buffer, byteOffset, byteLength }: Uint8Array): Uint8Array {
  return new Uint8Array(buffer, byteOffset, byteLength);
}
