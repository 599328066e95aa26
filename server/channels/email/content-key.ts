import { createHash } from 'node:crypto';
import { setImmediate as turn } from 'node:timers/promises';
import type { Identity } from '../channel.ts';
import { messageIdsIn } from './message-id.ts';

/** Headers that servers on the way put on: a second delivery of one mail differs only in these. */
const trace = new Set(
  `received return-path delivered-to x-original-to x-delivered-to envelope-to x-envelope-to x-envelope-from x-received
  authentication-results received-spf arc-seal arc-message-signature arc-authentication-results x-spam-status x-spam-score
  x-spam-level x-spam-flag x-spam-checker-version x-virus-scanned`.split(/\s+/),
);
const slice = 1024 * 1024;
const longestHeader = 1024 * 1024;

/**
 * The key of a mail is the hash of what its sender wrote. Mail with neither Message-ID nor Date (scripts) may truly come
 * twice with the same words: there the hour counts too, since losing the second is worse than keeping a retry.
 */
export async function contentKey(bytes: Uint8Array, receivedAt: Date): Promise<Identity> {
  const end = headerEnd(bytes);
  const fields = headerFields(Buffer.from(bytes.buffer, bytes.byteOffset, end).toString('latin1'));
  const written = fields.filter(({ name }) => !trace.has(name));
  const externalId = messageIdsIn(fields.find(({ name }) => name === 'message-id')?.line.slice(11) ?? '')[0] ?? null;
  const isDated = externalId !== null || fields.some(({ name }) => name === 'date');

  const hash = createHash('sha256').update(written.map(({ line }) => line).join('\n'));
  if (!isDated) hash.update(`\n${Math.floor(receivedAt.getTime() / 3_600_000)}`);
  for (let at = end; at < bytes.byteLength; at += slice) {
    hash.update(bytes.subarray(at, at + slice));
    if (at + slice < bytes.byteLength) await turn();
  }
  return { key: `content:${hash.digest('hex')}`, externalId };
}

/** Where the header ends: after its empty line, or at the end of what there is. */
export function headerEnd(bytes: Uint8Array): number {
  const buffer = Buffer.from(bytes.buffer, bytes.byteOffset, Math.min(bytes.byteLength, longestHeader));
  const ends = ['\r\n\r\n', '\n\n'].map((gap) => ({ gap, at: buffer.indexOf(gap, 0, 'latin1') }));
  const first = ends.filter(({ at }) => at >= 0).sort((a, b) => a.at - b.at)[0];
  return first ? first.at + first.gap.length : buffer.length;
}

function headerFields(header: string): { name: string; line: string }[] {
  const lines = header.trimEnd().split(/\r?\n(?![ \t])/);
  return lines.map((line) => ({
    name: line
      .slice(0, Math.max(0, line.indexOf(':')))
      .trim()
      .toLowerCase(),
    line,
  }));
}
