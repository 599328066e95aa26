import type { Email } from 'postal-mime';
import { htmlToText } from '../../platform/html/html-to-text.ts';
import { bodyText } from '../../platform/mail/header-text.ts';
import type { InboundAttachment } from '../channel.ts';
import { liftDataImages } from './data-images.ts';

/** Text and HTML of a mail. Mail without text gets it from its HTML, which the caller cleans before it is kept. */
export function bodiesOf(mail: Email): { text: string; html: string | null; images: InboundAttachment[] } {
  const text = bodyText(mail.text ?? '').trim();
  const written = bodyText(mail.html ?? '').trim();
  if (written === '') return { text, html: null, images: [] };
  const { html, images } = liftDataImages(written);
  return { text: betterText(text, html), html, images };
}

/** Long enough to be what the sender meant to say, and not "your mail program cannot show this". */
const surelyMeant = 400;

function betterText(text: string, html: string): string {
  if (text.length >= surelyMeant) return text;
  const fromHtml = bodyText(htmlToText(html)).trim();
  if (text === '') return fromHtml;
  if (fromHtml.length < text.length * 2 + 100) return text;
  return squeezed(fromHtml).includes(squeezed(text)) ? fromHtml : `${text}\n\n${fromHtml}`;
}

const squeezed = (text: string) => text.replace(/\s+/g, '').toLowerCase();
