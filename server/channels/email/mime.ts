import { isUtf8 } from 'node:buffer';
import PostalMime, { type Email } from 'postal-mime';
import { AppError } from '../../../domain/errors.ts';
import { charsetOf, decodeText } from './charset.ts';
import { headerEnd } from './content-key.ts';

/**
 * The tree of a mail, by postal-mime, under limits. Three repairs keep words that would be lost: text in another charset
 * than it says, header lines that are not UTF-8, and a multipart whose parts cannot be found.
 */
export async function readTree(bytes: Uint8Array): Promise<Email> {
  const parser = new PostalMime({
    forceRfc822Attachments: true,
    maxNestingDepth: limits.depth,
    maxHeadersSize: limits.headerBytes,
  }) as unknown as Parser;
  repairParts(parser);
  return parser.parse(repairHeader(bytes)).catch((error: unknown) => {
    if (error instanceof AppError) throw error;
    const sentence = error instanceof Error ? error.message : 'The mail cannot be read.';
    throw new AppError('invalid', 'mail_unreadable', sentence, { cause: error });
  });
}

const limits = { parts: 1000, depth: 100, headerBytes: 1024 * 1024 };

/** What postal-mime (pinned) is made of and does not declare: a part, and the method that sorts each one. */
type Part = {
  contentType: { parsed: { value: string; params: Record<string, string> }; multipart: string | false };
  contentDisposition: { parsed: { value: string; params: Record<string, string> } };
  content: ArrayBuffer | null;
  childNodes: Part[];
  parentNode?: Part;
};
type Decoder = { update(line: Uint8Array): void; finalize(): Promise<ArrayBuffer> };
type Node = { setupContentDecoder(encoding: string): void; contentDecoder: Decoder };
type Parser = {
  root: object;
  parse(bytes: ArrayBuffer): Promise<Email>;
  collectNode(part: Part, alternative: unknown, isRelated: boolean): Promise<void>;
};

function repairParts(parser: Parser): void {
  const collect = parser.collectNode.bind(parser);
  let parts = 0;
  parser.collectNode = async (part, alternative, isRelated) => {
    parts += 1;
    if (parts > limits.parts) {
      throw new AppError('invalid', 'mail_too_many_parts', `The mail has more than ${limits.parts} parts.`);
    }
    repairType(part);
    repairCharset(part);
    await collect(part, alternative, isRelated);
  };
}

/**
 * postal-mime keeps an unencoded body as a Blob of one piece per line, which Node reads back in quadratic time: 30 s for
 * 3 MB of empty lines, killed and parked. One buffer does it in 50 ms.
 */
function repairPlainBodies(node: Node): void {
  const setup = node.setupContentDecoder;
  node.setupContentDecoder = function (this: Node, encoding) {
    if (/base64|quoted-printable/i.test(encoding)) setup.call(this, encoding);
    else this.contentDecoder = lineDecoder();
  };
}

function lineDecoder(): Decoder {
  let body = new Uint8Array(4096);
  let size = 0;
  return {
    update(line) {
      const end = size + line.byteLength + 1;
      if (end > body.byteLength) {
        const grown = new Uint8Array(Math.max(end, body.byteLength * 2));
        grown.set(body.subarray(0, size));
        body = grown;
      }
      body.set(line, size);
      body[end - 1] = 0x0a;
      size = end;
    },
    finalize: async () => body.slice(0, size).buffer,
  };
}

repairPlainBodies(Object.getPrototypeOf((new PostalMime() as unknown as Parser).root));

const filed = /^text\/(calendar|csv|html|plain|directory|(x-)?vcard|rfc822-headers|x-amp-html|watch-html)$/;

function repairType({ contentType, contentDisposition, content, childNodes, parentNode }: Part): void {
  const { parsed } = contentType;
  const hasLostItsParts = contentType.multipart !== false && childNodes.length === 0 && content !== null;
  const isNamed = parsed.params.name !== undefined || contentDisposition.parsed.params.filename !== undefined;
  const isOddText = parsed.value.startsWith('text/') && !filed.test(parsed.value) && !isNamed;
  const isAlternative = parentNode?.contentType.multipart === 'alternative';
  if (!hasLostItsParts && parsed.value.includes('/') && (!isOddText || isAlternative)) return;
  if (contentType.multipart !== false && !hasLostItsParts) return;
  contentType.multipart = false;
  parsed.value = 'text/plain';
}

function repairCharset(part: Part): void {
  const { parsed } = part.contentType;
  if (!/^text\/(plain|html)$/.test(parsed.value) || part.content === null) return;
  const bytes = new Uint8Array(part.content);
  const declared = parsed.params.charset ?? (parsed.value === 'text/html' ? metaCharset(bytes) : undefined);
  const charset = charsetOf(bytes, declared);
  parsed.params.charset = charset === 'utf-7' ? 'utf-8' : charset;
  if (charset === 'utf-7') part.content = new TextEncoder().encode(decodeText(bytes, charset)).buffer;
}

function metaCharset(bytes: Uint8Array): string | undefined {
  const head = Buffer.from(bytes.buffer, bytes.byteOffset, Math.min(bytes.byteLength, 2048)).toString('latin1');
  return /<meta[^>]{0,200}charset=["']?([\w:.-]{2,40})/i.exec(head)?.[1];
}

/** Header lines ought to be ASCII or UTF-8. Those that are neither are read in the charset they look like. */
function repairHeader(bytes: Uint8Array): ArrayBuffer {
  const end = headerEnd(bytes);
  const header = bytes.subarray(0, end);
  if (isUtf8(header)) return bytes.slice().buffer;
  const lines = Buffer.from(header)
    .toString('latin1')
    .split('\n')
    .map((line) => Buffer.from(line, 'latin1'));
  const mended = lines.map((line) =>
    isUtf8(line) ? line.toString('utf8') : decodeText(line, charsetOf(line, undefined)),
  );
  return new Uint8Array(Buffer.concat([Buffer.from(mended.join('\n'), 'utf8'), bytes.subarray(end)])).buffer;
}
