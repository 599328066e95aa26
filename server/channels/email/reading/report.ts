import type { Email } from 'postal-mime';
import { headerText } from '../../../platform/mail/header-text.ts';
import { addrSpec } from '../../../platform/mail/mail-address.ts';
import type { Fate, ParsedInbound } from '../../channel.ts';
import { messageIdsIn, ourMessageIds } from '../message-id.ts';
import type { Headers } from './headers.ts';
import { peopleIn } from './people.ts';

export type Receipt = Extract<ParsedInbound, { kind: 'receipt' }>;

/** A machine's report about a mail (RFC 3464, RFC 8098): its fields, and which mail it is about. */
export type Report = { fields: Map<string, string>[]; originalIds: string[] };

export function reportIn(mail: Email, headers: Headers): Report | null {
  const status = mail.attachments.find(({ mimeType }) => statusParts.has(mimeType));
  const isReport = /^\s*multipart\/report\b/i.test(headers.first('content-type') ?? '');
  // Whoever asks what a report means attaches it to words of their own.
  if (!isReport && !(status && isDaemon(peopleIn(headers.all('from'))[0]?.value))) return null;
  const fields = status ? fieldGroups(textOf(status.content)) : [];
  const named = fields.flatMap((group) => messageIdsIn(group.get('original-message-id') ?? ''));
  const returned = mail.attachments.filter(({ mimeType }) => returnedParts.has(mimeType));
  const inReturned = returned.flatMap(({ content }) => messageIdOfHeader(textOf(content)));
  return { fields, originalIds: [...new Set([...named, ...inReturned])] };
}

const statusParts = new Set([
  'message/delivery-status',
  'message/global-delivery-status',
  'message/disposition-notification',
]);
const returnedParts = new Set(['message/rfc822', 'message/global', 'text/rfc822-headers', 'message/rfc822-headers']);

/** What a report says about a mail of ours, or null when it says nothing final: then it is filed as a message. */
export function receiptOf(report: Report, headers: Headers): Receipt | null {
  const externalId = report.originalIds[0] ?? messageIdsIn(headers.first('in-reply-to') ?? '')[0];
  if (externalId === undefined) return null;
  const fates = report.fields.slice(0, mostGroups).flatMap(fateOf);
  const worstFirst = fates.toSorted(
    (one, other) => Number(other.state === 'bounced') - Number(one.state === 'bounced'),
  );
  return fates.length === 0 ? null : { kind: 'receipt', externalId, fates: worstFirst };
}

const mostGroups = 200;

/** A report names each recipient in a group of fields of its own (RFC 3464, 2.3); of one whose mail is only late it says nothing yet. */
function fateOf(group: Map<string, string>): Fate[] {
  const action = group.get('action') ?? '';
  const address = addressOf(group);
  if (/^failed/i.test(action)) return [{ state: 'bounced', reason: reasonOf(group), address }];
  if (/^(delivered|relayed|expanded)/i.test(action)) return [{ state: 'delivered', reason: reasonOf(group), address }];
  return /displayed/i.test(group.get('disposition') ?? '') ? [{ state: 'read', reason: '', address }] : [];
}

/** Bounces of servers that never heard of RFC 3464: a mailer-daemon that speaks of failure and quotes our Message-ID. */
export function freeTextBounce(mail: FreeText): Receipt | null {
  if (!isDaemon(mail.from)) return null;
  if (!failureWords.test(mail.subject)) return null;
  const [externalId] = ourMessageIds(mail.text);
  if (externalId === undefined) return null;
  const line =
    mail.text.split('\n').find((one) => /\b[45]\d\d[ -]|\b[45]\.\d{1,3}\.\d{1,3}\b/.test(one)) ?? mail.subject;
  return {
    kind: 'receipt',
    externalId,
    fates: fatesToldOf(mail, headerText(line, 500)),
  };
}

function fatesToldOf({ failed, text }: FreeText, reason: string): Fate[] {
  const named: (string | null)[] = failed.length > 0 ? failed.slice(0, mostGroups) : [addressIn(text)];
  return named.map((address) => ({ state: 'bounced', reason, address }));
}

/** `failed`: whom the mail says it did not reach, in a header. */
type FreeText = { from: string | null; subject: string; text: string; failed: readonly string[] };

const isDaemon = (address: string | null | undefined) =>
  /^(mailer-daemon|postmaster|mail-daemon|mdaemon)@/.test(address ?? '');

/** The first address in brackets that is no Message-ID of ours. */
function addressIn(text: string): string | null {
  const ids = new Set(ourMessageIds(text));
  for (const [whole, address] of text.matchAll(/<([^<>\s@]+@[^<>\s@]+)>/g)) {
    if (!ids.has(whole)) return addrSpec(address ?? '')?.toLowerCase() ?? null;
  }
  return null;
}

const failureWords =
  /undeliver|not be delivered|delivery (status|failure|has failed|incomplete)|failure notice|returned mail|mail delivery|n[ãa]o (p[ôo]de ser )?entregue|devolvid|falha na entrega/i;

function fieldGroups(text: string): Map<string, string>[] {
  return text.split(/\r?\n\r?\n/).map((block) => {
    const lines = block.replace(/\r?\n[ \t]+/g, ' ').split(/\r?\n/);
    return new Map(lines.filter((line) => line.includes(':')).map((line) => fieldOf(line)));
  });
}

function fieldOf(line: string): [string, string] {
  const colon = line.indexOf(':');
  return [line.slice(0, colon).trim().toLowerCase(), line.slice(colon + 1).trim()];
}

function messageIdOfHeader(text: string): string[] {
  const header = text.split(/\r?\n\r?\n/, 1)[0]?.replace(/\r?\n[ \t]+/g, ' ') ?? '';
  const line = header.split(/\r?\n/).find((one) => /^message-id\s*:/i.test(one));
  return line === undefined ? [] : messageIdsIn(line.slice(line.indexOf(':') + 1));
}

function reasonOf(group: Map<string, string>): string {
  const diagnostic = (group.get('diagnostic-code') ?? '').replace(/^[\w-]+\s*;\s*/, '');
  return headerText([group.get('status'), diagnostic].filter(Boolean).join(' '), 500);
}

function addressOf(group: Map<string, string>): string | null {
  const field = group.get('final-recipient') ?? group.get('original-recipient') ?? '';
  return (
    addrSpec(
      field
        .slice(field.indexOf(';') + 1)
        .trim()
        .replace(/^<|>$/g, ''),
    )?.toLowerCase() ?? null
  );
}

function textOf(content: ArrayBuffer | Uint8Array | string): string {
  return typeof content === 'string'
    ? content
    : Buffer.from(new Uint8Array(content).subarray(0, 256 * 1024)).toString('utf8');
}
