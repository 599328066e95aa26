import type { OutgoingMessage } from '../../channel.ts';
import { liftDataImages } from '../reading/data-images.ts';

type Look = { html: string; attachments: OutgoingMessage['attachments'] };

/**
 * The one template of what leaves as HTML: a line in the company's colour, the words, the signature, the logo. The words are
 * those of the text part. The HTML of the message was cleaned when it was written; everything else is escaped here. Pictures
 * written into it go as parts: the large providers show no others.
 */
export function lookOf(message: OutgoingMessage, signature: string): Look {
  const { text, language } = message;
  const { html, images } = message.html === null ? { html: null, images: [] } : liftDataImages(message.html);
  const attachments = [...message.attachments, ...images];
  const logo = logoOf(message);
  const parts = [
    html ?? `<p>${escaped(text)}</p>`,
    signature.trim() === '' ? '' : `<p class="gmail_signature">-- <br>${escaped(signature.trim())}</p>`,
    logo === null
      ? ''
      : `<p><img src="cid:${logo.contentId}" alt="${escaped(message.brand?.name ?? '')}" height="40"></p>`,
  ];
  const lang = /^[a-z]{2,3}(-[a-z0-9]{2,8})*$/i.test(language) ? ` lang="${language}"` : '';
  const head = '<head><meta charset="utf-8"></head>';
  return {
    html: `<!DOCTYPE html><html${lang}>${head}<body>${framed(parts.join(''), message.brand?.colour ?? null)}</body></html>`,
    attachments: logo === null ? attachments : [...attachments, logo],
  };
}

function framed(content: string, colour: string | null): string {
  if (colour === null || !/^#[0-9a-f]{6}$/i.test(colour)) return content;
  return `<div style="border-top:3px solid ${colour};padding-top:12px">${content}</div>`;
}

const picture = /^data:(image\/(png|jpeg));base64,(.+)$/;

function logoOf({ brand, messageUuid }: OutgoingMessage): (Look['attachments'][number] & { contentId: string }) | null {
  const [, contentType, kind, data] = picture.exec(brand?.logo ?? '') ?? [];
  if (contentType === undefined || data === undefined) return null;
  const bytes = Buffer.from(data, 'base64');
  return { name: `logo.${kind}`, contentType, bytes, contentId: `logo.${messageUuid}@atende` };
}

function escaped(text: string): string {
  const plain = text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;');
  return plain.replace(/\r\n?|\n/g, '<br>\n');
}
