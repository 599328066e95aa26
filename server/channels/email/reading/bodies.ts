import type { Email } from 'postal-mime';
import { beginningOf, longestText, wholeTextName } from '../../../../domain/long-text.ts';
import { longestHtml } from '../../../platform/html/html-limits.ts';
import { htmlToText } from '../../../platform/html/html-to-text.ts';
import { bodyText } from '../../../platform/mail/header-text.ts';
import type { InboundAttachment } from '../../channel.ts';
import { liftDataImages } from './data-images.ts';
import { liftUuencoded } from './parse-uuencode.ts';

type Bodies = { text: string; html: string | null; files: InboundAttachment[] };

/**
 * Text and HTML of a mail. Mail without text gets it from its HTML, which the caller cleans before it is kept. Of a text too
 * long for a message the beginning stays, and the whole is one of the files.
 */
export function bodiesOf(mail: Email): Bodies {
  const { text, html, files } = wholeBodiesOf(mail);
  return text.length <= longestText
    ? { text, html, files }
    : { text: beginningOf(text), html, files: [...files, asFile(text)] };
}

function asFile(text: string): InboundAttachment {
  const bytes = new TextEncoder().encode(text);
  return { name: wholeTextName, contentType: 'text/plain', bytes, contentId: null, isInline: false };
}

function wholeBodiesOf(mail: Email): Bodies {
  const text = bodyText(mail.text ?? '').trim();
  const written = bodyText(mail.html ?? '').trim();
  if (written === '') return { ...liftUuencoded(text), html: null };
  // Some programs write a document each for what stands before a picture and after it.
  const { html, images } = liftDataImages(written.replace(/<\/html>\s*(?=<(?:!doctype|html))/gi, '</html>\n<br>\n'));
  if (html.length > longestHtml) return { text: longer(text, wordsOf(html)), html: null, files: images };
  return { text: betterText(text, html), html, files: images };
}

/** HTML above the limit would be shown as its words alone, in whatever thread it reached. */
const longer = (one: string, other: string) => (other.length > one.length ? other : one);
const wordsOf = (html: string) => bodyText(htmlToText(html)).trim();

/** Long enough to be what the sender meant to say, and not "your mail program cannot show this". */
const surelyMeant = 400;

function betterText(text: string, html: string): string {
  return text.length >= surelyMeant ? text : fullerText(text, wordsOf(html));
}

/**
 * `text`, unless `other` says all of it and more, or so much more that `text` was only there for programs that cannot show
 * it.
 */
export function fullerText(text: string, other: string): string {
  if (text === '') return other;
  if (text.length >= surelyMeant) return text;
  const [short, long] = [squeezed(text), squeezed(other)];
  if (long.includes(short)) return long === short ? text : other;
  return other.length < text.length * 2 + 100 ? text : `${text}\n\n${other}`;
}

const squeezed = (text: string) => text.replace(/\s+/g, '').toLowerCase();
