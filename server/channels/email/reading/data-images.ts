import type { InboundAttachment } from '../../channel.ts';

const dataImage = /(\ssrc\s*=\s*)(["'])data:image\/(png|jpe?g|gif|webp);base64,([a-z0-9+/=\s]+)\2/gi;
const mostImages = 200;

/**
 * Pictures written into the HTML itself become attachments shown in place, like those that came as parts: megabytes of
 * base64 would take the HTML over its limit, and the frame that shows it loads nothing but our own files.
 */
export function liftDataImages(html: string): { html: string; images: InboundAttachment[] } {
  const images: InboundAttachment[] = [];
  const lifted = html.replace(dataImage, (whole, ...[src, quote, type, base64]: string[]) => {
    if (images.length >= mostImages) return whole;
    const bytes = new Uint8Array(Buffer.from(base64 ?? '', 'base64'));
    const subtype = type?.toLowerCase() === 'jpg' ? 'jpeg' : (type?.toLowerCase() ?? '');
    const contentId = `picture-${images.length + 1}@html.invalid`;
    const name = `picture-${images.length + 1}.${subtype === 'jpeg' ? 'jpg' : subtype}`;
    images.push({ name, contentType: `image/${subtype}`, bytes, contentId, isInline: true });
    return `${src}${quote}cid:${contentId}${quote}`;
  });
  return { html: lifted, images };
}
