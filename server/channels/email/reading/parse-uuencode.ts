import type { InboundAttachment } from '../../channel.ts';
import { cleanName } from './attachment-name.ts';

/** Is this a line of uuencode: a length, and as many characters as that many bytes take? */
export function isUuencoded(line: string): boolean {
  const length = lengthOf(line);
  const needed = Math.ceil(length / 3) * 4;
  // Trailing spaces, which are zeros, are lost on the way; some programs add a checksum.
  return length > 0 && /^[ -`]+$/.test(line) && line.length > needed - 3 && line.length <= needed + 2;
}

const lengthOf = (line: string) => (line === '' ? 0 : (line.charCodeAt(0) - 32) & 63);

export function uudecodeLine(line: string): Uint8Array {
  const length = lengthOf(line);
  const sextets = line.slice(1).padEnd(Math.ceil(length / 3) * 4, ' ');
  const bytes = new Uint8Array(length);
  for (let at = 0; at < length; at += 1) {
    const first = (Math.floor(at / 3) * 4 + (at % 3)) | 0;
    const pair = (sextet(sextets, first) << 6) | sextet(sextets, first + 1);
    bytes[at] = pair >> (4 - (at % 3) * 2);
  }
  return bytes;
}

const sextet = (text: string, at: number) => (text.charCodeAt(at) - 32) & 63;

const begins = /^begin [0-7]{3,4} (\S.{0,250})$/;
const mostFiles = 100;

/** Files written into a plain text become attachments, where every line of them is sound; else the text stays as it is. */
export function liftUuencoded(text: string): { text: string; files: InboundAttachment[] } {
  const files: InboundAttachment[] = [];
  if (!/^begin [0-7]{3,4} /m.test(text)) return { text, files };
  const lines = text.split('\n');
  const kept: string[] = [];
  for (let at = 0; at < lines.length; at += 1) {
    const file = files.length < mostFiles ? fileAt(lines, at) : null;
    if (file === null) kept.push(lines[at] ?? '');
    else {
      files.push(file.attachment);
      at = file.end;
    }
  }
  return { text: kept.join('\n').trim(), files };
}

function fileAt(lines: readonly string[], at: number): { attachment: InboundAttachment; end: number } | null {
  const name = begins.exec(lines[at] ?? '')?.[1];
  const end = name === undefined ? -1 : endOf(lines, at + 1);
  if (name === undefined || end < 0) return null;
  const bytes = new Uint8Array(
    Buffer.concat(
      lines
        .slice(at + 1, end)
        .filter(isUuencoded)
        .map(uudecodeLine),
    ),
  );
  const attachment = { name: cleanName(name), contentType: 'application/octet-stream', bytes, contentId: null };
  return { attachment: { ...attachment, isInline: false }, end };
}

/** The line that says `end` after nothing but sound lines and an empty one; -1 where there is none. */
function endOf(lines: readonly string[], start: number): number {
  let at = start;
  while (at < lines.length && isUuencoded(lines[at] ?? '')) at += 1;
  if (/^[ `]?$/.test(lines[at] ?? 'none')) at += 1;
  return at > start + 1 && lines[at]?.trim() === 'end' ? at : -1;
}
