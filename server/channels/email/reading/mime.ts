import PostalMime, { type Email } from 'postal-mime';
import { AppError } from '../../../../domain/errors.ts';
import { unpackTnef } from '../tnef/tnef.ts';
import { linkLocations } from './mime-locations.ts';
import { type Parser, repairNodes, repairPart, type Sorting, wordsOutside } from './mime-repairs.ts';
import { unpackSigned } from './parse-smime.ts';

/**
 * The tree of a mail, by postal-mime, under limits and with the repairs of mime-repairs.ts, which keep words that would
 * be lost. What is a mail inside a part (winmail.dat, signed S/MIME) is unpacked; nothing encrypted is.
 */
export async function readTree(bytes: Uint8Array, depth = 0): Promise<Email> {
  const { parser, sorting } = makeParser();
  const mail = await parser.parse(withLineFeeds(bytes)).catch(refuse);
  if (!mail.text && !mail.html) mail.text = await wordsOutside(parser.root);
  linkLocations(mail, sorting.locations);
  unpackTnef(mail);
  if (depth < limits.wrappings) await unpackSigned(mail, (inner) => readTree(inner, depth + 1));
  if (mail.attachments.length > limits.parts) throw tooManyParts();
  return mail;
}

const limits = { parts: 1000, depth: 100, headerBytes: 1024 * 1024, wrappings: 3 };

const tooManyParts = () =>
  new AppError('invalid', 'mail_too_many_parts', `The mail has more than ${limits.parts} parts.`);

function makeParser(): { parser: Parser; sorting: Sorting } {
  const parser = new PostalMime({
    forceRfc822Attachments: true,
    maxNestingDepth: limits.depth,
    maxHeadersSize: limits.headerBytes,
  }) as unknown as Parser;
  repairNodes(parser);
  const sorting: Sorting = { locations: new Map(), hasWords: false };
  const collect = parser.collectNode.bind(parser);
  let parts = 0;
  parser.collectNode = async (part, alternative, isRelated) => {
    parts += 1;
    if (parts > limits.parts) throw tooManyParts();
    repairPart(part, sorting);
    await collect(part, alternative, isRelated);
  };
  return { parser, sorting };
}

/** The limits of postal-mime, by what it says when one is passed. */
const refusals = [
  { says: /nesting depth/i, code: 'mail_too_deep', sentence: `The mail nests parts deeper than ${limits.depth}.` },
  {
    says: /header size/i,
    code: 'mail_header_too_large',
    sentence: `The headers of the mail are larger than ${limits.headerBytes} bytes.`,
  },
];

function refuse(error: unknown): never {
  if (error instanceof AppError) throw error;
  const said = error instanceof Error ? error.message : 'The mail cannot be read.';
  const { code, sentence } = refusals.find(({ says }) => says.test(said)) ?? {
    code: 'mail_unreadable',
    sentence: said,
  };
  throw new AppError('invalid', code, sentence, { cause: error });
}

const mark = Buffer.from('\ufeff');

/** Mail of very old programs ends its lines with carriage returns alone; that of scripts may begin with a mark of UTF-8. */
function withLineFeeds(bytes: Uint8Array): ArrayBuffer {
  const isMarked = mark.equals(bytes.subarray(0, mark.length));
  const copy = bytes.slice(isMarked ? mark.length : 0);
  if (copy.includes(0x0a)) return copy.buffer;
  return copy.map((byte) => (byte === 0x0d ? 0x0a : byte)).buffer;
}
