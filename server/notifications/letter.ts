import { answerAbove } from '../../domain/agent-mail.ts';
import type { Reason } from '../../domain/events.ts';
import type { SolveLack } from '../../domain/fields/form.ts';
import { newPartOf } from '../../domain/quotation/parts.ts';
import { preview } from '../../domain/text.ts';
import type { SystemMail } from '../platform/mail/mail.ts';
import { letterWords } from './letter-words.ts';
import type { MailFacts, News } from './reads/mail.ts';

const longestText = 4_000;

/** One mail about everything new in a ticket, in the agent's language. What they answer stands above its first line. */
export function notificationLetter(facts: MailFacts, { to, link }: { to: string; link: string }): SystemMail {
  const { happened, open, how } = letterWords[facts.locale];
  const said = facts.news.map((one) => ({
    heading: happened(one.type, one.actor ?? ''),
    text: textOf(one, facts.locale),
  }));
  const title = `#${facts.number} ${facts.subject}`;
  const marker = answerAbove(facts.locale);
  const text = [marker, title, ...said.flatMap((one) => [one.heading, one.text]), `${open}: ${link}`, how];
  return {
    to,
    subject: `[#${facts.number}] ${preview(facts.subject, 200)}`,
    text: `${text.filter((one) => one !== '').join('\n\n')}\n`,
    html: htmlOf({ marker, title, said, open, link, how }),
    // All mails about a ticket stand together in the agent's mail program.
    references: [`<ticket.${facts.ticketUuid}@atende.invalid>`],
  };
}

/** A customer's words without what they quote; of a failed reply only what the other server said. */
function textOf({ type, text, error, reason }: News, locale: MailFacts['locale']): string {
  if (type === 'ticket.solve_refused') return lackOf(reason, locale);
  if (type.startsWith('delivery.')) return error ?? '';
  const said = newPartOf(text ?? '');
  return type === 'ticket.assigned' ? preview(said, 400) : said.slice(0, longestText);
}

/** A line for each thing that is missing. */
function lackOf(reason: Reason | null, locale: MailFacts['locale']): string {
  const { fields, resolution } = (reason?.values ?? {}) as Partial<SolveLack>;
  const named = (fields ?? []).map((label) => label[locale] ?? label.en ?? '');
  return [...named, ...(resolution ? [letterWords[locale].resolution] : [])].map((line) => `– ${line}`).join('\n');
}

type Shown = { marker: string; title: string; said: Said[]; open: string; link: string; how: string };
type Said = { heading: string; text: string };

function htmlOf({ marker, title, said, open, link, how }: Shown): string {
  return `<!DOCTYPE html><html><head><meta charset="utf-8"></head><body style="${styles.page}">
<p style="${styles.small}">${escaped(marker)}</p>
<p style="font-size:16px"><b>${escaped(title)}</b></p>
${said.map(newsOf).join('\n')}
<p><a href="${escaped(link)}">${escaped(open)}</a></p>
<p style="${styles.small}">${escaped(how)}</p></body></html>`;
}

function newsOf({ heading, text }: Said): string {
  const words = text === '' ? '' : `<div style="${styles.said}">${escaped(text)}</div>`;
  return `<p><b>${escaped(heading)}</b></p>${words}`;
}

const styles = {
  page: 'font-family:system-ui,sans-serif;font-size:14px;color:#1f2328',
  small: 'color:#656d76;font-size:12px',
  said: 'padding-left:12px;border-left:2px solid #d8dee4',
};

const entities: Record<string, string> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&#39;' };

function escaped(text: string): string {
  return text.replace(/[&<>"']/g, (sign) => entities[sign] ?? sign).replace(/\r\n?|\n/g, '<br>\n');
}
