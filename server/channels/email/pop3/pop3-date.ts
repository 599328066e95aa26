import { headerEnd } from '../content-key.ts';

/**
 * When a mail reached its mailbox, as far as its header tells, since POP3 itself tells no dates: the topmost Received,
 * which the mailbox's own server wrote, or else the sender's Date, which is only a claim.
 */
export function headerDate(bytes: Uint8Array): { at: Date; isClaim: boolean } | null {
  const header = Buffer.from(bytes.buffer, bytes.byteOffset, headerEnd(bytes)).toString('latin1');
  const received = dateIn(/^received:(?:[^\n]|\n[ \t])*;((?:[^\n;]|\n[ \t])*)$/im.exec(header)?.[1]);
  if (received) return { at: received, isClaim: false };
  const written = dateIn(/^date:(.*(?:\n[ \t].*)*)$/im.exec(header)?.[1]);
  return written && { at: written, isClaim: true };
}

function dateIn(said: string | undefined): Date | null {
  const at = new Date(
    (said ?? '')
      .replace(/\(.*\)/s, '')
      .replace(/\s+/g, ' ')
      .trim(),
  );
  return Number.isNaN(at.getTime()) || at.getUTCFullYear() < 1990 ? null : at;
}
