import type { Message } from '../../../contract/messages.ts';

export type Attachment = Message['attachments'][number];

const picture = /^image\/(png|jpeg|gif|webp|avif)$/i;
/** What is larger the desk hands out as a file only. */
const largestPicture = 20_000_000;

/** May be shown in place: it says it is a raster picture. Whether that is true the desk looks at when it is asked for the bytes. */
export function isPicture({ contentType, size }: Attachment): boolean {
  return picture.test(contentType) && size <= largestPicture;
}
