import { charsetOfCodepage } from './tnef-codepage.ts';

/**
 * The words of RTF, or the HTML that Outlook wrapped in it (`\fromhtml`, MS-OXRTFEX). Formatting is left out: whoever
 * needs it has the mail as it came.
 */
export function readRtf(bytes: Uint8Array): { html: string | null; text: string } {
  const rtf = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString('latin1');
  if (!rtf.startsWith('{\\rtf')) throw new RangeError('This is not RTF.');
  const reader: Reader = { rtf, at: 0, groups: [], now: { ...first }, fonts: new Map(), skip: 0, out: makeOut() };
  while (reader.at < rtf.length) readPiece(reader);
  const said = reader.out.end();
  return reader.isHtml === true ? { html: said, text: '' } : { html: null, text: said.trim() };
}

type Group = {
  /** What stands in it is not said: fonts, colours, pictures, and what `\*` marks for those who know it. */
  isSkipped: boolean;
  isFonts: boolean;
  /** HTML as it was written, and the RTF that stands for it. */
  isTag: boolean;
  isRtfOnly: boolean;
  isStarred: boolean;
  unicodeSkip: number;
  font: number;
};
type Reader = {
  rtf: string;
  at: number;
  groups: Group[];
  now: Group;
  isHtml?: boolean;
  fonts: Map<number, string>;
  codepage?: number;
  /** Characters still to pass over: they repeat a Unicode one for old programs. */
  skip: number;
  out: ReturnType<typeof makeOut>;
};

const first: Group = {
  isSkipped: false,
  isFonts: false,
  isTag: false,
  isRtfOnly: false,
  isStarred: false,
  unicodeSkip: 1,
  font: -1,
};
const deepest = 1000;

function readPiece(reader: Reader): void {
  const sign = reader.rtf[reader.at];
  if (sign === '{') open(reader);
  else if (sign === '}') close(reader);
  else if (sign === '\\') control(reader);
  else {
    reader.at += 1;
    if (sign !== '\r' && sign !== '\n') say(reader, sign as string);
  }
}

function open(reader: Reader): void {
  if (reader.groups.length >= deepest) throw new RangeError('The text is nested too deeply.');
  reader.groups.push(reader.now);
  reader.now = { ...reader.now, isStarred: false };
  reader.at += 1;
  reader.skip = 0;
}

function close(reader: Reader): void {
  reader.now = reader.groups.pop() ?? { ...first };
  reader.at += 1;
  reader.skip = 0;
}

const word = /\\([a-z]{1,32})(-?\d{1,9})? ?/iy;

function control(reader: Reader): void {
  word.lastIndex = reader.at;
  const found = word.exec(reader.rtf);
  if (found === null) {
    symbol(reader);
    return;
  }
  reader.at = word.lastIndex;
  const [, name = '', digits] = found;
  const value = digits === undefined ? null : Number(digits);
  if (reader.now.isStarred && name !== 'htmltag') reader.now.isSkipped = true;
  reader.now.isStarred = false;
  const said = spoken.get(name);
  if (said !== undefined) say(reader, said);
  else if (skipped.has(name)) reader.now.isSkipped = true;
  else words.get(name)?.(reader, value);
}

function symbol(reader: Reader): void {
  const sign = reader.rtf[reader.at + 1] ?? '';
  const byte = sign === "'" ? Number.parseInt(reader.rtf.slice(reader.at + 2, reader.at + 4), 16) : Number.NaN;
  reader.at += byte >= 0 ? 4 : 2;
  const said = byte >= 0 ? String.fromCharCode(byte) : symbols.get(sign);
  if (sign === '*') reader.now.isStarred = true;
  if (said !== undefined) say(reader, said);
}

/** Each a byte of every charset that RTF is written in. */
const symbols = new Map([
  ['\\', '\\'],
  ['{', '{'],
  ['}', '}'],
  ['_', '-'],
  ['~', ' '],
  ['\r', '\n'],
  ['\n', '\n'],
]);
const spoken = new Map([
  ...['par', 'line', 'sect', 'page', 'row'].map((name) => [name, '\n'] as const),
  ...['tab', 'cell'].map((name) => [name, '\t'] as const),
]);
const unicode = new Map([
  ['lquote', '‘'],
  ['rquote', '’'],
  ['ldblquote', '“'],
  ['rdblquote', '”'],
  ['bullet', '•'],
  ['endash', '–'],
  ['emdash', '—'],
]);
const skipped = new Set(
  'colortbl stylesheet info pict objdata themedata datastore listtable listoverridetable rsidtbl generator filetbl'.split(
    ' ',
  ),
);

const words = new Map<string, (reader: Reader, value: number | null) => void>([
  [
    'fromhtml',
    (reader, value) => {
      reader.isHtml = value !== 0;
    },
  ],
  [
    'htmltag',
    ({ now }) => {
      now.isTag = true;
    },
  ],
  [
    'htmlrtf',
    ({ now }, value) => {
      now.isRtfOnly = value !== 0;
    },
  ],
  [
    'ansicpg',
    (reader, value) => {
      reader.codepage = value ?? 1252;
    },
  ],
  [
    'fonttbl',
    ({ now }) => {
      now.isFonts = true;
      now.isSkipped = true;
    },
  ],
  [
    'f',
    ({ now }, value) => {
      now.font = value ?? -1;
    },
  ],
  [
    'plain',
    ({ now }) => {
      now.font = -1;
    },
  ],
  ['fcharset', (reader, value) => nameCharset(reader, value ?? 1)],
  [
    'uc',
    ({ now }, value) => {
      now.unicodeSkip = Math.min(Math.max(value ?? 1, 0), 100);
    },
  ],
  ['u', (reader, value) => sayUnit(reader, value ?? 0)],
  [
    'bin',
    (reader, value) => {
      reader.at += Math.max(value ?? 0, 0);
    },
  ],
  ...[...unicode].map(([name, sign]) => [name, (reader: Reader) => sayUnicode(reader, sign)] as const),
]);

/** Charsets of fonts, as Windows numbers them. */
const fontCodepages = new Map([
  [77, 10000],
  [128, 932],
  [129, 949],
  [134, 936],
  [136, 950],
  [161, 1253],
  [162, 1254],
  [163, 1258],
  [177, 1255],
  [178, 1256],
  [186, 1257],
  [204, 1251],
  [222, 874],
  [238, 1250],
]);

function nameCharset({ now, fonts }: Reader, number: number): void {
  const codepage = fontCodepages.get(number);
  if (now.isFonts && codepage !== undefined) fonts.set(now.font, charsetOfCodepage(codepage));
}

function sayUnit(reader: Reader, value: number): void {
  sayUnicode(reader, String.fromCharCode(value & 0xffff));
  reader.skip = reader.now.unicodeSkip;
}

function sayUnicode(reader: Reader, sign: string): void {
  if (isSaid(reader.now)) reader.out.add(sign, null);
}

/** One byte of the text. */
function say(reader: Reader, sign: string): void {
  if (reader.skip > 0) {
    reader.skip -= 1;
    return;
  }
  const { now, fonts, out } = reader;
  if (!isSaid(now)) return;
  // Between tags stands text: a bare bracket there was meant as one.
  if (reader.isHtml === true && !now.isTag && sign === '<') out.add('&lt;', null);
  else out.add(sign, fonts.get(now.font) ?? charsetOfCodepage(reader.codepage ?? 1252));
}

const isSaid = (group: Group) => !group.isSkipped && (group.isTag || !group.isRtfOnly);

/** Bytes of one charset are decoded together: a character may be several of them. */
function makeOut() {
  const pieces: string[] = [];
  const bytes = new Uint8Array(64 * 1024);
  let size = 0;
  let charset = 'utf-8';
  let decoder = new TextDecoder(charset);
  let isOpen = false;
  const decode = (stream: boolean) => {
    if (isOpen) pieces.push(decoder.decode(bytes.subarray(0, size), { stream }));
    size = 0;
    isOpen = stream;
  };
  return {
    /** `given` null: a character, not a byte. */
    add(sign: string, given: string | null): void {
      if (given !== charset) decode(false);
      if (given === null) {
        pieces.push(sign);
        return;
      }
      if (given !== charset) decoder = new TextDecoder(given);
      charset = given;
      bytes[size] = sign.charCodeAt(0);
      size += 1;
      isOpen = true;
      if (size === bytes.length) decode(true);
    },
    end(): string {
      decode(false);
      return pieces.join('').toWellFormed();
    },
  };
}
