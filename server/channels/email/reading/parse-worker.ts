import type { Transferable } from 'node:worker_threads';
import type { Email } from 'postal-mime';
import type { InboundMessage, ParsedInbound, Person, Verdict } from '../../channel.ts';
import { envelopeOf, type MailEnvelope } from '../envelope.ts';
import { listed } from '../listed.ts';
import { messageIdsIn } from '../message-id.ts';
import { trustedFindings, withFindings } from '../sender/authentication-results.ts';
import { dnsLookup, type Zone, zoneLookup } from '../sender/lookup.ts';
import { verdictOf } from '../sender/verdict.ts';
import { attachmentsOf } from './attachments.ts';
import { automaticBecause } from './automatic.ts';
import { bodiesOf } from './bodies.ts';
import { type Headers, headersOf } from './headers.ts';
import { hintsOf } from './hints.ts';
import { readTree } from './mime.ts';
import { sentAtOf } from './parse-date.ts';
import { peopleIn, personOf, sendersIn } from './people.ts';
import { freeTextBounce, type Report, receiptOf, reportIn } from './report.ts';

/** Runs in a worker thread (see parse.ts). From bytes to what was said, by whom, and what may tell the ticket. */

export type ParseInput = {
  bytes: Uint8Array;
  envelope: Record<string, unknown>;
  receivedAt: Date;
  ownAddresses: readonly string[];
  settings?: Record<string, unknown>;
  /** Tests answer for DNS. */
  zone?: Zone;
};
type Mail = {
  tree: Email;
  headers: Headers;
  envelope: MailEnvelope;
  report: Report | null;
  ownAddresses: ReadonlySet<string>;
};

export async function run(input: ParseInput): Promise<{ output: ParsedInbound; transfer: Transferable[] }> {
  const tree = await readTree(input.bytes);
  const headers = headersOf(tree.headers);
  const ownAddresses = new Set(input.ownAddresses.map((address) => address.toLowerCase()));
  const report = reportIn(tree, headers);
  const mail: Mail = { tree, headers, envelope: envelopeOf(input.envelope), report, ownAddresses };

  const receipt = report ? receiptOf(report, headers) : null;
  if (receipt) return { output: receipt, transfer: [] };
  const message = await messageOf(mail, input);
  const bounce = freeTextBounce({
    from: message.from?.value ?? null,
    subject: message.subject ?? '',
    text: message.text,
    failed: peopleIn(headers.all('x-failed-recipients')).map(({ value }) => value),
  });
  if (bounce) return { output: bounce, transfer: [] };
  return { output: { kind: 'message', message }, transfer: buffersOf(message) };
}

async function messageOf(mail: Mail, input: ParseInput): Promise<InboundMessage> {
  const { tree, headers, envelope, report, ownAddresses } = mail;
  const { senders, isClear } = sendersIn(headers.all('from'));
  const from = senderOf(senders, mail);
  const subject = headers.text('subject');
  const to = peopleIn(headers.all('to'));
  const cc = peopleIn(headers.all('cc'));
  const because = automaticBecause({
    headers,
    from: from?.value ?? null,
    subject,
    mailFrom: envelope.from,
    isReport: report !== null,
    ownAddresses,
  });
  const { text, html, files } = bodiesOf(tree);
  const hints = hintsOf({ headers, recipients: [...to, ...cc, ...deliveredTo(mail)], subject, ownAddresses });
  return {
    from,
    replyTo: replyToOf(headers, from),
    to,
    cc,
    subject,
    text,
    html,
    attachments: [...attachmentsOf(tree), ...files],
    externalId: messageIdsIn(headers.first('message-id') ?? '')[0] ?? null,
    sentAt: sentAtOf(headers.first('date'), input.receivedAt),
    language: languageOf(headers),
    verdict: await verdictFor(mail, { input, senders, isClear }),
    automatic: { is: because !== null, because },
    hints: { ...hints, references: [...new Set([...hints.references, ...(report?.originalIds ?? [])])] },
  };
}

/** From, or failing that who else sent it: a request without From is still somebody's. Reply-To identifies nobody. */
function senderOf(senders: readonly Person[], { headers, envelope }: Mail): Person | null {
  return senders[0] ?? peopleIn(headers.all('sender'))[0] ?? personOf(envelope.from ?? undefined);
}

function replyToOf(headers: Headers, from: Person | null): Person | null {
  const [first] = peopleIn(headers.all('reply-to'));
  return first && first.value !== from?.value ? first : null;
}

/** Addresses the mail was brought to, whether or not the sender wrote them into To: what servers on the way noted. */
function deliveredTo({ headers, envelope }: Mail): Person[] {
  const noted = ['delivered-to', 'x-original-to', 'envelope-to', 'x-envelope-to'].flatMap((name) => headers.all(name));
  return peopleIn([...noted, ...envelope.to]);
}

type Asked = { input: ParseInput; senders: readonly Person[]; isClear: boolean };

async function verdictFor(mail: Mail, more: Asked): Promise<Verdict> {
  const { headers, envelope } = mail;
  const own = await ownVerdict(mail, more);
  // At our own door we saw ourselves who delivered it; what a field of the mail says of that is not asked.
  const anchor = more.input.settings?.trustedServers;
  if (envelope.remoteAddress !== null || typeof anchor !== 'string') return own;
  const found = trustedFindings(headers.all('authentication-results'), listed(anchor));
  return withFindings(own, found, more.senders[0]?.value);
}

function ownVerdict(mail: Mail, more: Asked) {
  const { headers, envelope, ownAddresses } = mail;
  const { input } = more;
  const sealers = input.settings?.trustedSealers;
  return verdictOf(
    {
      bytes: input.bytes,
      senders: more.senders.map(({ value }) => value),
      isClear: more.isClear,
      isSigned: headers.first('dkim-signature') !== null,
      isSealed: headers.first('arc-seal') !== null,
      mailFrom: envelope.from,
      remoteAddress: envelope.remoteAddress,
      helo: envelope.helo,
      ownAddresses,
      trustedSealers: listed(typeof sealers === 'string' ? sealers : ''),
    },
    input.zone === undefined ? dnsLookup() : zoneLookup(input.zone),
  );
}

function languageOf(headers: Headers): string | null {
  const tag = /^[a-z]{2,3}(-[a-z0-9]{2,8}){0,2}$/i.exec(
    (headers.first('content-language') ?? '').split(',')[0]?.trim() ?? '',
  );
  return tag === null ? null : tag[0];
}

function buffersOf({ attachments }: InboundMessage): ArrayBuffer[] {
  const whole = attachments.filter(({ bytes }) => bytes.byteLength === bytes.buffer.byteLength);
  return [...new Set(whole.map(({ bytes }) => bytes.buffer as ArrayBuffer))];
}
