import { AppError } from '../../../domain/errors.ts';

const endMark = 0x06054b50;
const entryMark = 0x02014b50;
const zip64Mark = 0x07064b50;
const endSize = 22;
const longestComment = 65_535;

/**
 * How large the files of a zip archive will be when they are unpacked, by its own directory (PKWARE APPNOTE 6.3, 4.3.12 and
 * 4.3.16). What unpacks them makes room for exactly that and stops there, so this is no more than a bomb can do. ZIP64 is for
 * archives far larger than any table we take, and refused.
 */
export function unpackedSize(bytes: Buffer): number {
  const end = endOfDirectory(bytes);
  let at = bytes.readUInt32LE(end + 16);
  let total = 0;
  for (let left = bytes.readUInt16LE(end + 10); left > 0; left--) {
    if (at + 46 > bytes.length || bytes.readUInt32LE(at) !== entryMark) throw notAnArchive();
    total += bytes.readUInt32LE(at + 24);
    at += 46 + bytes.readUInt16LE(at + 28) + bytes.readUInt16LE(at + 30) + bytes.readUInt16LE(at + 32);
  }
  return total;
}

/** The last mark of the end counts, as for what unpacks it: two readers that disagree could be told two sizes. */
function endOfDirectory(bytes: Buffer): number {
  const first = Math.max(0, bytes.length - endSize - longestComment);
  for (let at = bytes.length - endSize; at >= first; at--) {
    if (bytes.readUInt32LE(at) !== endMark) continue;
    if (at >= 20 && bytes.readUInt32LE(at - 20) === zip64Mark) throw notAnArchive();
    // The count of this disk and that of all disks are one, or the archive is in pieces.
    if (bytes.readUInt16LE(at + 8) !== bytes.readUInt16LE(at + 10)) throw notAnArchive();
    return at;
  }
  throw notAnArchive();
}

function notAnArchive(): AppError {
  return new AppError('invalid', 'table_unreadable', 'This is not a spreadsheet, or it is damaged.');
}
