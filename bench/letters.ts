import { createHash, randomUUID } from 'node:crypto';
import { makeText, seeded, vocabulary } from './words.ts';

export type Letter = { from: string; subject: string; bytes: Buffer };
/** One size of mail: how one is written, and what stays of it in the database. */
export type LetterKind = {
  make(n: number): Letter;
  keeps(n: number): { text: string; html: string | null };
  hasAttachment: boolean;
};

export const support = 'support@atende.example';
export const senders = 500;

const words = vocabulary('pt');

const phrase = 'que não de para com uma e já desde ontem o pedido';

/** Every second word is one of a dozen that are in every text, the others differ: some 200 different ones in 500. */
function linesOf(n: number, count: number): string[] {
  const random = seeded(n);
  return Array.from({ length: count }, (_, line) => `${line + 1}. ${phrase} ${makeText(random, words, 8).written}.`);
}

const textOf = (n: number, count: number) => [`Pedido ${n}.`, ...linesOf(n, count)].join('\r\n');

/** A few lines of plain text, 2 kB. */
const small: LetterKind = {
  keeps: (n) => ({ text: textOf(n, 14), html: null }),
  hasAttachment: false,
  make(n) {
    const head = ['Content-Type: text/plain; charset=utf-8', 'Content-Transfer-Encoding: 8bit'];
    return letter(n, [...head, '', textOf(n, 14)]);
  },
};

const cell =
  'padding:4px 8px;font-family:Arial,sans-serif;font-size:14px;color:#333333;border-bottom:1px solid #dddddd';

function htmlOf(n: number): string {
  const link = `<a href="https://customers.example/orders/${n}?utm_source=mail" style="color:#0055aa">Pedido ${n}</a>`;
  const rows = linesOf(n, 24).map(
    (line) =>
      `<tr><td style="${cell}" valign="top"><p style="margin:0 0 8px 0"><span class="MsoNormal">${line}</span> ${link}</p></td></tr>`,
  );
  const table = `<table width="600" cellpadding="0" cellspacing="0">${rows.join('\r\n')}</table>`;
  return `<html><head><style>p { margin: 0; }</style></head><body><div dir="ltr"><p>Pedido ${n}.</p>${table}</div></body></html>`;
}

/** 50 kB as an office sends it: the words as text and as HTML, both quoted-printable, and a document that is no other's. */
const office: LetterKind = {
  keeps: (n) => ({ text: textOf(n, 24), html: htmlOf(n) }),
  hasAttachment: true,
  make(n) {
    const [mixed, alternative] = [`m${randomUUID()}`, `a${randomUUID()}`];
    return letter(n, [
      `Content-Type: multipart/mixed; boundary="${mixed}"`,
      '',
      `--${mixed}`,
      `Content-Type: multipart/alternative; boundary="${alternative}"`,
      '',
      `--${alternative}`,
      ...part('text/plain', textOf(n, 24)),
      `--${alternative}`,
      ...part('text/html', htmlOf(n)),
      `--${alternative}--`,
      `--${mixed}`,
      `Content-Type: application/pdf; name="pedido-${n}.pdf"`,
      `Content-Disposition: attachment; filename="pedido-${n}.pdf"`,
      'Content-Transfer-Encoding: base64',
      '',
      noise(n, 25_000).toString('base64').replace(/.{76}/g, '$&\r\n'),
      `--${mixed}--`,
      '',
    ]);
  },
};

export const letterKinds = { small, office };

function letter(n: number, body: string[]): Letter {
  const from = `customer-${n % senders}@customers.example`;
  const subject = `Forno ${n} parado`;
  const head = [
    `From: Customer ${n % senders} <${from}>`,
    `To: Support <${support}>`,
    `Subject: ${subject}`,
    `Message-ID: <bench-${n}-${randomUUID()}@customers.example>`,
    `Date: ${new Date().toUTCString()}`,
    'MIME-Version: 1.0',
  ];
  return { from, subject, bytes: Buffer.from([...head, ...body].join('\r\n')) };
}

function part(type: string, text: string): string[] {
  return [
    `Content-Type: ${type}; charset=utf-8`,
    'Content-Transfer-Encoding: quoted-printable',
    '',
    quotedPrintable(text),
  ];
}

function quotedPrintable(text: string): string {
  // A dot as well: one that came to begin a line would have to be doubled for SMTP.
  const escaped = (byte: number) => `=${byte.toString(16).toUpperCase().padStart(2, '0')}`;
  const one = (line: string) =>
    [...Buffer.from(line)].map((byte) =>
      byte > 126 || byte === 61 || byte === 46 ? escaped(byte) : String.fromCharCode(byte),
    );
  return text
    .split('\r\n')
    .map((line) => softly(one(line)))
    .join('\r\n');
}

function softly(pieces: string[]): string {
  let length = 0;
  let out = '';
  for (const piece of pieces) {
    if (length + piece.length > 75) {
      out += '=\r\n';
      length = 0;
    }
    out += piece;
    length += piece.length;
  }
  return out;
}

/** Bytes that nothing can compress and no other letter has. */
function noise(seed: number, size: number): Buffer {
  const pieces = Array.from({ length: Math.ceil(size / 64) }, (_, nth) =>
    createHash('sha512').update(`${seed} ${nth}`).digest(),
  );
  return Buffer.concat(pieces).subarray(0, size);
}
