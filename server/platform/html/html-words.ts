/**
 * The words of HTML in one pass over the characters, whatever its shape: no tree, no recursion, no pattern that can
 * run away. Used where a real parser gives up, so that a message never loses what it said.
 */
export function htmlWords(html: string): string {
  const pieces: string[] = [];
  const search = makeSearch(html);
  let at = 0;
  for (let open = html.indexOf('<'); open >= 0; open = html.indexOf('<', at)) {
    const tag = tagAt(html, open, search) ?? { between: '<', end: open + 1 };
    pieces.push(html.slice(at, open), tag.between);
    at = tag.end;
  }
  pieces.push(html.slice(at));
  return tidy(decodeEntities(pieces.join('')));
}

const breaks = new Set(
  'address article aside blockquote br center dd div dl dt footer form h1 h2 h3 h4 h5 h6 header hr li main ol p pre section table tr ul'.split(
    ' ',
  ),
);
const unread = new Set(['script', 'style', 'title', 'template']);
const nameForm = /\/?([a-z][a-z0-9:-]*)/iy;

/** Searching that remembers what is nowhere further on, so that a thousand unclosed tags cost one search. */
type Search = {
  (needle: string, from: number): number;
  absentFrom(needle: string): number;
  isAbsentFrom(needle: string, from: number): void;
};

function makeSearch(html: string): Search {
  const absent = new Map<string, number>();
  const absentFrom = (needle: string) => absent.get(needle) ?? Number.POSITIVE_INFINITY;
  const isAbsentFrom = (needle: string, from: number) => void absent.set(needle, from);
  const search = (needle: string, from: number) => {
    if (from >= absentFrom(needle)) return -1;
    const found = html.indexOf(needle, from);
    if (found < 0) isAbsentFrom(needle, from);
    return found;
  };
  return Object.assign(search, { absentFrom, isAbsentFrom });
}

type Tag = { between: string; end: number };

/** The tag that opens here and what stands in its place, or null when `<` is only a character. */
function tagAt(html: string, open: number, search: Search): Tag | null {
  if (html.startsWith('<!--', open)) return upTo(search('-->', open + 4), 3);
  if (html[open + 1] === '!' || html[open + 1] === '?') return upTo(search('>', open), 1);
  nameForm.lastIndex = open + 1;
  const name = nameForm.exec(html)?.[1]?.toLowerCase();
  if (name === undefined) return null;
  const end = endOfTag(html, nameForm.lastIndex, search);
  if (end < 0) return null;
  const isUnread = unread.has(name) && html[open + 1] !== '/';
  return {
    between: breaks.has(name) ? '\n' : '',
    end: isUnread ? pastContent(html, { name, from: end, search }) : end,
  };
}

function upTo(found: number, length: number): Tag | null {
  return found < 0 ? null : { between: '', end: found + length };
}

/** Past the `>` that is not inside quotes; where a quote never closes, past the first `>`. */
function endOfTag(html: string, from: number, search: Search): number {
  const plain = search('>', from);
  if (plain < 0) return -1;
  quoted.lastIndex = from;
  for (let found = quoted.exec(html); found; found = quoted.exec(html)) {
    if (found[0] === '>') return quoted.lastIndex;
    const close = search(found[0].slice(1), quoted.lastIndex);
    if (close < 0) return plain + 1;
    quoted.lastIndex = close + 1;
  }
  return plain + 1;
}

const quoted = /=["']|>/g;
const endTags = new Map([...unread].map((name) => [name, new RegExp(`</${name}[^>]{0,64}>`, 'gi')]));

function pastContent(html: string, { name, from, search }: { name: string; from: number; search: Search }): number {
  if (from >= search.absentFrom(name)) return from;
  const form = endTags.get(name) as RegExp;
  form.lastIndex = from;
  if (form.test(html)) return form.lastIndex;
  search.isAbsentFrom(name, from);
  return from;
}

const latin1 =
  'nbsp iexcl cent pound curren yen brvbar sect uml copy ordf laquo not shy reg macr deg plusmn sup2 sup3 acute micro para middot cedil sup1 ordm raquo frac14 frac12 frac34 iquest Agrave Aacute Acirc Atilde Auml Aring AElig Ccedil Egrave Eacute Ecirc Euml Igrave Iacute Icirc Iuml ETH Ntilde Ograve Oacute Ocirc Otilde Ouml times Oslash Ugrave Uacute Ucirc Uuml Yacute THORN szlig agrave aacute acirc atilde auml aring aelig ccedil egrave eacute ecirc euml igrave iacute icirc iuml eth ntilde ograve oacute ocirc otilde ouml divide oslash ugrave uacute ucirc uuml yacute thorn yuml';
const named = new Map([
  ...latin1.split(' ').map((name, index): [string, string] => [name, String.fromCharCode(160 + index)]),
  ['amp', '&'],
  ['lt', '<'],
  ['gt', '>'],
  ['quot', '"'],
  ['apos', "'"],
  ['euro', '€'],
  ['ndash', '–'],
  ['mdash', '—'],
  ['lsquo', '‘'],
  ['rsquo', '’'],
  ['ldquo', '“'],
  ['rdquo', '”'],
  ['hellip', '…'],
  ['bull', '•'],
]);

function decodeEntities(text: string): string {
  return text.replace(/&(#x[0-9a-f]{1,6}|#\d{1,7}|[a-z]{2,8}\d{0,2});?/gi, (whole, name: string) => {
    if (!name.startsWith('#')) return named.get(name) ?? whole;
    const code = /^#x/i.test(name) ? Number.parseInt(name.slice(2), 16) : Number.parseInt(name.slice(1), 10);
    const isCharacter = code > 0 && code <= 0x10ffff && !(code >= 0xd800 && code <= 0xdfff);
    return isCharacter ? String.fromCodePoint(code) : whole;
  });
}

function tidy(text: string): string {
  const lines = text
    .replaceAll('\u00a0', ' ')
    .split(/\r\n?|\n/)
    .map((line) => line.replace(/[ \t]+/g, ' ').trim());
  const kept = lines.filter((line, index) => line !== '' || (index > 0 && lines[index - 1] !== ''));
  return kept.join('\n').trim();
}
