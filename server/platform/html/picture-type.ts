/** Raster pictures a browser may show in place: nothing in them runs. SVG is a document and not among them. */
const beginnings: Record<string, (head: Buffer) => boolean> = {
  'image/png': (head) => head.subarray(0, 8).equals(Buffer.from('\x89PNG\r\n\x1a\n', 'latin1')),
  'image/jpeg': (head) => head.subarray(0, 3).equals(Buffer.from('\xff\xd8\xff', 'latin1')),
  'image/gif': (head) => /^GIF8[79]a/.test(head.toString('latin1', 0, 6)),
  'image/webp': (head) => head.toString('latin1', 0, 4) === 'RIFF' && head.toString('latin1', 8, 12) === 'WEBP',
  'image/avif': (head) => /^ftyp(avif|avis|mif1.{4,28}avif)/s.test(head.toString('latin1', 4, 48)),
};

/** What is larger is not shown in place, but had as a file. */
export const largestPicture = 20 * 1024 * 1024;

/** The picture type these bytes really begin as, whatever their sender called them; null: no picture to be shown. */
export function pictureType(bytes: Uint8Array): string | null {
  const head = Buffer.from(bytes.subarray(0, 48));
  return Object.keys(beginnings).find((type) => beginnings[type]?.(head)) ?? null;
}
