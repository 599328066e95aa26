import type { Email } from 'postal-mime';
import { bodyText } from '../../platform/header-text.ts';
import { htmlToText } from '../../platform/html-to-text.ts';

/** Text and HTML of a mail. Mail without text gets it from its HTML; HTML is as written, to be cleaned by the caller. */
export function bodiesOf(mail: Email): { text: string; html: string | null } {
  const html = mail.html === undefined || mail.html.trim() === '' ? null : bodyText(mail.html);
  const text = bodyText(mail.text ?? '').trim();
  return { text: html === null ? text : betterText(text, html), html };
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
