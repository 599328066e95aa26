import { decodeWords } from 'postal-mime';
import type { InboundMessage, Person } from '../../channel.ts';
import { messageIdsIn, splitPlus } from '../message-id.ts';
import type { Headers } from './headers.ts';

const most = 200;

/** What may tell the ticket. Tokens count only at addresses of our own: `anybody+word@elsewhere` says nothing about us. */
export function hintsOf(mail: {
  headers: Headers;
  recipients: readonly Person[];
  subject: string | null;
  ownAddresses: ReadonlySet<string>;
}): InboundMessage['hints'] {
  const tokens = mail.recipients.flatMap(({ value }) => {
    const { base, detail } = splitPlus(value);
    return detail && mail.ownAddresses.has(base) ? [detail] : [];
  });
  const named = ['references', 'in-reply-to'].flatMap((name) =>
    mail.headers.all(name).flatMap((value) => messageIdsIn(decodeWords(value))),
  );
  const references = [...new Set(named.reverse())].reverse();
  return {
    tokens: [...new Set(tokens)].slice(0, most),
    references: references.length > most ? [references[0] ?? '', ...references.slice(1 - most)] : references,
    ticketNumbers: ticketNumbersIn(mail.subject ?? ''),
  };
}

function ticketNumbersIn(subject: string): number[] {
  const numbers = [...subject.matchAll(/\[#(\d{1,15})\]/g)].map(([, digits]) => Number(digits));
  return [...new Set(numbers)].filter((number) => number > 0).slice(0, 10);
}
