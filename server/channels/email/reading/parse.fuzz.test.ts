import fc from 'fast-check';
import { expect, test } from 'vitest';
import { AppError } from '../../../../domain/errors.ts';
import { parseMail } from './parse.ts';

/** Mail made from its own grammar: trees of parts in every encoding, with every word in them known. */
type Tree =
  | { kind: 'text'; subtype: 'plain' | 'html'; charset: string; encoding: string; words: string[] }
  | { kind: 'file'; encoding: string; words: string[]; name: string }
  | { kind: 'multi'; subtype: string; parts: Tree[]; isClosed: boolean; preamble: string };

const word = fc
  .tuple(
    fc.constantFrom('pedido', 'ação', 'coração', 'órgão', 'word', 'São'),
    fc.integer({ min: 100_000, max: 999_999 }),
  )
  .map(([start, number]) => `${start}${number}`);
const words = fc.array(word, { minLength: 1, maxLength: 8 });
const charset = fc.constantFrom('utf-8', 'iso-8859-1', 'windows-1252', 'none', 'x-unheard-of');
const encoding = fc.constantFrom('7bit', '8bit', 'base64', 'quoted-printable');

const { tree } = fc.letrec<{ tree: Tree; multi: Tree; text: Tree; file: Tree }>((tie) => ({
  tree: fc.oneof({ depthSize: 'small' }, tie('text'), tie('file'), tie('multi')),
  text: fc.record({
    kind: fc.constant('text' as const),
    subtype: fc.constantFrom('plain' as const, 'html' as const),
    charset,
    encoding,
    words,
  }),
  file: fc.record({
    kind: fc.constant('file' as const),
    encoding,
    words,
    name: fc.oneof(fc.constantFrom('a.pdf', '../x', 'ção.txt', 'a"b.txt', ''), fc.string({ maxLength: 20 })),
  }),
  multi: fc.record({
    kind: fc.constant('multi' as const),
    subtype: fc.constantFrom('mixed', 'alternative', 'related', 'signed', 'parallel', 'nobody-knows'),
    parts: fc.array(tie('tree'), { minLength: 1, maxLength: 4 }),
    isClosed: fc.boolean(),
    preamble: fc.constantFrom('', 'This is a multi-part message.', '--not a boundary'),
  }),
}));

function encode(bytes: Buffer, encoding: string): Buffer {
  if (encoding === 'base64') return Buffer.from(bytes.toString('base64').replace(/.{76}/g, '$&\r\n'));
  if (encoding !== 'quoted-printable') return bytes;
  const escaped = [...bytes].map((byte) => {
    const isPlain = (byte >= 33 && byte <= 126 && byte !== 61) || byte === 32 || byte === 10 || byte === 13;
    return isPlain ? String.fromCharCode(byte) : `=${byte.toString(16).toUpperCase().padStart(2, '0')}`;
  });
  return Buffer.from(escaped.join(''));
}

let boundaries = 0;

function render(part: Tree): Buffer {
  if (part.kind === 'multi') return renderMulti(part);
  const isHtml = part.kind === 'text' && part.subtype === 'html';
  const said = isHtml ? `<p>${part.words.join('</p>\r\n<p>')}</p>` : part.words.join('\r\n');
  const isUtf8 = part.kind === 'file' || part.charset === 'utf-8';
  const bytes = encode(Buffer.from(said, isUtf8 ? 'utf8' : 'latin1'), part.encoding);
  const named = part.kind === 'text' && part.charset !== 'none' ? `; charset=${part.charset}` : '';
  const type = part.kind === 'text' ? `text/${part.subtype}${named}` : 'application/octet-stream';
  const disposition =
    part.kind === 'file' ? `Content-Disposition: attachment; filename="${part.name.replace(/[\r\n"]/g, '')}"\r\n` : '';
  const head = `Content-Type: ${type}\r\nContent-Transfer-Encoding: ${part.encoding}\r\n${disposition}\r\n`;
  return Buffer.concat([Buffer.from(head), bytes]);
}

function renderMulti({ subtype, parts, isClosed, preamble }: Extract<Tree, { kind: 'multi' }>): Buffer {
  boundaries += 1;
  const boundary = `=_b${boundaries}_x`;
  const pieces = parts.flatMap((part) => [Buffer.from(`\r\n--${boundary}\r\n`), render(part)]);
  const head = `Content-Type: multipart/${subtype}; boundary="${boundary}"\r\n\r\n${preamble}`;
  return Buffer.concat([Buffer.from(head), ...pieces, Buffer.from(isClosed ? `\r\n--${boundary}--\r\n` : '\r\n')]);
}

const head =
  'From: Carla <carla@padaria.test>\r\nTo: support@desk.test\r\nSubject: Pedido\r\nMessage-ID: <f@x.test>\r\nMIME-Version: 1.0\r\n';

function leaves(part: Tree): Exclude<Tree, { kind: 'multi' }>[] {
  return part.kind === 'multi' ? part.parts.flatMap(leaves) : [part];
}

function parse(bytes: Uint8Array) {
  return parseMail({ bytes, envelope: {}, receivedAt: new Date(), ownAddresses: [] });
}

test('no word of any part is ever lost, however the parts are put together', async () => {
  const holds = async (made: Tree) => {
    const parsed = await parse(Buffer.concat([Buffer.from(head), render(made)]));
    if (parsed.kind !== 'message') throw new Error(`a ${parsed.kind}`);
    const { text, html, attachments } = parsed.message;
    const files = attachments.map(({ bytes }) => Buffer.from(bytes).toString('utf8'));
    for (const leaf of leaves(made)) {
      const place = leaf.kind === 'file' ? files.join('\n') : `${text}\n${html ?? ''}`;
      for (const one of leaf.words) expect(place).toContain(one);
    }
    expect(attachments).toHaveLength(leaves(made).filter(({ kind }) => kind === 'file').length);
  };
  await fc.assert(fc.asyncProperty(tree, holds), { numRuns: 300 });
}, 120_000);

test('with its bytes cut, doubled and turned over it is still read or refused, and soon', async () => {
  const damage = fc.array(
    fc.record({ at: fc.nat(4000), length: fc.nat(200), how: fc.constantFrom('cut', 'double', 'fill', 'newline') }),
    { maxLength: 8 },
  );
  const holds = async (made: Tree, wounds: { at: number; length: number; how: string }[]) => {
    const bytes = wounds.reduce<Buffer>(hurt, Buffer.concat([Buffer.from(head), render(made)]));
    const startedAt = performance.now();
    const error = await parse(bytes).then(
      () => null,
      (thrown: unknown) => thrown,
    );
    expect(error === null || error instanceof AppError).toBe(true);
    expect(performance.now() - startedAt).toBeLessThan(20_000);
  };
  await fc.assert(fc.asyncProperty(tree, damage, holds), { numRuns: 300 });
}, 120_000);

function hurt(bytes: Buffer, { at, length, how }: { at: number; length: number; how: string }): Buffer {
  const before = bytes.subarray(0, at);
  const within = bytes.subarray(at, at + length);
  const after = bytes.subarray(at + length);
  if (how === 'cut') return Buffer.concat([before, after]);
  if (how === 'double') return Buffer.concat([before, within, within, after]);
  if (how === 'newline') return Buffer.concat([before, Buffer.from('\r\n\r\n'), within, after]);
  return Buffer.concat([before, Buffer.alloc(within.length, 0xff), after]);
}

test('mail made to be expensive is read or refused within seconds', async () => {
  const many = (piece: string, bytes: number) => piece.repeat(Math.ceil(bytes / piece.length));
  const heavy: Record<string, string> = {
    'a long address list': `To: ${many('a@x.test, ', 500_000)}\r\n${head}\r\nT`,
    'open groups': `To: ${many('a:', 200_000)}\r\n${head}\r\nT`,
    'open comments': `To: ${many('(', 500_000)}\r\n${head}\r\nT`,
    'encoded words': `Subject: ${many('=?utf-8?Q?a?= ', 500_000)}\r\n${head}\r\nT`,
    'half an encoded word': `Subject: ${many('=?', 500_000)}\r\n${head}\r\nT`,
    'open references': `References: ${many('<', 500_000)}\r\n${head}\r\nT`,
    'ticket numbers': `Subject: ${many('[#1', 500_000)}\r\n${head}\r\nT`,
    parameters: `${head}Content-Type: text/plain; ${many('a*0*=x; ', 500_000)}\r\n\r\nT`,
    'blank header space': `Subject: ${many(' \t', 500_000)}x\r\n${head}\r\nT`,
    'open tags': `${head}Content-Type: text/html\r\n\r\n${many('<a href="', 2_000_000)}`,
    'open comments in HTML': `${head}Content-Type: text/html\r\n\r\n${many('<!--', 2_000_000)}`,
    tables: `${head}Content-Type: text/html\r\n\r\n${many('<table><tr><td>', 500_000)}`,
    entities: `${head}Content-Type: text/html\r\n\r\n${many('&#x', 2_000_000)}`,
    'flowed lines': `${head}Content-Type: text/plain; format=flowed\r\n\r\n${many('a \r\n', 2_000_000)}`,
    'blank lines': `${head}\r\n${many('\r\n', 3_000_000)}`,
    'spaces before nothing': `${head}\r\n${many(' ', 3_000_000)}`,
    'utf-7 shifts': `${head}Content-Type: text/plain; charset=utf-7\r\n\r\n${many('+', 1_000_000)}`,
    'report fields': `${head}Content-Type: multipart/report; boundary=b\r\n\r\n--b\r\nContent-Type: message/delivery-status\r\n\r\n${many('Action: failed\r\n\r\n', 1_000_000)}--b--`,
  };
  for (const [what, mail] of Object.entries(heavy)) {
    const startedAt = performance.now();
    await parse(Buffer.from(mail)).catch((error: unknown) => expect(error, what).toBeInstanceOf(AppError));
    expect(performance.now() - startedAt, what).toBeLessThan(15_000);
  }
}, 300_000);
