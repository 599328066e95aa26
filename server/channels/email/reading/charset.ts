import { isAscii, isUtf8 } from 'node:buffer';

/**
 * Which charset are these bytes really in? Labels are missing or wrong often enough that the bytes are asked first:
 * what is valid UTF-8 beyond ASCII is UTF-8, whatever it says; what claims UTF-8 and is not is guessed.
 */
export function charsetOf(bytes: Uint8Array, declared: string | undefined): string {
  const label = (declared ?? '')
    .trim()
    .toLowerCase()
    .replace(/^(cs)?(ibm|pc|cp|dos|x-cp)-?(437|850|858)(multilingual)?$/, (_whole, ...[, , number]) =>
      number === '437' ? 'cp437' : 'cp850',
    );
  if (/^(x-)?(unicode-1-1-)?utf-?7$/.test(label)) return 'utf-7';
  if (isAscii(bytes)) return sevenBitCharset(bytes, label);
  if (isWide(label) && decodes(label, bytes) !== null) return label;
  if (isUtf8(bytes) || isMostlyUtf8(bytes)) return 'utf-8';
  return dosCharsets.has(label) || saysItself(label) ? label : guess(bytes);
}

function sevenBitCharset(bytes: Uint8Array, label: string): string {
  if (isSevenBit(label)) return label;
  return escapesJapanese(bytes) ? 'iso-2022-jp' : 'utf-8';
}

/** UTF-8 with a byte lost here and there: more characters beyond ASCII come out whole than broken. */
function isMostlyUtf8(bytes: Uint8Array): boolean {
  const text = new TextDecoder().decode(bytes.subarray(0, 64 * 1024), { stream: true });
  const foreign = text.match(/[^\p{ASCII}]/gu)?.length ?? 0;
  const broken = text.match(/\ufffd/g)?.length ?? 0;
  return foreign - broken > broken;
}

/** A single-byte charset is taken at its word: any bytes are some text in it. */
function saysItself(label: string): boolean {
  return isKnown(label) && !/^(utf-?8|us-ascii|ascii|ansi.*)$/.test(label) && !isWide(label);
}

/** Decodes with a label from `charsetOf`. */
export function decodeText(bytes: Uint8Array, charset: string): string {
  const dos = dosCharsets.get(charset);
  if (dos !== undefined) return decodeDos(bytes, dos);
  return charset === 'utf-7' ? decodeUtf7(bytes) : new TextDecoder(charset).decode(bytes);
}

/** Whether only `decodeText` knows it. */
export const isOurOwn = (charset: string) => charset === 'utf-7' || dosCharsets.has(charset);

/** Charsets no browser knows and old business programs still write: their upper halves. */
const dosCharsets = new Map([
  [
    'cp437',
    'ÇüéâäàåçêëèïîìÄÅÉæÆôöòûùÿÖÜ¢£¥₧ƒáíóúñÑªº¿⌐¬½¼¡«»░▒▓│┤╡╢╖╕╣║╗╝╜╛┐└┴┬├─┼╞╟╚╔╩╦╠═╬╧╨╤╥╙╘╒╓╫╪┘┌█▄▌▐▀αßΓπΣσµτΦΘΩδ∞φε∩≡±≥≤⌠⌡÷≈°∙·√ⁿ²■\u00a0',
  ],
  [
    'cp850',
    'ÇüéâäàåçêëèïîìÄÅÉæÆôöòûùÿÖÜø£Ø×ƒáíóúñÑªº¿®¬½¼¡«»░▒▓│┤ÁÂÀ©╣║╗╝¢¥┐└┴┬├─┼ãÃ╚╔╩╦╠═╬¤ðÐÊËÈıÍÎÏ┘┌█▄¦Ì▀ÓßÔÒõÕµþÞÚÛÙýÝ¯´\u00ad±‗¾¶§÷¸°¨·¹³²■\u00a0',
  ],
]);

function decodeDos(bytes: Uint8Array, upper: string): string {
  return Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength)
    .toString('latin1')
    .replace(/[\u0080-\u00ff]/g, (sign) => upper[sign.charCodeAt(0) - 0x80] ?? sign);
}

const isSevenBit = (label: string) => /^(iso-2022-jp|csiso2022jp|hz-gb-2312)$/.test(label) && isKnown(label);
const isWide = (label: string) =>
  /^(utf-?16|ucs-2|gb|big5|shift|sjis|euc|ks_c|ms_kanji|x-sjis|iso-2022|windows-(31j|949|936))/.test(label);

function isKnown(label: string): boolean {
  try {
    return label !== '' && new TextDecoder(label).encoding !== '';
  } catch {
    return false;
  }
}

function decodes(label: string, bytes: Uint8Array): string | null {
  try {
    return new TextDecoder(label, { fatal: true }).decode(bytes, { stream: true });
  } catch {
    return null;
  }
}

function escapesJapanese(bytes: Uint8Array): boolean {
  const text = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  return text.includes('\u001b$B') || text.includes('\u001b$@');
}

type Candidate = { charset: string; script: RegExp; share: number };
const candidates: Candidate[] = [
  { charset: 'euc-jp', script: /[\u3040-\u30ff]/g, share: 0.2 },
  { charset: 'shift_jis', script: /[\u3040-\u30ff]/g, share: 0.2 },
  // Chinese read as Korean looks like Korean: its commonest characters tell.
  {
    charset: 'gb18030',
    script: /[的一是不了在有我他这个们中来上大为和国到以说时要就出会可也你对能那得下年过发后没还请吗订单货]/g,
    share: 0.15,
  },
  {
    charset: 'big5',
    script: /[的一是不了在有我他這個們中來上大為和國到以說時要就出會可也你對能那得下年過發後沒還請嗎訂單貨]/g,
    share: 0.15,
  },
  { charset: 'euc-kr', script: /[\uac00-\ud7a3]/g, share: 0.6 },
  { charset: 'windows-1251', script: /[а-яё]/g, share: 0.7 },
  { charset: 'koi8-r', script: /[а-яё]/g, share: 0.7 },
  { charset: 'gb18030', script: /[\u4e00-\u9fff\u3000-\u303f\uff00-\uffef]/g, share: 0.8 },
];

/** By the script that comes out: western letters are few among ASCII ones, the others are most of the text. */
function guess(bytes: Uint8Array): string {
  const sample = bytes.subarray(0, 64 * 1024);
  const high = sample.reduce((count, byte) => count + (byte > 0x7f ? 1 : 0), 0);
  const letters = sample.reduce((count, byte) => count + ((byte | 0x20) > 0x60 && (byte | 0x20) < 0x7b ? 1 : 0), 0);
  if (high < 8 || high < letters * 1.5) return 'windows-1252';
  const fits = candidates.find(({ charset, script, share }) => {
    const foreign = (decodes(charset, sample) ?? '').match(/[^\p{ASCII}]/gu)?.join('') ?? '';
    return foreign !== '' && (foreign.match(script)?.length ?? 0) / foreign.length >= share;
  });
  return fits?.charset ?? 'windows-1252';
}

/** RFC 2152: `+` opens base64 of UTF-16, `-` or anything else closes it. */
function decodeUtf7(bytes: Uint8Array): string {
  const text = new TextDecoder('windows-1252').decode(bytes);
  return text.replace(/\+([A-Za-z0-9+/]*)-?/g, (_whole, base64: string) => {
    if (base64 === '') return '+';
    const units = Buffer.from(base64, 'base64');
    return new TextDecoder('utf-16be').decode(units.subarray(0, units.length - (units.length % 2)));
  });
}
