import { charsetOf, decodeText } from '../reading/charset.ts';

const named: Record<number, string> = {
  932: 'shift_jis',
  936: 'gb18030',
  949: 'euc-kr',
  950: 'big5',
  10000: 'macintosh',
  20866: 'koi8-r',
  21866: 'koi8-u',
  50220: 'iso-2022-jp',
  50221: 'iso-2022-jp',
  50222: 'iso-2022-jp',
  51932: 'euc-jp',
  54936: 'gb18030',
  65001: 'utf-8',
};

/** The charset Windows knows under this number. */
export function charsetOfCodepage(codepage: number): string {
  if (codepage === 874 || (codepage >= 1250 && codepage <= 1258)) return `windows-${codepage}`;
  if (codepage >= 28592 && codepage <= 28606) return `iso-8859-${codepage - 28590}`;
  return named[codepage] ?? 'windows-1252';
}

/** Text in a codepage, up to the NUL that ends it. What is UTF-8 all the same is read as that. */
export function textIn(bytes: Uint8Array, codepage: number): string {
  const end = bytes.indexOf(0);
  const written = end < 0 ? bytes : bytes.subarray(0, end);
  return decodeText(written, charsetOf(written, charsetOfCodepage(codepage)));
}

export function wideText(bytes: Uint8Array): string {
  const text = new TextDecoder('utf-16le').decode(bytes);
  const end = text.indexOf('\u0000');
  return end < 0 ? text : text.slice(0, end);
}
