import { headerText } from '../../../platform/mail/header-text.ts';
import { addrSpec } from '../../../platform/mail/mail-address.ts';
import type { Fate, InboundMessage, ParsedInbound, RawInbound } from '../../channel.ts';
import { envelopeOf } from '../envelope.ts';
import { plusAddress, splitPlus } from '../message-id.ts';

// Where what cannot be delivered comes back to: `support+b.TOKEN@desk.test` is the envelope sender of one delivery, so a
// bounce finds it however little it says. The token is another one than those people answer to.

const mark = 'b.';
const detail = /^b\.([0-9a-z-]{30,60})$/i;

/** Null where the address would be too long. */
export function returnAddress(address: string, token: string): string | null {
  return plusAddress(address, `${mark}${token}`);
}

/** What a mail that came to a return address is: a bounce, whatever form it has, or a machine's answer. */
export function fromReturnPath(parsed: ParsedInbound, raw: RawInbound): ParsedInbound {
  const token = parsed.kind === 'edit' ? null : returnTokenOf(raw);
  if (token === null || parsed.kind === 'edit') return parsed;
  if (parsed.kind === 'receipt') return { ...parsed, token };
  const { message } = parsed;
  if (isBounce(message, raw)) return { kind: 'receipt', externalId: null, token, fates: [toldBy(message)] };
  const because = message.automatic.because ?? 'return_path';
  return { kind: 'message', message: { ...message, automatic: { is: true, because } } };
}

const named = /^(?:delivered-to|x-original-to|envelope-to|x-envelope-to|to):(.*)$/gim;

function returnTokenOf({ bytes, envelope, ownAddresses }: RawInbound): string | null {
  const own = new Set(ownAddresses.map((one) => one.toLowerCase()));
  const start = Buffer.from(bytes.buffer, bytes.byteOffset, Math.min(bytes.byteLength, 64 * 1024)).toString('latin1');
  const header = (start.split(/\r?\n\r?\n/, 1)[0] ?? '').replace(/\r?\n[ \t]+/g, ' ');
  const written = [...header.matchAll(named)].flatMap(
    ([, value = '']) => value.match(/[^\s<>,;:"()]+@[^\s<>,;:"()]+/g) ?? [],
  );
  for (const address of [...envelopeOf(envelope).to, ...written]) {
    const { base, detail: tag } = splitPlus(address.toLowerCase());
    const token = own.has(base) && tag !== null ? detail.exec(tag)?.[1] : undefined;
    if (token !== undefined) return token;
  }
  return null;
}

const machines = /^(mailer-?daemon|postmaster|mail-?daemon|mdaemon|mail\.?delivery|microsoftexchange[^@]*)@/i;
const failure =
  /undeliver|not (?:be |been )?(?:delivered|deliverable)|deliver(?:y|ing) (?:status|failure|has failed|failed|incomplete|problem)|fail(?:ed|ure) (?:delivery|notice|to deliver)|return(?:ed|ing) (?:mail|message)|returned to sender|(?:user|recipient|address|mailbox)[^.\n]{0,40}(?:unknown|not found|rejected|does(?: not|n.t) exist|unavailable|disabled|full)|no such (?:user|mailbox|recipient)|\b5\d\d[ -]5\.\d\.\d|\b55[0-4]\b|n[ãa]o (?:p[ôo]de ser |foi )?entregue|devolvid|falha (?:na|de) entrega|no (?:se )?(?:pudo|ha podido) (?:ser )?entreg|unzustellbar|nicht zugestellt|non (?:remis|distribu|recapitat|consegnat)|onbestelbaar|niet (?:worden )?(?:afgeleverd|bezorgd)/i;
const onlyLate =
  /delay|warning:|still (?:trying|being retried)|will (?:keep trying|be retried|continue to try)|atras|adiad|verz[öo]ger|retard|vertraag/i;

/** A person's out-of-office answer comes here too; so do reports that a mail is only late. */
function isBounce({ from, subject, text }: InboundMessage, { envelope }: RawInbound): boolean {
  const isMachine = envelopeOf(envelope).from === '' || machines.test(from?.value ?? '');
  const start = text.slice(0, 4_000);
  if (!isMachine || onlyLate.test(subject ?? '') || onlyLate.test(start.slice(0, 600))) return false;
  return failure.test(subject ?? '') || failure.test(start);
}

function toldBy({ subject, text }: InboundMessage): Fate {
  const said = text.split('\n').find((line) => /\b5\d\d[ -]|\b5\.\d{1,3}\.\d{1,3}\b/.test(line)) ?? subject ?? '';
  const [, named] = /<([^<>\s@]+@[^<>\s@]+)>/.exec(text.slice(0, 4_000)) ?? [];
  return {
    state: 'bounced',
    reason: headerText(said, 500),
    address: named === undefined ? null : (addrSpec(named)?.toLowerCase() ?? null),
  };
}
