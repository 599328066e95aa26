import { isUtf8 } from 'node:buffer';
import PostalMime, { type Email } from 'postal-mime';
import { charsetOf, decodeText, isOurOwn } from './charset.ts';
import { base64Decoder, type Decoder, lineDecoder, quotedDecoder, uudecoder } from './mime-decoders.ts';

/**
 * What real mail needs and postal-mime (pinned) does not do: text in another charset than it says, header lines that are
 * not UTF-8, parts nobody can find, words outside the parts. It works on what the library is made of and does not declare.
 */
export type Parser = {
  root: Node;
  boundaries: Boundary[];
  currentNode: Node;
  parse(bytes: ArrayBuffer): Promise<Email>;
  processLine(line: Uint8Array, isFinal: boolean): Promise<void>;
  finalize(): Promise<void>;
  collectNode(part: Node, alternative: unknown, isRelated: boolean): Promise<void>;
};
/** `opens`, ours: the line that begins a part of it. */
type Boundary = { value: Uint8Array; node: Node; opens?: string };
type Field = { parsed: { value: string; params: Record<string, string> } };
export type Node = {
  state: 'header' | 'body' | 'finished';
  headerLines: string[];
  headers: { key: string; value: string }[];
  contentType: Field & { multipart: string | false };
  contentDisposition: Field;
  contentId?: string;
  content: ArrayBuffer | null;
  contentDecoder: Decoder | null;
  childNodes: Node[];
  parentNode?: Node;
  /** Ours: what stands after the last part of a multipart. */
  after?: Decoder;
  setupContentDecoder(encoding: string): void;
  processHeaders(): void;
  feed(line: Uint8Array): void;
  finalizeChildNodes(): Promise<void>;
};

/** The end of a multipart is taken for its end only when nothing follows: some programs write it between parts. */
export function repairNodes(parser: Parser): void {
  const processLine = parser.processLine.bind(parser);
  parser.processLine = async (line, isFinal) => {
    const ended = multipartEndedBy(line, parser.boundaries);
    if (ended === null) return processLine(line, isFinal);
    await ended.finalizeChildNodes();
    parser.currentNode = ended;
    if (isFinal) await parser.finalize();
  };
}

const hyphen = 0x2d;

function multipartEndedBy(line: Uint8Array, boundaries: Parser['boundaries']): Node | null {
  if (line[0] !== hyphen || line[1] !== hyphen || boundaries.length === 0) return null;
  const written = Buffer.from(line.buffer, line.byteOffset, line.byteLength).toString('latin1').trimEnd();
  if (written.length < 5 || !written.endsWith('--')) return null;
  for (let at = boundaries.length - 1; at >= 0; at -= 1) {
    const boundary = boundaries[at] as Boundary;
    boundary.opens ??= `--${Buffer.from(boundary.value).toString('latin1')}`;
    if (written === boundary.opens) return null;
    if (written.length === boundary.opens.length + 2 && written.startsWith(boundary.opens)) return boundary.node;
  }
  return null;
}

function patchNodes(node: Node): void {
  const { processHeaders, feed } = node;
  node.setupContentDecoder = function (encoding) {
    this.contentDecoder = decoderOf(encoding);
  };
  node.processHeaders = function () {
    const words = wordsAmongHeaders(this);
    processHeaders.call(this);
    for (const line of words) this.contentDecoder?.update(new TextEncoder().encode(line));
  };
  node.feed = function (line) {
    const isAfterParts = this.state !== 'header' && this.contentType.multipart !== false && this.childNodes.length > 0;
    if (isAfterParts) {
      this.after ??= lineDecoder();
      this.after.update(line);
    } else feed.call(this, this.state === 'header' ? headerLine(line) : line);
  };
}

function decoderOf(encoding: string): Decoder {
  if (/base64/i.test(encoding)) return base64Decoder();
  if (/quoted-printable/i.test(encoding)) return quotedDecoder();
  return /^(x-)?uue?(ncode)?$/i.test(encoding) ? uudecoder() : lineDecoder();
}

patchNodes(Object.getPrototypeOf((new PostalMime() as unknown as Parser).root));

/** Header lines ought to be ASCII or UTF-8. Those that are neither are read in the charset they look like. */
function headerLine(line: Uint8Array): Uint8Array {
  return isUtf8(line) ? line : new TextEncoder().encode(decodeText(line, charsetOf(line, undefined)));
}

const field = /^([!-9;-~]+[ \t]*:|[ \t])/;

/**
 * Words that begin without the empty line that ought to stand before them, or that only look like headers. Not in a mail
 * that is signed: what stands among its headers is nobody's word.
 */
function wordsAmongHeaders({ headerLines, parentNode, state }: Node): string[] {
  if (parentNode === undefined && headerLines.some((line) => /^dkim-signature[ \t]*:/i.test(line))) return [];
  const known = parentNode === undefined ? ofMails : ofParts;
  if (headerLines.length > 0 && !headerLines.some((line) => known.test(line))) {
    return [...headerLines.splice(0), ...(state === 'header' ? [] : [''])];
  }
  joinContinued(headerLines);
  return headerLines.splice(headerLines.findLastIndex((line) => field.test(line)) + 1);
}

const ofParts = /^content-[a-z-]+[ \t]*:/i;
const ofMails =
  /^(from|to|cc|subject|date|received|message-id|return-path|sender|reply-to|mime-version|x-[a-z0-9-]+|content-[a-z-]+)[ \t]*:/i;

/** A subject, or the parameters of a type, that go on without the space that says so. No other field: it may be signed. */
function joinContinued(lines: string[]): void {
  let goesOn = false;
  for (const [at, line] of lines.entries()) {
    const isWord = !field.test(line);
    if (isWord && goesOn) lines[at] = ` ${line}`;
    goesOn = /^subject[ \t]*:/i.test(line)
      ? hasFieldAfter(lines, at)
      : /^content-(type|disposition)[ \t]*:.*;[ \t]*$/i.test(line) || (goesOn && (isWord || /^[ \t]/.test(line)));
  }
}

/** The last field may be followed by words of the mail. */
const hasFieldAfter = (lines: readonly string[], at: number) =>
  lines.findIndex((line, other) => other > at && field.test(line)) > 0;

/** What stands before and after the parts, for a mail that has no other words; not what says that it has parts. */
export async function wordsOutside({ contentType, content, after }: Node): Promise<string> {
  if (contentType.multipart === false) return '';
  const outside = [content, after === undefined ? null : await after.finalize()];
  const words = outside.map((bytes) => (bytes === null ? '' : textOf(bytes).trim()));
  return words.filter((one) => !/^$|\bmime\b|multi-?part|s\/mime|openpgp/i.test(one)).join('\n\n');
}

function textOf(content: ArrayBuffer): string {
  const bytes = new Uint8Array(content);
  return decodeText(bytes, charsetOf(bytes, undefined));
}

/** What is known while the parts are sorted: ids of pictures named by an address, and whether words were found. */
export type Sorting = { locations: Map<string, string>; hasWords: boolean };

/** Before a part is sorted. */
export function repairPart(part: Node, sorting: Sorting): void {
  repairType(part);
  repairCharset(part);
  repairPlace(part, sorting);
  const { locations } = sorting;
  const location = part.headers.find(({ key }) => key === 'content-location')?.value;
  if (location === undefined || part.contentId !== undefined || !/^image\//.test(part.contentType.parsed.value)) return;
  part.contentId = `<location-${locations.size + 1}@html.invalid>`;
  locations.set(location.replace(/\s+/g, ''), part.contentId.slice(1, -1));
}

const filed = /^text\/(calendar|csv|html|plain|directory|(x-)?vcard|rfc822-headers|x-amp-html|watch-html)$/;

function repairType({ contentType, contentDisposition, content, childNodes, parentNode }: Node): void {
  const { parsed } = contentType;
  const hasLostItsParts = contentType.multipart !== false && childNodes.length === 0 && content !== null;
  const isNamed = parsed.params.name !== undefined || contentDisposition.parsed.params.filename !== undefined;
  const isOddText = parsed.value.startsWith('text/') && !filed.test(parsed.value) && !isNamed;
  // A mail that is nothing but an attached text without a name is that text.
  if (parentNode === undefined && !isNamed) contentDisposition.parsed.value = '';
  if (!hasLostItsParts && parsed.value.includes('/') && (!isOddText || isAlternative(parentNode))) return;
  if (contentType.multipart !== false && !hasLostItsParts) return;
  contentType.multipart = false;
  parsed.value = 'text/plain';
}

/** A text that has a name and comes after words of the mail is a file, as every mail program shows it. */
function repairPlace({ contentType, contentDisposition, content, parentNode }: Node, sorting: Sorting): void {
  const isShown =
    /^text\/(plain|html)$/.test(contentType.parsed.value) && contentDisposition.parsed.value !== 'attachment';
  if (!isShown || content === null || content.byteLength === 0) return;
  const isFile = contentDisposition.parsed.params.filename !== undefined && !isAlternative(parentNode);
  if (isFile && sorting.hasWords) contentDisposition.parsed.value = 'attachment';
  sorting.hasWords = true;
}

const isAlternative = (node: Node | undefined) => node?.contentType.multipart === 'alternative';

function repairCharset(part: Node): void {
  const { parsed } = part.contentType;
  if (!/^text\/(plain|html)$/.test(parsed.value) || part.content === null) return;
  const bytes = new Uint8Array(part.content);
  const declared = parsed.params.charset ?? (parsed.value === 'text/html' ? metaCharset(bytes) : undefined);
  const charset = charsetOf(bytes, declared);
  parsed.params.charset = isOurOwn(charset) ? 'utf-8' : charset;
  if (isOurOwn(charset)) part.content = new TextEncoder().encode(decodeText(bytes, charset)).buffer;
}

function metaCharset(bytes: Uint8Array): string | undefined {
  const head = Buffer.from(bytes.buffer, bytes.byteOffset, Math.min(bytes.byteLength, 2048)).toString('latin1');
  return /<meta[^>]{0,200}charset=["']?([\w:.-]{2,40})/i.exec(head)?.[1];
}
