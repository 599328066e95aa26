import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { AppError } from '../../../../domain/errors.ts';
import { parseMail } from './parse.ts';

/** Valid mails, changed in ways that real programs and servers change them, with one sentence that must come through. */

const receivedAt = new Date('2026-11-02T14:00:00Z');
const parse = (bytes: Uint8Array) =>
  parseMail({ bytes, envelope: {}, receivedAt, ownAddresses: ['support@desk.test'] });

type Leaf = { charset: 'utf-8' | 'iso-8859-1' | 'none'; encoding: string; isHtml: boolean; isAttached: boolean };
type Wrap = { subtype: string; boundary: string; before: string[]; after: string[]; habit: string; preamble: string };
type Mail = { headers: string[]; leaf: Leaf; wraps: Wrap[]; lineEnd: string; number: number };

const sentence = (number: number) => `O pedido ${number} não chegou à padaria.`;

const leaf: fc.Arbitrary<Leaf> = fc.record({
  charset: fc.constantFrom('utf-8', 'iso-8859-1', 'none'),
  encoding: fc.constantFrom('8bit', 'base64', 'quoted-printable', 'BASE64', 'binary', 'x-unheard-of', ''),
  isHtml: fc.boolean(),
  isAttached: fc.boolean(),
});

const other = fc.constantFrom(
  'Content-Type: image/png; name="p.png"\r\nContent-Transfer-Encoding: base64\r\n\r\niVBORw0KGgo=',
  'Content-Type: text/plain; charset=utf-8\r\n\r\nOther words.',
  'Content-Type: text/html\r\n\r\n<p>Other words.</p>',
  'Content-Type: text/calendar; method=REQUEST\r\n\r\nBEGIN:VCALENDAR',
  'Content-Type: message/rfc822\r\n\r\nSubject: inner\r\n\r\nInner words.',
  'Content-Type: application/ms-tnef\r\nContent-Transfer-Encoding: base64\r\n\r\neJ8+IgAA',
  'Content-Type: application/pkcs7-signature\r\nContent-Transfer-Encoding: base64\r\n\r\nMIAGCSqGSIb3DQEHAqCA',
  '\r\n',
);
const boundaryWord = fc.stringMatching(/^[a-zA-Z0-9'+_,.:=?-]{1,30}$/);
const wrap: fc.Arbitrary<Wrap> = fc.record({
  subtype: fc.constantFrom('mixed', 'alternative', 'related', 'signed', 'report-not', 'x-new'),
  boundary: boundaryWord,
  before: fc.array(other, { maxLength: 3 }),
  after: fc.array(other, { maxLength: 3 }),
  habit: fc.constantFrom('closed', 'open', 'ended between parts', 'spaces behind', 'words behind'),
  preamble: fc.constantFrom('', 'This is a multi-part message in MIME format.\r\n', '--not-a-boundary\r\n'),
});

const header = fc.constantFrom(
  'From: Carla <carla@padaria.test>',
  'From: =?utf-8?Q?Jo=C3=A3o?= <joao@padaria.test>',
  'from:carla@padaria.test',
  'To: support@desk.test',
  'TO: a@x.test, group: b@x.test;',
  'Subject: Pedido',
  'Subject: =?iso-8859-1?Q?a=E7=E3o?=\r\n =?utf-8?B?w6c=?=',
  'Date: Mon, 02 Nov 2026 10:00:00 +0000',
  'Date: yesterday',
  'Message-ID: <a@x.test>',
  'References: <a@x.test>\r\n\t<b@x.test> rubbish <c',
  'In-Reply-To: <a@x.test>',
  'Reply-To: <>',
  'Cc:',
  `X-Long: ${'x'.repeat(2000)}`,
  'X-Raw: a\u00e7\u00e3o \u00ff',
  'MIME-Version: 1.0 (odd)',
  'Content-Language: pt-BR',
  'Received: from a by b; Mon, 02 Nov 2026 10:00:00 +0000',
  'Precedence: first-class',
  'no colon in this one',
);
const mail: fc.Arbitrary<Mail> = fc.record({
  headers: fc.array(header, { minLength: 1, maxLength: 25 }),
  leaf,
  wraps: fc.array(wrap, { maxLength: 5 }),
  lineEnd: fc.constantFrom('\r\n', '\n'),
  number: fc.integer({ min: 100_000, max: 999_999 }),
});

function renderLeaf({ charset, encoding, isHtml, isAttached }: Leaf, said: string): string {
  const bytes = Buffer.from(isHtml ? `<div><p>${said}</p></div>` : said, charset === 'utf-8' ? 'utf8' : 'latin1');
  const type = `text/${isHtml ? 'html' : 'plain'}${charset === 'none' ? '' : `; charset="${charset}"`}`;
  const disposition = isAttached ? 'Content-Disposition: attachment; filename="a.txt"\r\n' : '';
  const written = encoding === '' ? '' : `Content-Transfer-Encoding: ${encoding}\r\n`;
  return `Content-Type: ${type}\r\n${written}${disposition}\r\n${encoded(bytes, encoding.toLowerCase())}`;
}

/** As latin1: one character is one byte until the whole mail is put together. */
function encoded(bytes: Buffer, encoding: string): string {
  if (encoding === 'base64') return bytes.toString('base64');
  if (encoding !== 'quoted-printable') return bytes.toString('latin1');
  return bytes
    .toString('latin1')
    .replace(/[^ -<>-~]/g, (sign) => `=${sign.charCodeAt(0).toString(16).padStart(2, '0')}`);
}

function renderWrap(inner: string, { subtype, boundary, before, after, habit, preamble }: Wrap, depth: number): string {
  const line = `--${boundary}.${depth}`;
  const parts = [...before, inner, ...after];
  const behind = habit === 'spaces behind' ? ' \t' : '';
  const between = habit === 'ended between parts' ? `\r\n${line}--\r\n` : '';
  const body = parts.map((part) => `\r\n${line}${behind}\r\n${part}`).join(between);
  const end = habit === 'open' ? '\r\n' : `\r\n${line}--${behind}\r\n${habit === 'words behind' ? 'epilogue\r\n' : ''}`;
  return `Content-Type: multipart/${subtype}; boundary="${boundary}.${depth}"\r\n\r\n${preamble}${body}${end}`;
}

function render({ headers, leaf: made, wraps, lineEnd, number }: Mail): Buffer {
  const body = wraps.reduce((inner, one, depth) => renderWrap(inner, one, depth), renderLeaf(made, sentence(number)));
  return Buffer.from(`${headers.join('\r\n')}\r\n${body}`.replaceAll('\r\n', lineEnd), 'latin1');
}

const runs = { numRuns: 400 };

describe('a valid mail, however it is put together', () => {
  test('never loses a sentence', async () => {
    const holds = async (made: Mail) => {
      const parsed = await parse(render(made));
      if (parsed.kind !== 'message') throw new Error(`a ${parsed.kind}`);
      const { text, html, attachments } = parsed.message;
      const files = attachments.flatMap(({ bytes }) =>
        ['utf8', 'latin1'].map((as) => Buffer.from(bytes).toString(as as 'utf8')),
      );
      expect([text, html ?? '', ...files].join('\n')).toContain(sentence(made.number));
      const isShown = !made.leaf.isAttached;
      if (isShown) expect(`${text}\n${html ?? ''}`).toContain(sentence(made.number));
    };
    await fc.assert(fc.asyncProperty(mail, holds), runs);
  }, 120_000);

  test('is read the same twice', async () => {
    const holds = async (made: Mail) => {
      const bytes = render(made);
      expect(await parse(bytes)).toEqual(await parse(bytes));
    };
    await fc.assert(fc.asyncProperty(mail, holds), { numRuns: 100 });
  }, 120_000);
});

const folder = join(import.meta.dirname, 'fixtures');
const seeds = readdirSync(folder)
  .filter((name) => name.endsWith('.eml'))
  .map((name) => readFileSync(join(folder, name)).toString('latin1'))
  .filter((seed) => seed.length < 20_000);

/** What happens to mails on their way, on lines, so that most of what comes out is still a mail. */
type Wound = { how: (typeof wounds)[number]; at: number; to: number; sign: number };
const wounds = [
  'swap',
  'double',
  'delete',
  'cut',
  'byte',
  'boundary',
  'encoding',
  'join',
  'split',
  'nest',
  'splice',
] as const;
const wound: fc.Arbitrary<Wound> = fc.record({
  how: fc.constantFrom(...wounds),
  at: fc.nat(1000),
  to: fc.nat(1000),
  sign: fc.nat(255),
});

const encodings = ['base64', 'quoted-printable', '7bit', 'x-uuencode', 'binary', ''];

function hurt(mailText: string, { how, at: first, to: second, sign }: Wound): string {
  const lines = mailText.split('\n');
  const at = first % lines.length;
  const to = second % lines.length;
  const line = lines[at] ?? '';
  if (how === 'swap') [lines[at], lines[to]] = [lines[to] ?? '', line];
  if (how === 'double') lines.splice(to, 0, line);
  if (how === 'delete') lines.splice(at, 1);
  if (how === 'cut') return lines.slice(0, at + 1).join('\n');
  if (how === 'byte') lines[at] = `${line.slice(0, to)}${String.fromCharCode(sign)}${line.slice(to)}`;
  if (how === 'boundary') return mailText.replace(/boundary="?[^";\r\n]+/i, `boundary="b${sign}`);
  if (how === 'encoding')
    return mailText.replace(/(transfer-encoding: )\S*/i, `$1${encodings[sign % encodings.length]}`);
  if (how === 'join') lines.splice(at, 2, `${line}${lines[at + 1] ?? ''}`);
  if (how === 'split') lines.splice(at, 1, line.slice(0, sign), line.slice(sign));
  if (how === 'nest') return `Content-Type: multipart/mixed; boundary="n${sign}"\r\n\r\n--n${sign}\r\n${mailText}`;
  if (how === 'splice')
    return [...lines.slice(0, at), ...(seeds[sign % seeds.length] ?? '').split('\n').slice(to)].join('\n');
  return lines.join('\n');
}

test('any nasty mail, hurt in any way, is read or refused with a reason, and the same way twice', async () => {
  const holds = async (seed: string, hurts: Wound[]) => {
    const bytes = Buffer.from(hurts.reduce(hurt, seed), 'latin1');
    const once = await parse(bytes).catch((error: unknown) => error);
    if (once instanceof Error) expect(once).toBeInstanceOf(AppError);
    else expect(['message', 'receipt']).toContain((once as { kind: string }).kind);
    expect(await parse(bytes).catch((error: unknown) => error)).toEqual(once);
  };
  const hurts = fc.array(wound, { minLength: 1, maxLength: 12 });
  await fc.assert(fc.asyncProperty(fc.constantFrom(...seeds), hurts, holds), { numRuns: 600 });
}, 180_000);
