import sanitize from 'sanitize-html';
import { longestHtml } from './html-limits.ts';
import { htmlWords } from './html-words.ts';

/** Runs in a worker thread (see sanitize-html.ts): what is not on these lists does not come out. */

export type Sanitized = { html: string; hasRemote: boolean; isReduced: boolean };
export type SanitizeInput = { html: string; wordsOnly: boolean };

const deepest = 200;

export async function run({ html, wordsOnly }: SanitizeInput): Promise<{ output: Sanitized }> {
  return { output: wordsOnly || html.length > longestHtml ? asParagraph(html) : sanitized(html) };
}

/** The words alone: for HTML too large, too deep or too slow to clean. */
function asParagraph(html: string): Sanitized {
  const words = htmlWords(html).replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
  return { html: `<p>${words.replaceAll('\n', '<br />')}</p>`, hasRemote: false, isReduced: true };
}

const tags =
  `a abbr address article aside b bdi bdo big blockquote br caption center cite code col colgroup dd del dfn div
  dl dt em figcaption figure font footer h1 h2 h3 h4 h5 h6 header hr i img ins kbd li main mark ol p pre q s samp section
  small span strike strong sub sup table tbody td tfoot th thead time tr tt u ul var wbr`.split(/\s+/);
const cell = ['align', 'valign', 'width', 'height', 'bgcolor', 'colspan', 'rowspan', 'nowrap'];
/** Classes by which mail programs mark quoted history and signatures; all others go. */
const quoteClasses = [
  'gmail_quote',
  'gmail_signature',
  'gmail_attr',
  'moz-cite-prefix',
  'moz-signature',
  'yahoo_quoted',
];

/** Other programs mark them by ids and classes of their own: kept as one attribute, `data-quote`, with one of three words. */
const quoteMarks: [mark: string, names: RegExp][] = [
  [
    'history',
    /^(divRplyFwdMsg|OutlookMessageHeader|OLK_SRC_BODY_SECTION|(mail-editor|ms-outlook-mobile)-reference-message(-container)?)$/i,
  ],
  ['quote', /^(protonmail|tutanota|mail)_quote$/i],
  ['signature', /^(signature|ms-outlook-mobile-signature|AppleMailSignature|protonmail_signature_block)$/i],
];
const quoteMark = { name: 'data-quote', multiple: false, values: quoteMarks.map(([word]) => word) };
const marked = ['div', 'span', 'p', 'section', 'table', 'blockquote'];

const length = String.raw`-?0|auto|\d{1,4}(\.\d{1,4})?(px|pt|em|rem|ex|ch|%|cm|mm|in)?`;
const lengths = new RegExp(`^(${length})(\\s+(${length})){0,3}$`, 'i');
const color = String.raw`#[0-9a-f]{3,8}|[a-z]{3,24}|(rgb|hsl)a?\([\d\s.,%/deg]{1,40}\)`;
const colors = new RegExp(`^(${color})$`, 'i');
const lineStyle = 'none|hidden|solid|dashed|dotted|double|groove|ridge|inset|outset|thin|medium|thick';
const border = new RegExp(`^((${length}|${lineStyle}|${color})\\s*){1,3}$`, 'i');
const words = (...list: string[]) => new RegExp(`^(${list.join('|')})$`, 'i');
const sides = ['top', 'right', 'bottom', 'left'];
const onSides = (name: string, form: RegExp, suffix = '') =>
  Object.fromEntries([[`${name}${suffix}`, [form]], ...sides.map((side) => [`${name}-${side}${suffix}`, [form]])]);

const styles: Record<string, RegExp[]> = {
  color: [colors],
  'background-color': [colors],
  background: [colors],
  'font-size': [lengths, words('(x{1,2}-)?(small|large)', 'medium', 'smaller', 'larger')],
  'font-family': [/^[\p{L}\p{N}\s,'"._-]{1,300}$/u],
  'font-weight': [words('normal', 'bold', 'bolder', 'lighter', '[1-9]00')],
  'font-style': [words('normal', 'italic', 'oblique')],
  'text-align': [words('left', 'right', 'center', 'justify', 'start', 'end')],
  'text-decoration': [words('none', 'underline', 'line-through', 'overline')],
  'text-transform': [words('none', 'uppercase', 'lowercase', 'capitalize')],
  'line-height': [lengths, words('normal')],
  'letter-spacing': [lengths, words('normal')],
  'vertical-align': [words('top', 'middle', 'bottom', 'baseline', 'sub', 'super', 'text-top', 'text-bottom')],
  'white-space': [words('normal', 'nowrap', 'pre', 'pre-wrap', 'pre-line')],
  'word-break': [words('normal', 'break-all', 'break-word', 'keep-all')],
  'overflow-wrap': [words('normal', 'break-word', 'anywhere')],
  direction: [words('ltr', 'rtl')],
  display: [words('block', 'inline', 'inline-block', 'table', 'table-row', 'table-cell', 'list-item', 'none')],
  float: [words('left', 'right', 'none')],
  'list-style-type': [words('[a-z-]{1,30}')],
  'table-layout': [words('auto', 'fixed')],
  'border-collapse': [words('collapse', 'separate')],
  'border-spacing': [lengths],
  'border-radius': [lengths],
  ...Object.fromEntries(['width', 'height', 'max-width', 'min-width', 'max-height'].map((name) => [name, [lengths]])),
  ...onSides('margin', lengths),
  ...onSides('padding', lengths),
  ...onSides('border', border),
  ...onSides('border', border, '-color'),
  ...onSides('border', border, '-style'),
  ...onSides('border', border, '-width'),
};

function sanitized(html: string): Sanitized {
  let hasRemote = false;
  const clean = sanitize(html, {
    allowedTags: tags,
    allowedAttributes: {
      '*': ['style', 'dir', 'lang', 'title'],
      a: ['href', 'target', 'rel'],
      img: ['src', 'data-remote-src', 'alt', 'width', 'height', 'border', 'align'],
      table: ['width', 'height', 'border', 'cellpadding', 'cellspacing', 'bgcolor', 'align', quoteMark],
      tr: ['align', 'valign', 'bgcolor', 'height'],
      td: cell,
      th: cell,
      ...Object.fromEntries(['p', 'div'].map((name) => [name, ['align', quoteMark]])),
      ...Object.fromEntries(['h1', 'h2', 'h3', 'h4', 'tbody', 'thead'].map((name) => [name, ['align']])),
      col: ['span', 'width'],
      colgroup: ['span', 'width'],
      font: ['color', 'face', 'size'],
      ol: ['start', 'type'],
      li: ['value'],
      blockquote: ['type', quoteMark],
      span: [quoteMark],
      section: [quoteMark],
      hr: ['width', 'size', 'noshade'],
      time: ['datetime'],
    },
    allowedClasses: { '*': quoteClasses },
    // Cleaned below, each different one once: a mail says the same to every cell of its tables.
    parseStyleAttributes: false,
    allowedSchemes: ['http', 'https', 'mailto', 'tel'],
    allowedSchemesByTag: { img: ['cid', 'data', 'http', 'https'] },
    allowProtocolRelative: false,
    nonTextTags: ['script', 'style', 'title', 'template', 'noscript'],
    nestingLimit: deepest,
    disallowedTagsMode: 'discard',
    enforceHtmlBoundary: false,
    transformTags: {
      '*': withCleanStyle,
      ...Object.fromEntries(marked.map((name) => [name, withQuoteMark])),
      a: (tagName, { href, target: _, rel: __, ...others }) => ({ tagName, attribs: { ...others, ...linkTo(href) } }),
      img: (tagName, { src, ...others }) => {
        const source = imageFrom(src);
        hasRemote ||= 'data-remote-src' in source;
        return { tagName, attribs: { ...without(others, 'data-remote-src'), ...source } };
      },
    },
  });
  return { html: clean, hasRemote, isReduced: false };
}

function withCleanStyle(tagName: string, { style, ...attribs }: Record<string, string>) {
  const clean = style === undefined ? '' : cleanStyle(style);
  return { tagName, attribs: clean === '' ? attribs : { ...attribs, style: clean } };
}

const mostStyles = 2_000;
const longestKept = 500;
const cleanStyles = new Map<string, string>();

/** The declarations of a `style` attribute that are on the list. */
function cleanStyle(style: string): string {
  const known = cleanStyles.get(style);
  if (known !== undefined) return known;
  const escaped = style.replaceAll('&', '&amp;').replaceAll('"', '&quot;');
  const alone = sanitize(`<p style="${escaped}">`, {
    allowedTags: ['p'],
    allowedAttributes: { p: ['style'] },
    allowedStyles: { p: styles },
  });
  const clean = unescaped(/^<p style="([^"]*)">/.exec(alone)?.[1] ?? '');
  if (cleanStyles.size >= mostStyles) cleanStyles.clear();
  if (style.length <= longestKept) cleanStyles.set(style, clean);
  return clean;
}

function unescaped(attribute: string): string {
  return attribute.replaceAll('&quot;', '"').replaceAll('&lt;', '<').replaceAll('&gt;', '>').replaceAll('&amp;', '&');
}

/** Only a block quote is a quotation by its name: a `div` of that name holds answers between the lines as well. */
function withQuoteMark(tagName: string, { 'data-quote': given, ...attribs }: Record<string, string>) {
  const words = `${attribs.id ?? ''} ${attribs.class ?? ''}`.slice(0, 500).split(/\s+/);
  const names = words.map((name) => name.replace(/^(x_){1,9}/, ''));
  const mark = quoteMarks.find(([word, form]) => given === word || names.some((name) => form.test(name)))?.[0];
  const isMeant = mark !== undefined && (mark !== 'quote' || tagName === 'blockquote');
  return { tagName, attribs: isMeant ? { ...attribs, 'data-quote': mark } : attribs };
}

function linkTo(href: string | undefined): Record<string, string> {
  const url = href === undefined || !URL.canParse(href.trim()) ? null : new URL(href.trim());
  if (!url || !/^(https?|mailto|tel):$/.test(url.protocol)) return {};
  return { href: url.href, target: '_blank', rel: 'noopener noreferrer nofollow' };
}

/** Pictures inside the mail stay; those elsewhere wait under another name until somebody asks for them. */
function imageFrom(src: string | undefined): Record<string, string> {
  const source = (src ?? '').trim();
  if (/^cid:\S/i.test(source)) return { src: `cid:${decoded(source.slice(4))}` };
  if (/^data:image\/(png|jpeg|gif|webp);base64,[a-z0-9+/=\s]+$/i.test(source)) return { src: source };
  const remote = source.startsWith('//') ? `https:${source}` : source;
  const isRemote = URL.canParse(remote) && /^https?:$/.test(new URL(remote).protocol);
  return isRemote ? { 'data-remote-src': new URL(remote).href } : {};
}

/** Some programs write `cid:a%40b` for the Content-ID `a@b`. */
function decoded(contentId: string): string {
  try {
    return decodeURIComponent(contentId);
  } catch {
    return contentId;
  }
}

function without(attributes: Record<string, string>, name: string): Record<string, string> {
  const { [name]: _, ...others } = attributes;
  return others;
}
